import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { publicModel } from '../../shared/portal/model/public-model.ts';
import { publicRecord, shownFassung } from '../../shared/portal/model/public-record.ts';
import { inMemoryEventStore } from '../../shared/adapters/memory/in-memory-event-store.ts';
import {
  SCAN_SHA,
  SUBJECT,
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  published,
  signature,
  withdrawn,
} from '../support/facts/given.ts';
import { meetingHeld, publicationReleased, publicationWithdrawn } from '../support/facts/given-year.ts';
import { recorderOn } from '../support/stages/recorder.ts';

async function recordAfter(
  events: readonly IncomingEvent[],
  { window = 0, at = '2025-09-01T10:00:00.000Z' } = {},
) {
  const { send, store, clock, reception } = recorderOn(inMemoryEventStore());
  clock.at = at;
  const sendIn = async (event: IncomingEvent) =>
    expect(await send(event)).toMatchObject({ outcome: 'recorded' });
  for (const event of events) {
    // Only the Aenderungsvereinbarung waits in its window.
    const undoWindowMinutes = event.id.includes('0002:checked') ? window : 0;
    Object.assign(reception.recorder.settings, { undoWindowMinutes });
    await sendIn(event);
  }
  return publicRecord((await store.history(SUBJECT)).map(({ event }) => event));
}

const signedAnew = concludedAnewFacts();
const shown = [...concludedFacts(), published()];

