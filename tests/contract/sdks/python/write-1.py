"""Writes one fact as the Python SDK 1.x does, in its usual ways: JSON from stdin, {form: {headers, body}} to stdout."""

import json
import sys

from cloudevents.conversion import to_binary, to_structured
from cloudevents.http import CloudEvent
from cloudevents.http.json_methods import to_json
from cloudevents.pydantic import CloudEvent as PydanticEvent

fact = json.load(sys.stdin)
forms = {}


def event(form, attributes=None, as_bytes=False):
    data = {**fact["data"], "number": fact["first"] + len(forms)}
    own = {key: fact[key] for key in ("source", "type", "subject", "time")}
    return CloudEvent(
        {**own, "id": f"python-1-{form}", **(attributes or {})},
        json.dumps(data).encode() if as_bytes else data,
    )


def keep(form, message):
    headers, body = message
    forms[form] = {"headers": dict(headers), "body": body.decode("utf-8")}


JSON = {"datacontenttype": "application/json"}
CHARSET = {"datacontenttype": "application/json; charset=utf-8"}
EXTENSIONS = {"lot": 7, "urgent": True}

keep("structured", to_structured(event("structured")))
keep("structured-to-json", ({"content-type": "application/cloudevents+json"}, to_json(event("structured-to-json"))))
keep("structured-json", to_structured(event("structured-json", JSON)))
keep("structured-charset", to_structured(event("structured-charset", CHARSET)))
keep("structured-extensions", to_structured(event("structured-extensions", EXTENSIONS)))
keep("structured-base64", to_structured(event("structured-base64", JSON, as_bytes=True)))
keep("structured-offset", to_structured(event("structured-offset", {"time": "2025-09-01T10:00:00+02:00"})))
data = {**fact["data"], "number": fact["first"] + len(forms)}
own = {key: fact[key] for key in ("source", "type", "subject", "time")}
pydantic = PydanticEvent(id="python-1-structured-pydantic", data=data, **own)
keep("structured-pydantic", to_structured(pydantic))
pydantic_data = {**data, "number": fact["first"] + len(forms)}
dumped = PydanticEvent(id="python-1-structured-pydantic-dump", data=pydantic_data, **own).model_dump_json()
keep("structured-pydantic-dump", ({"content-type": "application/cloudevents+json"}, dumped.encode()))
keep("binary", to_binary(event("binary")))
keep("binary-json", to_binary(event("binary-json", JSON)))
keep("binary-charset", to_binary(event("binary-charset", CHARSET)))
keep("binary-extensions", to_binary(event("binary-extensions", {**JSON, **EXTENSIONS})))

json.dump(forms, sys.stdout)
