// Writes one fact as the Go SDK does, in its usual ways: JSON from stdin, {form: {headers, body}} to stdout.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
	cehttp "github.com/cloudevents/sdk-go/v2/protocol/http"
)

type fact struct {
	Source  string         `json:"source"`
	Type    string         `json:"type"`
	Subject string         `json:"subject"`
	Time    time.Time      `json:"time"`
	Data    map[string]any `json:"data"`
	First   int            `json:"first"`
}

type written struct {
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

func main() {
	var given fact
	must(json.NewDecoder(os.Stdin).Decode(&given))
	forms := map[string]written{}

	event := func(form string) cloudevents.Event {
		own := cloudevents.NewEvent()
		own.SetID("go-" + form)
		own.SetSource(given.Source)
		own.SetType(given.Type)
		own.SetSubject(given.Subject)
		own.SetTime(given.Time)
		given.Data["number"] = given.First + len(forms)
		return own
	}
	keep := func(form string, own cloudevents.Event, structured bool) {
		ctx := binding.WithForceBinary(context.Background())
		if structured {
			ctx = binding.WithForceStructured(context.Background())
		}
		request, err := http.NewRequest(http.MethodPost, "https://api.example/v1/events", nil)
		must(err)
		must(cehttp.WriteRequest(ctx, binding.ToMessage(&own), request))
		body, err := io.ReadAll(request.Body)
		must(err)
		headers := map[string]string{}
		for name := range request.Header {
			headers[name] = request.Header.Get(name)
		}
		forms[form] = written{headers, string(body)}
	}
	withData := func(form string, contentType string) cloudevents.Event {
		own := event(form)
		must(own.SetData(contentType, given.Data))
		return own
	}

	for _, mode := range []string{"structured", "binary"} {
		keep(mode, withData(mode, cloudevents.ApplicationJSON), mode == "structured")

		untyped := withData(mode+"-untyped", cloudevents.ApplicationJSON)
		untyped.SetDataContentType("")
		keep(mode+"-untyped", untyped, mode == "structured")

		charset := withData(mode+"-charset", cloudevents.ApplicationJSON)
		charset.SetDataContentType("application/json; charset=utf-8")
		keep(mode+"-charset", charset, mode == "structured")

		extended := withData(mode+"-extensions", cloudevents.ApplicationJSON)
		extended.SetExtension("lot", 7)
		extended.SetExtension("urgent", true)
		keep(mode+"-extensions", extended, mode == "structured")

		offset := withData(mode+"-offset", cloudevents.ApplicationJSON)
		offset.SetTime(given.Time.In(time.FixedZone("", 2*60*60)).Add(123456789 * time.Nanosecond))
		keep(mode+"-offset", offset, mode == "structured")
	}
	raw := event("structured-base64")
	data, err := json.Marshal(given.Data)
	must(err)
	must(raw.SetData(cloudevents.ApplicationJSON, data))
	raw.DataBase64 = true
	keep("structured-base64", raw, true)

	must(json.NewEncoder(os.Stdout).Encode(forms))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
