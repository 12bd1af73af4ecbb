import { describe, expect, test } from 'vitest';
import { zielvereinbarungJson } from '../../shared/portal/zielvereinbarung-json.ts';
import { laterLimburgWeilburg, publicLimburgWeilburg } from '../support/public-limburg-weilburg.ts';

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

  test('lets no field through that is not on its list', () => {
    const model = publicLimburgWeilburg();
    const leaking = {
      ...model,
      secret: 'geheim',
      scans: model.scans.map((scan) => ({ ...scan, originalLocation: 'geheim' })),
    };
    expect(zielvereinbarungJson(leaking)).toBe(zielvereinbarungJson(model));
  });

  test('keeps its order of keys, whatever the order of the model', () => {
    const model = publicLimburgWeilburg();
    const reversed = Object.fromEntries(Object.entries(model).toReversed()) as typeof model;
    expect(zielvereinbarungJson(reversed)).toBe(zielvereinbarungJson(model));
  });
});
