import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.PojoCloudEventData;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.TreeMap;

/** Writes one fact as the Java SDK does, in its usual ways: JSON from stdin, {form: {headers, body}} to stdout. */
public final class Write {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode fact;
  private final ObjectNode forms = JSON.createObjectNode();

  private Write(JsonNode fact) {
    this.fact = fact;
  }

  public static void main(String[] arguments) throws Exception {
    Write write = new Write(JSON.readTree(System.in));
    for (String mode : new String[] {"structured", "binary"}) write.all(mode);
    System.out.println(JSON.writeValueAsString(write.forms));
  }

  private void all(String mode) throws Exception {
    keep(mode, event(mode).withData(bytes()).build());
    keep(mode + "-json", event(mode + "-json").withData("application/json", bytes()).build());
    keep(mode + "-node", event(mode + "-node").withData("application/json", JsonCloudEventData.wrap(data())).build());
    keep(
        mode + "-pojo",
        event(mode + "-pojo")
            .withData("application/json", PojoCloudEventData.wrap(data(), JSON::writeValueAsBytes))
            .build());
    keep(
        mode + "-charset",
        event(mode + "-charset").withData("application/json; charset=utf-8", bytes()).build());
    keep(
        mode + "-extensions",
        event(mode + "-extensions")
            .withData("application/json", bytes())
            .withExtension("lot", 7)
            .withExtension("urgent", true)
            .build());
    keep(
        mode + "-offset",
        event(mode + "-offset")
            .withData("application/json", bytes())
            .withTime(OffsetDateTime.parse("2025-09-01T10:00:00.123456789+02:00"))
            .build());
  }

  private CloudEventBuilder event(String form) {
    return CloudEventBuilder.v1()
        .withId("java-" + form)
        .withSource(URI.create(fact.get("source").asText()))
        .withType(fact.get("type").asText())
        .withSubject(fact.get("subject").asText())
        .withTime(OffsetDateTime.parse(fact.get("time").asText()));
  }

  private ObjectNode data() {
    ObjectNode own = fact.get("data").deepCopy();
    return own.put("number", fact.get("first").asInt() + forms.size());
  }

  private byte[] bytes() throws Exception {
    return JSON.writeValueAsBytes(data());
  }

  private void keep(String form, CloudEvent event) {
    TreeMap<String, String> headers = new TreeMap<>();
    StringBuilder body = new StringBuilder();
    var writer =
        HttpMessageFactory.createWriter(
            headers::put, bytes -> body.append(new String(bytes, StandardCharsets.UTF_8)));
    if (form.startsWith("structured")) writer.writeStructured(event, new JsonFormat());
    else writer.writeBinary(event);
    ObjectNode written = forms.putObject(form);
    written.set("headers", JSON.valueToTree(headers));
    written.put("body", body.toString());
  }
}
