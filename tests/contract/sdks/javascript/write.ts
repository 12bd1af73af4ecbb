// Writes one fact as the JavaScript SDK does, in its usual ways.
import { CloudEvent, HTTP, type Message } from 'cloudevents';
import type { Fact, Forms } from '../forms.ts';

const JSON_TYPE = { datacontenttype: 'application/json' };
const CHARSET = { datacontenttype: 'application/json; charset=utf-8' };
const EXTENSIONS = { lot: 7, urgent: true };

/** What the SDK writes, by form. */
export function writtenByJavaScript({ first, data, ...own }: Fact): Forms {
  const forms: Forms = {};

  function event(form: string, attributes: object = {}, asBytes = false) {
    const numbered = { ...data, number: first + Object.keys(forms).length };
    return new CloudEvent<unknown>({
      ...own,
      id: `javascript-${form}`,
      data: asBytes ? new TextEncoder().encode(JSON.stringify(numbered)) : numbered,
      ...attributes,
    });
  }

  function keep(form: string, { headers, body }: Message) {
    forms[form] = {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: typeof body === 'string' ? body : new TextDecoder().decode(bytesOf(body)),
    };
  }

  for (const [form, attributes] of Object.entries({
    structured: {},
    'structured-json': JSON_TYPE,
    'structured-charset': CHARSET,
    'structured-extensions': EXTENSIONS,
    'structured-offset': { time: '2025-09-01T10:00:00+02:00' },
    'structured-null': { dataschema: undefined, lot: null },
  }))
    keep(form, HTTP.structured(event(form, attributes)));
  keep('structured-base64', HTTP.structured(event('structured-base64', JSON_TYPE, true)));
  for (const [form, attributes] of Object.entries({
    binary: {},
    'binary-json': JSON_TYPE,
    'binary-charset': CHARSET,
    'binary-extensions': { ...JSON_TYPE, ...EXTENSIONS },
  }))
    keep(form, HTTP.binary(event(form, attributes)));
  return forms;
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new Error('The SDK wrote neither text nor bytes');
}
