import { isJson, isUtf8, mediaTypeOf } from './media-type.ts';
import { readStrictly, type Fault } from './strict-json.ts';

/**
 * CloudEvents 1.0 leaves its senders freedoms that change nothing of what is said, and the public SDKs use them.
 * Here every form becomes the one that the contract describes.
 */

type Attributes = Readonly<Record<string, unknown>>;

/** An event in the one form, or what is wrong with the form it came in. */
export type InOneForm =
  | { readonly ok: true; readonly event: Attributes }
  | { readonly ok: false; readonly fault: Fault };

/** Attributes that are text here; where their type is another, its canonical text says the same (CloudEvents 1.0.2, section 3.1). */
const TEXTS = ['sequence', 'correlationid', 'causationid', 'traceparent'];

/**
 * Reads the freedoms of structured mode: a null attribute is absent, an absent `datacontenttype` is JSON, a
 * charset beside it is UTF-8, `t` and `z` of a time may be small, a number or boolean of an extension is its text,
 * and `data_base64` holds the bytes of `data`. Refused with `encoding-invalid` where data is no JSON in UTF-8, and
 * with the faults of {@link readStrictly} inside `data_base64`.
 */
export function inOneForm(json: object): InOneForm {
  const { data_base64: bytes, ...event } = withoutNulls(json);
  const { datacontenttype: written = 'application/json' } = event;
  const type = typeof written === 'string' ? mediaTypeOf(written) : undefined;
  if (type === undefined || !isJson(type) || !isUtf8(type))
    return notUtf8('datacontenttype', 'erwartet wird JSON in UTF-8');
  const data = bytes === undefined ? { ok: true as const, value: event['data'] } : dataOf(event, bytes);
  if (!data.ok) return data;
  return {
    ok: true,
    event: {
      ...event,
      ...Object.fromEntries(TEXTS.flatMap((name) => asText(name, event[name]))),
      ...(typeof event['time'] === 'string' && { time: event['time'].toUpperCase() }),
      datacontenttype: 'application/json',
      ...(data.value !== undefined && { data: data.value }),
    },
  };
}

function withoutNulls(json: object): Attributes {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

function asText(name: string, value: unknown): readonly (readonly [string, string])[] {
  return typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [];
}

function notUtf8(path: string, text: string): Extract<InOneForm, { ok: false }> {
  return { ok: false, fault: { reason: 'encoding-invalid', path, text } };
}

function dataOf(event: Attributes, bytes: unknown) {
  if ('data' in event) return notUtf8('data_base64', 'steht neben „data“; nur eines von beiden gilt');
  const decoded = typeof bytes === 'string' ? decodedBase64(bytes) : undefined;
  if (decoded === undefined) return notUtf8('data_base64', 'ist kein Base64');
  const read = readStrictly(decoded);
  return read.ok ? read : { ok: false as const, fault: { ...read.fault, path: inside(read.fault) } };
}

/** The bytes are the data: a field in them is named as one of the data. */
function inside({ path }: Fault): string {
  return path === '' ? 'data_base64' : `data.${path}`;
}

function decodedBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined; // The caller names it.
  }
}
