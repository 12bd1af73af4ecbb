import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIncoming } from '../../../events/reading/read.ts';
import { isJson, isUtf8, mediaTypeOf } from '../../../events/reading/media-type.ts';
import { drafted } from '../../support/facts/given.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { WIRE } from '../../support/facts/wire.ts';

const sent = asCloudEvent(drafted({}, { sequence: '7', correlationid: 'thread' }));
const { data, datacontenttype: _, ...attributes } = sent;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The event as the recorder judges it, or why it is none. */
const judged = (event: object) => {
  const read = WIRE.readEnvelope(JSON.stringify(event));
  if (!read.ok) return { reason: read.reason, detail: read.detail };
  const incoming = readIncoming(read.event, read.fact);
  return incoming.ok ? incoming.incoming : { reason: incoming.reason };
};

describe('every form of CloudEvents that says the same is read as the same', () => {
  test.each<[string, object]>([
    ['no datacontenttype: absent means JSON', { ...attributes, data }],
    ['a datacontenttype of null: null means absent', { ...sent, datacontenttype: null }],
    ['a charset beside it', { ...sent, datacontenttype: 'application/json; charset=utf-8' }],
    ['a charset in capitals and quotes', { ...sent, datacontenttype: 'Application/JSON;charset="UTF-8"' }],
    ['another type of JSON', { ...sent, datacontenttype: 'application/vnd.hessen+json' }],
    ['text/json', { ...sent, datacontenttype: 'text/json' }],
    [
      'attributes that are null',
      { ...sent, dataschema: null, causationid: null, traceparent: null, partitionkey: null },
    ],
    ['small letters in its time', { ...sent, time: sent.time.toLowerCase() }],
    ['a number as sequence', { ...sent, sequence: 7 }],
    ['its data in Base64', { ...sent, data: undefined, data_base64: base64(JSON.stringify(data)) }],
    ['its data in Base64, and data null', { ...sent, data: null, data_base64: base64(JSON.stringify(data)) }],
    [
      'its data in Base64 after a byte order mark',
      { ...sent, data: undefined, data_base64: base64(`\uFEFF${JSON.stringify(data)}`) },
    ],
    [
      'attributes that nobody here knows',
      { ...sent, partitionkey: 'x', sampledrate: 3, comexampleother: true },
    ],
  ])('%s', (_name, event) => expect(judged(event)).toEqual(judged(sent)));

  test('numbers and booleans of an extension are their canonical text, in structured as in binary mode', () => {
    for (const correlationid of [5, true])
      expect(judged({ ...sent, correlationid })).toMatchObject({ correlationid: String(correlationid) });
    for (const sequence of [0, -1, 1.5, true])
      expect(judged({ ...sent, sequence })).toMatchObject({ reason: 'schema-violated' });
  });

  test.each([
    '2025-06-24T10:00:00.1234567Z',
    '2025-06-24T10:00:00+02:00',
    '2025-06-24t10:00:00z',
    '2025-06-24T10:00:00.000000-00:00',
  ])('the time %s', (time) => expect(judged({ ...sent, time })).toMatchObject({ time: time.toUpperCase() }));
});

describe('what is another thing is refused by its name', () => {
  const { data: __, ...bare } = sent;
  test.each<[string, object, string]>([
    [
      'another charset',
      { ...sent, datacontenttype: 'application/json; charset=iso-8859-1' },
      'encoding-invalid',
    ],
    ['data that is no JSON', { ...sent, datacontenttype: 'application/xml' }, 'encoding-invalid'],
    ['a datacontenttype that is no text', { ...sent, datacontenttype: 7 }, 'encoding-invalid'],
    ['both data and Base64', { ...sent, data_base64: base64(JSON.stringify(data)) }, 'encoding-invalid'],
    ['Base64 that is none', { ...bare, data_base64: '?' }, 'encoding-invalid'],
    ['Base64 that is no text', { ...bare, data_base64: 7 }, 'encoding-invalid'],
    [
      'bytes in Base64 that are no UTF-8',
      { ...bare, data_base64: Buffer.from('{"a":"ü"}', 'latin1').toString('base64') },
      'encoding-invalid',
    ],
    ['a field twice in Base64', { ...bare, data_base64: base64('{"ags":1,"ags":2}') }, 'duplicate-json-key'],
    [
      'a picture in Base64',
      { ...bare, datacontenttype: 'image/png', data_base64: 'AAAA' },
      'encoding-invalid',
    ],
    ['a list in Base64', { ...bare, data_base64: base64('[]') }, 'schema-violated'],
    ['no data at all', bare, 'schema-violated'],
    ['data as text', { ...sent, data: JSON.stringify(data) }, 'schema-violated'],
    ['specversion 0.3', { ...sent, specversion: '0.3' }, 'schema-violated'],
  ])('%s', (_name, event, reason) => expect(judged(event)).toMatchObject({ reason }));

  test('and the place is named', () => {
    expect(judged({ ...sent, datacontenttype: 'text/xml' })).toMatchObject({
      detail: 'Art des Inhalts (datacontenttype): erwartet wird JSON in UTF-8',
    });
    expect(judged({ ...bare, data_base64: base64('{"ags":1,"ags":2}') })).toMatchObject({
      detail: 'Gemeindeschlüssel (data.ags): steht zweimal da',
    });
  });
});

describe('a media type', () => {
  test('is read whatever blanks and capitals it is written with', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('', ' ', '  '),
        fc.constantFrom('charset=utf-8', 'CHARSET=UTF-8', 'charset="utf-8"'),
        fc.boolean(),
        (blank, charset, isLoud) => {
          const written = `application/json${blank};${blank}${charset}${blank}; version=1`;
          const type = mediaTypeOf(isLoud ? written.toUpperCase() : written);
          expect([isJson(type), isUtf8(type)]).toEqual([true, true]);
        },
      ),
    ));

  test.each([
    '',
    'json',
    'application/jsonp',
    'application/json-seq',
    'application/+json',
    'application/x json',
    'text/plain',
  ])('%s is no JSON', (written) => expect(isJson(mediaTypeOf(written))).toBe(false));
});
