import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import type { StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { produceSigning } from '../../../shared/application/publishing/produce-signing.ts';
import { publishPage } from '../../../shared/application/publishing/publish-page.ts';
import { evolveZielvereinbarung } from '../../../shared/domain/zielvereinbarung/evolve.ts';
import { INITIAL, type Zielvereinbarung } from '../../../shared/domain/zielvereinbarung/state.ts';
import type { FixedTerms } from '../../../shared/domain/zielvereinbarung/circumstances.ts';
import { termsOf } from '../../../shared/domain/zielvereinbarung/terms/fixed-terms.ts';
import { publicRecord } from '../../../shared/portal/model/public-record.ts';
import { SUBJECT, concludedFacts } from '../../support/facts/given.ts';
import { portal } from '../../support/stages/portal.ts';

/** A log of which one fact notes how often its data are read: each fold reads them, and each look along the chain. */
function counted(history: readonly StoredEvent[], type: StoredEvent['event']['type']) {
  const reads = { count: 0 };
  const log = history.map((stored) => {
    if (stored.event.type !== type) return stored;
    const { data } = stored.event;
    const event = Object.defineProperty({ ...stored.event }, 'data', {
      enumerable: true,
      get: () => ((reads.count += 1), data),
    });
    return { ...stored, event };
  });
  const during = async (run: () => unknown) => {
    reads.count = 0;
    await run();
    return reads.count;
  };
  return { log, during };
}

async function concludedStage() {
  const stage = portal();
  for (const fact of concludedFacts()) await stage.send(fact);
  const history = await stage.store.history(SUBJECT);
  const reading = (log: readonly StoredEvent[]) => ({
    ...stage.publisher,
    store: { ...stage.store, history: () => Promise.resolve(log) },
  });
  return { history, reading };
}

test('a page fact is published with one look along the chain and one fold of its log', async () => {
  const { history, reading } = await concludedStage();
  const { log, during } = counted(history, 'ZielvereinbarungReleasedForSignature');
  const due = log.map(({ event }) => event).find(({ type }) => type === 'PublicationDue');
  if (due === undefined) throw new Error('The story ends with a publication that is due');
  const looking = await during(() => firstBrokenLink(log, nodeCrypto));
  const folding = await during(() => publicRecord(log.map(({ event }) => event)));
  expect(folding).toBeGreaterThan(0);
  const outcomes: string[] = [];
  const publishing = await during(async () => outcomes.push(await publishPage(reading(log), due)));
  expect(outcomes).toEqual(['published']);
  expect(publishing).toBe(looking + folding);
});

test('a document for signing is produced with one look along the chain and one fold of its log', async () => {
  const { history, reading } = await concludedStage();
  const { log, during } = counted(history, 'ZielvereinbarungDrafted');
  const events = log.map(({ event }) => event);
  const looking = await during(() => firstBrokenLink(log, nodeCrypto));
  const folding = await during(() =>
    events.reduce<{ readonly state: Zielvereinbarung; readonly terms: FixedTerms | undefined }>(
      ({ state, terms }, event) => ({
        state: evolveZielvereinbarung(state, event),
        terms: termsOf(event, terms),
      }),
      { state: INITIAL, terms: undefined },
    ),
  );
  const producer = { ...reading(log), portalUrl: 'https://portal.example/' };
  const release = { subject: SUBJECT, data: { fassung: 1 } };
  expect(await during(() => produceSigning(producer, release))).toBe(looking + folding);
});
