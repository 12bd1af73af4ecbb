// Lists, uploads and sends once by the generated client; what happened goes to stdout as JSON.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"os"
	"time"

	"zielvereinbarungen.example/use/client"
)

func main() {
	scan, err := io.ReadAll(os.Stdin)
	must(err)
	settings := client.NewConfiguration()
	settings.Servers = client.ServerConfigurations{{URL: os.Getenv("API_URL")}}
	api := client.NewAPIClient(settings)
	person := context.WithValue(context.Background(), client.ContextAccessToken, os.Getenv("PERSON_TOKEN"))
	system := context.WithValue(context.Background(), client.ContextAccessToken, os.Getenv("SYSTEM_TOKEN"))

	year, _, err := api.ZielvereinbarungenAPI.ListZielvereinbarungen(person).Year(2025).Execute()
	must(err)
	listed := []string{}
	for _, row := range year.Items {
		listed = append(listed, row.Subject)
	}

	sum := sha256.Sum256(scan)
	announcement := client.NewUploadAnnouncement(
		[]client.Party{client.PARTY_KOMMUNE}, hex.EncodeToString(sum[:]), int64(len(scan)), "go.pdf")
	announcement.SetZielvereinbarung(listed[0])
	form, _, err := api.UploadsAPI.AnnounceUpload(person).UploadAnnouncement(*announcement).IdempotencyKey("go-upload").Execute()
	must(err)
	posted := post(form.Post, scan)
	upload, _, err := api.UploadsAPI.ShowUpload(person, form.UploadId).Execute()
	must(err)

	var event client.CloudEvent
	must(json.Unmarshal([]byte(os.Getenv("EVENT")), &event))
	sent, _, err := api.EventsAPI.SendEvent(system).CloudEvent(event).Execute()
	must(err)
	receipt := ""
	for tries := 0; tries < 60 && receipt != "RecordedReceipt"; tries++ {
		if tries > 0 {
			time.Sleep(500 * time.Millisecond)
		}
		told, _, err := api.EventsAPI.ShowReceipt(system, event.Source, event.Id).Execute()
		must(err)
		if told.RecordedReceipt != nil {
			receipt = "RecordedReceipt"
		}
	}
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"listed": listed, "posted": posted, "upload": upload.State, "sent": sent.Received.State, "receipt": receipt,
	}))
}

func post(form client.PresignedPost, scan []byte) int {
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	for name, value := range form.Fields {
		must(writer.WriteField(name, value))
	}
	file, err := writer.CreateFormFile("file", "go.pdf")
	must(err)
	_, err = file.Write(scan)
	must(err)
	must(writer.Close())
	answer, err := http.Post(form.Url, writer.FormDataContentType(), &body)
	must(err)
	defer answer.Body.Close()
	return answer.StatusCode
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
