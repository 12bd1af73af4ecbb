"""Writes one fact as the Python SDK 2.x does, in its usual ways: JSON from stdin, {form: {headers, body}} to stdout."""

import json
import sys
from datetime import datetime, timedelta, timezone

from cloudevents.core.bindings.http import to_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

fact = json.load(sys.stdin)
forms = {}


def event(form, attributes=None, as_bytes=False):
    data = {**fact["data"], "number": fact["first"] + len(forms)}
    own = {key: fact[key] for key in ("source", "type", "subject")}
    time = datetime.fromisoformat(fact["time"].replace("Z", "+00:00"))
    return CloudEvent(
        {"specversion": "1.0", **own, "id": f"python-2-{form}", "time": time, **(attributes or {})},
        json.dumps(data).encode() if as_bytes else data,
    )


def keep(form, message):
    forms[form] = {"headers": dict(message.headers), "body": message.body.decode("utf-8")}


JSON = {"datacontenttype": "application/json"}
CHARSET = {"datacontenttype": "application/json; charset=utf-8"}
EXTENSIONS = {"lot": 7, "urgent": True}
OFFSET = {"time": datetime(2025, 9, 1, 10, 0, 0, 123456, timezone(timedelta(hours=2)))}

for form, attributes in {
    "structured": {},
    "structured-json": JSON,
    "structured-charset": CHARSET,
    "structured-extensions": EXTENSIONS,
    "structured-offset": OFFSET,
}.items():
    keep(form, to_structured(event(form, attributes), JSONFormat()))
keep("structured-base64", to_structured(event("structured-base64", JSON, as_bytes=True), JSONFormat()))
for form, attributes in {
    "binary": {},
    "binary-json": JSON,
    "binary-charset": CHARSET,
    "binary-extensions": {**JSON, **EXTENSIONS},
    "binary-offset": OFFSET,
}.items():
    keep(form, to_binary(event(form, attributes), JSONFormat()))

json.dump(forms, sys.stdout)
