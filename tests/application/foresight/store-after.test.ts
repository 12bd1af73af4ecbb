import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { Commit, EventStore, SubjectCommit } from '../../../shared/application/ports/event-store.ts';
import { storeAfter } from '../../../shared/application/foresight/store-after.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  drafted,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';

/** In order, early and numbered, so that commits of every kind are made. */
const POOL: readonly IncomingEvent[] = [
  drafted(),
  released(),
  released(2),
  revised(2),
  signature('land'),
  signature('kommune', { fassung: 2 }),
  { ...bescheid('zuwendung', 890_000), sequence: '2' },
  { ...bescheid('aenderung', 880_000), sequence: '1' },
  amended('correction', [895_210, 900_000]),
];

/** What judging reads, of this event too. */
async function readingOf(store: EventStore, { marker, park, settle }: SubjectCommit) {
  const named = [marker, park, settle].flatMap((item) => (item === undefined ? [] : [item]));
  const waiting = await store.waiting(SUBJECT);
  return {
    head: await store.load(SUBJECT),
    terms: await store.loadWithTerms(SUBJECT),
    markers: await Promise.all(named.map(({ source, id }) => store.marker(source, id))),
    parked: await Promise.all(named.map((name) => store.parkedItem(SUBJECT, name))),
    waiting: waiting.toSorted((one, other) => one.id.localeCompare(other.id)),
  };
}

test('reads before a commit as the store reads after it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...POOL), { maxLength: 30 }), async (events) => {
      const store = inMemoryEventStore();
      const commit = async (given: Commit) => {
        if (given.subject === undefined) throw new Error('Each of these names its subject');
        const foreseen = await readingOf(storeAfter(store, given), given);
        const written = await store.commit(given);
        const isWritten = written === 'committed';
        expect(isWritten ? await readingOf(store, given) : foreseen).toEqual(foreseen);
        return written;
      };
      const { send } = recorderOn({ ...store, commit });
      for (const event of events) await send(event);
    }),
    { numRuns: runs(200) },
  ));
