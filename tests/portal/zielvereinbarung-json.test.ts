import { describe, expect, test } from 'vitest';
import { zielvereinbarungJson } from '../../shared/portal/model/zielvereinbarung-json.ts';
import { laterLimburgWeilburg, publicLimburgWeilburg } from '../support/facts/public-limburg-weilburg.ts';

const MEETING = { on: '2025-11-04', participants: ['HMSI'] };
const ASSESSMENT = {
  assessedOn: '2026-02-16',
  items: [
    {
      label: 'Plätze',
      soll: { value: 36, unit: 'Plätze' },
      ist: { value: 30, unit: 'Plätze' },
      considered: [{ abweichung: 1, sentence: 'Berücksichtigt.' }],
      result: 'Erreicht.',
    },
  ],
};

/** The same value with a secret in each of its objects. */
function leaking<Value>(value: Value): Value;
function leaking(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => leaking<unknown>(part));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, part]): [string, unknown] => [key, leaking<unknown>(part)]);
  return { ...Object.fromEntries(parts), secret: 'geheim' };
}

describe('the open data of a Zielvereinbarung', () => {
  test('names offices and dates, but no person, wherever the name was typed', () => {
    const model = publicLimburgWeilburg();
    const json = zielvereinbarungJson({
      ...model,
      signatures: model.signatures.map((signature) => ({
        ...signature,
        office: `${signature.office} ${signature.name}`,
      })),
    });
    expect(json).not.toMatch(/Hofmann|Köberle|Heike|Michael/u);
    expect(JSON.parse(json).signatures).toEqual([
      { party: 'land', office: 'Staatsministerin', date: '2025-08-02', asWritten: '2.8.2025' },
      { party: 'kommune', office: 'Landrat', date: '2025-08-14', asWritten: '14.08.2025' },
    ]);
  });

  test('holds money as integer cents, all four Arten and the hashes', () => {
    const data = JSON.parse(zielvereinbarungJson(laterLimburgWeilburg()));
    expect(data.haushaltsmittel).toEqual({ amountCent: 89_521_000, currency: 'EUR' });
    expect(
      data.massnahmenarten.map(({ massnahmen }: { massnahmen: unknown[] }) => massnahmen.length),
    ).toEqual([2, 3, 1, 0]);
    expect(data.documents.vereinbarung).toEqual({
      file: 'vereinbarung.pdf',
      sha256: 'c3'.repeat(32),
      size: 67_002,
    });
    expect(data.documents.scans[0].sha256).toBe('b2'.repeat(32));
    expect(data.bescheide[0].difference).toEqual({ amountCent: 521_000, currency: 'EUR' });
    expect(data.abweichungen[0].to).toEqual({ amountCent: 84_521_000, currency: 'EUR' });
  });

  test('lets no field through that is not on its list, however deep', () => {
    const model = { ...laterLimburgWeilburg(), meetings: [MEETING], assessments: [ASSESSMENT] };
    expect(zielvereinbarungJson(leaking(model))).toBe(zielvereinbarungJson(model));
  });

  test('keeps its order of keys, whatever the order of the model', () => {
    const model = publicLimburgWeilburg();
    const reversed = Object.fromEntries(Object.entries(model).toReversed()) as typeof model;
    expect(zielvereinbarungJson(reversed)).toBe(zielvereinbarungJson(model));
  });
});
