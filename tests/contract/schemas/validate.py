"""Holds documents against JSON Schemas: {schemas, cases} from stdin, what it found as JSON to stdout."""

import json
import sys

from jsonschema import Draft202012Validator

work = json.load(sys.stdin)
faults = []
validators = {}
for path, schema in work["schemas"].items():
    try:
        Draft202012Validator.check_schema(schema)
        validators[path] = Draft202012Validator(schema)
    except Exception as error:
        faults.append(f"{path}: {error}")
verdicts = [validators[case["schema"]].is_valid(case["document"]) for case in work["cases"] if case["schema"] in validators]
json.dump({"faults": faults, "verdicts": verdicts}, sys.stdout)
