"""Lists, uploads and sends once by the generated client; what happened goes to stdout as JSON."""

import hashlib
import json
import os
import sys
import time

import httpx
from client import AuthenticatedClient
from client.api.events import send_event, show_receipt
from client.api.uploads import announce_upload, show_upload
from client.api.zielvereinbarungen import list_zielvereinbarungen
from client.models import CloudEvent, Party, Received, RecordedReceipt, UploadAnnouncement, UploadForm

scan = sys.stdin.buffer.read()
url = os.environ["API_URL"]
person = AuthenticatedClient(base_url=url, token=os.environ["PERSON_TOKEN"])
system = AuthenticatedClient(base_url=url, token=os.environ["SYSTEM_TOKEN"])

listed = [row.subject for row in list_zielvereinbarungen.sync(client=person, year=2025).items]

announcement = UploadAnnouncement(
    zielvereinbarung=listed[0],
    parties=[Party.KOMMUNE],
    sha256=hashlib.sha256(scan).hexdigest(),
    size=len(scan),
    file_name="python.pdf",
)
form = announce_upload.sync(client=person, body=announcement, idempotency_key="python-upload")
assert isinstance(form, UploadForm), form
posted = httpx.post(form.post.url, data=form.post.fields.to_dict(), files={"file": ("python.pdf", scan)})
upload = show_upload.sync(form.upload_id, client=person)

event = CloudEvent.from_dict(json.loads(os.environ["EVENT"]))
sent = send_event.sync(client=system, body=event)
assert isinstance(sent, Received), sent
receipt = show_receipt.sync(event.source, event.id, client=system)
for _ in range(60):
    if isinstance(receipt, RecordedReceipt):
        break
    time.sleep(0.5)
    receipt = show_receipt.sync(event.source, event.id, client=system)

json.dump(
    {
        "listed": listed,
        "posted": posted.status_code,
        "upload": upload.state,
        "sent": sent.state,
        "receipt": type(receipt).__name__,
    },
    sys.stdout,
)