describe('what the public sees', () => {
  test('while an Änderungsvereinbarung waits in its undo window is still the concluded Fassung', async () => {
    const record = await recordAfter(
      [...shown, ...signedAnew, bescheid('zuwendung', 890_000, { public: true })],
      { window: 60 },
    );
    expect(shownFassung(record)?.fassung).toMatchObject({ number: 1, amountCent: 89_521_000 });
  });

  test('of the Bescheide is what was released, and no difference that tells of others', async () => {
    const record = await recordAfter([
      ...shown,
      bescheid('zuwendung', 500_000, { aktenzeichen: 'AZ-1' }),
      bescheid('zuwendung', 300_000, { aktenzeichen: 'AZ-2', public: true }),
    ]);
    expect(record.bescheide).toMatchObject([{ aktenzeichen: 'AZ-2', grantedSumCent: 30_000_000 }]);
  });

  test('of the Bescheide is the difference to the agreed sum shown beside it', async () => {
    const facts = [...shown, ...signedAnew, bescheid('zuwendung', 890_000, { public: true })];
    const model = publicModel(SUBJECT, await recordAfter(facts, { window: 60 }), {
      sha256: 'a'.repeat(64),
      size: 1,
    });
    expect(model).toMatchObject({ amountCent: 89_521_000, bescheide: [{ differenceCent: 521_000 }] });
  });

  test('of a revocation of what was not released is the line and nothing more', async () => {
    const record = await recordAfter([
      ...shown,
      bescheid('zuwendung', 500_000, { aktenzeichen: 'AZ-1' }),
      bescheid('teilwiderruf', 50_000, { aktenzeichen: 'AZ-1', public: true }),
      bescheid('zuwendung', 800_000, { aktenzeichen: 'AZ-2', public: true }),
    ]);
    expect(record.bescheide.map(({ grantedSumCent }) => grantedSumCent)).toEqual([undefined, 80_000_000]);
  });

  test('in lists is what the page shows', async () => {
    const { send, store, reception } = recorderOn(inMemoryEventStore());
    const facts = [...shown, ...signedAnew, bescheid('zuwendung', 890_000, { public: true }), published(2)];
    for (const event of facts) {
      Object.assign(reception.recorder.settings, {
        undoWindowMinutes: event.id.includes('0002:checked') ? 60 : 0,
      });
      await send(event);
    }
    expect(await store.yearRows('AQB', 2025)).toMatchObject([
      { public: { revision: 2, fassung: 1, amountCent: 89_521_000 } },
    ]);
  });

  test('of the Abweichungen is each, also after its conclusion was undone and made again', async () => {
    const other = { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } };
    const facts = [
      ...concludedFacts(),
      amended('abweichung', [895_210, 845_210]),
      withdrawn('land'),
      { ...signature('land', other), id: 'another-person' },
      amended('abweichung', [845_210, 890_000]),
    ];
    const record = await recordAfter(facts);
    expect(record.abweichungen).toMatchObject([
      { number: 1, toCent: 84_521_000 },
      { number: 2, toCent: 89_000_000 },
    ]);
    expect(record.budgetHistory.map(({ kind }) => kind)).toEqual(['entwurf', 'abweichung', 'abweichung']);
    const model = publicModel(SUBJECT, record, { sha256: 'a'.repeat(64), size: 1 });
    expect(model?.notConsidered).toEqual([1, 2]);
  });

  test('of the Abweichungen is none from terms that others replaced before they were signed again', async () => {
    const facts = [
      ...concludedFacts(),
      amended('abweichung', [895_210, 845_210]),
      withdrawn('land'),
      amended('correction', [895_210, 850_000]),
      ...signedAnew.slice(1),
      amended('abweichung', [850_000, 840_000]),
    ];
    const record = await recordAfter(facts);
    expect(record.abweichungen).toMatchObject([{ number: 2, toCent: 84_000_000 }]);
    expect(record.budgetHistory.map(({ kind }) => kind)).toEqual(['entwurf', 'correction', 'abweichung']);
    const model = publicModel(SUBJECT, record, { sha256: 'a'.repeat(64), size: 1 });
    expect(model?.notConsidered).toEqual([2]);
  });

  test('is dated by the day in Berlin', async () => {
    const record = await recordAfter(shown, { at: '2025-09-01T22:30:00.000Z' });
    expect(record.asOf).toBe('2025-09-02');
  });

  test('of the signatures is the declaration that counts, not another one of the same person', async () => {
    const foreign = {
      ...signature('land', { place: 'Falschstadt', document: { sha256: 'f'.repeat(64) } }),
      id: 'foreign',
    };
    const [draft, release, land, ...rest] = concludedFacts();
    const facts = [draft, release, land, foreign, ...rest].filter((fact) => fact !== undefined);
    const model = publicModel(SUBJECT, await recordAfter(facts), { sha256: 'a'.repeat(64), size: 1 });
    expect(model?.signatures.map(({ place }) => place)).toEqual(['Wiesbaden', 'Limburg']);
  });

  test('of the signatures is each, also where it names its scan', async () => {
    const document = { sha256: SCAN_SHA };
    const [draft, release, , , ...rest] = concludedFacts();
    const signed = [signature('land', { document }), signature('kommune', { document })];
    const facts = [draft, release, ...signed, ...rest].filter((fact) => fact !== undefined);
    const model = publicModel(SUBJECT, await recordAfter(facts), { sha256: 'a'.repeat(64), size: 1 });
    expect(model?.signatures.map(({ place }) => place)).toEqual(['Wiesbaden', 'Limburg']);
  });

  test('is the first day of its publication, in lists as on the page, also after it was taken back', async () => {
    const { send, store, clock } = recorderOn(inMemoryEventStore());
    const days = [
      ['2025-09-01', [...shown]],
      ['2025-09-03', [publicationWithdrawn(), meetingHeld()]],
      ['2025-09-05', [publicationReleased(), published(3)]],
      ['2025-09-07', [meetingHeld('2025-08-29'), published(4)]],
    ] as const;
    for (const [day, facts] of days) {
      clock.at = `${day}T10:00:00.000Z`;
      for (const fact of facts) expect(await send(fact)).toMatchObject({ outcome: 'recorded' });
    }
    expect(await store.yearRows('AQB', 2025)).toMatchObject([
      { public: { revision: 4, publishedOn: '2025-09-01' } },
    ]);
    const record = publicRecord((await store.history(SUBJECT)).map(({ event }) => event));
    expect(record.publishedAt).toBe('2025-09-01T10:00:00.000Z');
  });
});
