import { describe, expect, test } from 'vitest';
import { readIncoming } from '../../../events/reading/read.ts';
import fact from '../../contract/sdks/fact.json' with { type: 'json' };
import { recorded } from '../../contract/sdks/forms.ts';
import { writtenByJavaScript } from '../../contract/sdks/javascript/write.ts';
import { SDK_FORMS } from '../../support/bodies/sdk-examples.ts';
import { WIRE } from '../../support/facts/wire.ts';

describe('an event as an SDK of CloudEvents writes it', () => {
  test.each(
    SDK_FORMS.filter(({ isStructured }) => isStructured).map((one) => [one.sdk, one.form, one] as const),
  )('is read: %s, %s', (_, __, { body }) => {
    const read = WIRE.readEnvelope(body);
    if (!read.ok) throw new Error(`${read.reason} ${read.detail}`);
    const incoming = readIncoming(read.event, read.fact);
    expect(incoming).toMatchObject({
      ok: true,
      incoming: {
        type: 'MittelabrufReported',
        source: fact.source,
        subject: fact.subject,
        data: { ...fact.data, number: expect.any(Number) },
      },
    });
    if (!incoming.ok) return;
    // To the second: some write fractions, some another offset.
    const { time } = incoming.incoming;
    expect(Math.trunc(Date.parse(time) / 1000)).toBe(Date.parse(fact.time) / 1000);
  });

  test('is kept of the SDKs of five languages, and of programs without one', () => {
    expect(new Set(SDK_FORMS.map(({ sdk }) => sdk.split('-')[0]))).toEqual(
      new Set(['dotnet', 'go', 'java', 'javascript', 'python', 'records']),
    );
    expect(SDK_FORMS.length).toBeGreaterThan(60);
  });

  test('is what the SDK of JavaScript writes today', () => {
    expect(writtenByJavaScript({ ...fact, first: 100 })).toEqual(recorded('javascript-10.0.0'));
  });
});
