import client.ApiClient;
import client.api.EventsApi;
import client.api.UploadsApi;
import client.api.ZielvereinbarungenApi;
import client.model.CloudEvent;
import client.model.Party;
import client.model.Received;
import client.model.RecordedReceipt;
import client.model.UploadAnnouncement;
import client.model.UploadForm;
import client.model.YearRow;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Lists, uploads and sends once by the generated client; what happened goes to stdout as JSON. */
public final class Use {
  public static void main(String[] arguments) throws Exception {
    byte[] scan = System.in.readAllBytes();
    ApiClient person = client("PERSON_TOKEN");
    List<String> listed =
        new ZielvereinbarungenApi(person).listZielvereinbarungen(2025, null).getItems().stream()
            .map(YearRow::getSubject)
            .toList();
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(scan));
    UploadsApi uploads = new UploadsApi(person);
    UploadForm form =
        uploads.announceUpload(
            new UploadAnnouncement()
                .zielvereinbarung(listed.get(0))
                .addPartiesItem(Party.KOMMUNE)
                .sha256(sha256)
                .size((long) scan.length)
                .fileName("java.pdf"),
            "java-upload");
    int posted = post(form, scan);
    String upload = uploads.showUpload(form.getUploadId()).getState().getValue();

    EventsApi events = new EventsApi(client("SYSTEM_TOKEN"));
    CloudEvent event = ApiClient.createDefaultObjectMapper().readValue(System.getenv("EVENT"), CloudEvent.class);
    Received received = events.sendEvent(event, null).getReceived();
    Object receipt = events.showReceipt(event.getSource(), event.getId()).getActualInstance();
    for (int tries = 0; tries < 60 && !(receipt instanceof RecordedReceipt); tries += 1) {
      Thread.sleep(500);
      receipt = events.showReceipt(event.getSource(), event.getId()).getActualInstance();
    }
    System.out.println(
        new ObjectMapper()
            .writeValueAsString(
                Map.of(
                    "listed", listed,
                    "posted", posted,
                    "upload", upload,
                    "sent", received.getState().getValue(),
                    "receipt", receipt.getClass().getSimpleName())));
  }

  private static ApiClient client(String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("API_URL"));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + System.getenv(token)));
    return client;
  }

  private static int post(UploadForm form, byte[] scan) throws Exception {
    String boundary = "scan-boundary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : form.getPost().getFields().entrySet())
      body.writeBytes(part(boundary, field.getKey(), "").concat(field.getValue() + "\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(part(boundary, "file", "; filename=\"java.pdf\"").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(scan);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(form.getPost().getUrl()))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String part(String boundary, String name, String more) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n";
  }
}
