import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { courseOf } from '../../../shared/application/mail/course.ts';
import { tellingOf } from '../../../shared/application/mail/telling.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { STAFF_SOURCE } from '../../../shared/domain/senders.ts';
import { toldSides } from '../../../shared/domain/zielvereinbarung/telling/consequences.ts';
import type { YearRow } from '../../../shared/domain/zielvereinbarung/telling/summary.ts';
import { daysAfter } from '../../../shared/domain/dates/berlin.ts';
import { SUBJECT, concludedFacts, published } from '../../support/facts/given.ts';
import { publicationDue, publicationReleased } from '../../support/facts/given-year.ts';
import { POOL } from '../../support/facts/pool.ts';
import { runs } from '../../support/histories/runs.ts';
import { recorder } from '../../support/stages/recorder.ts';

const DAYS = 60;

/** What only a person may lift is lifted now and then. */
const LIFTED: IncomingEvent = { ...publicationReleased(), id: 'lifted', source: STAFF_SOURCE };

/** Any facts of the pool in any order, after nothing, a conclusion or a publication, and how many days later it is told. */
const HISTORIES = fc.record({
  before: fc.constantFrom([], concludedFacts(), [...concludedFacts(), publicationDue(), published()]),
  facts: fc.shuffledSubarray([...POOL, LIFTED], { minLength: 1, maxLength: 40 }),
  later: fc.integer({ min: 0, max: DAYS }),
  heard: fc.integer({ min: 0, max: 20 }),
});

/** What the row of the year says against each sentence; the row is written by the recorder, not by the mails. */
const CLAIMS: readonly (readonly [
  sentence: RegExp,
  isTrue: (row: YearRow, found: RegExpExecArray) => boolean,
])[] = [
  [
    /Fassung (\d+) ist veröffentlicht \(Revision (\d+)/u,
    ({ public: page }, [, fassung, revision]) =>
      page?.fassung === Number(fassung) && page.revision === Number(revision),
  ],
  [/Sie wird n/u, ({ current }) => current.states.publication === 'waiting'],
  [/Die Seite wird erstellt/u, ({ current }) => current.states.publication === 'due'],
  [/hat die öffentliche Seite zurückgezogen/u, ({ public: page }) => page === undefined],
  [
    /hält die Veröffentlichung an/u,
    ({ current: { states } }) => states.publication !== 'published' || states.aenderung !== 'none',
  ],
  [
    /Fassung (\d+) ist zur Unterschrift freigegeben/u,
    ({ current }, [, fassung]) => current.signingSince !== undefined && current.fassung === Number(fassung),
  ],
  [
    /hat (?:seine|ihre|die) Unterschrift .* \(Fassung (\d+)\)/u,
    ({ current }, [, fassung]) => current.signingSince !== undefined && current.fassung === Number(fassung),
  ],
  [/ist abgeschlossen/u, ({ current }) => current.states.vereinbarung === 'concluded'],
  [/ist aufgehoben/u, ({ current }) => current.states.vereinbarung === 'cancelled'],
  [/Die Frist für/u, ({ current }) => (current.deadlines ?? []).length > 0],
  [
    /Die Umsetzungsbesprechung ist am/u,
    ({ current }) => current.states.umsetzungsbesprechung === 'scheduled',
  ],
];

test('every event is told exactly once, as what holds or as past, and nothing that is told contradicts the year', async () => {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(HISTORIES, async ({ before, facts, later, heard }) => {
      const { store, send, reception } = recorder();
      for (const fact of [...before, ...facts])
        await (fact === LIFTED ? recordCommand(reception.recorder, fact) : send(fact));
      const events = (await store.history(SUBJECT)).map(({ event }) => event);
      const row = await store.yearRow(SUBJECT);
      if (row === undefined) return;
      const today = daysAfter('2025-09-01', later);
      const course = courseOf(SUBJECT, events, { now: () => `${today}T10:00:00.000Z`, today: () => today });
      const news = events
        .filter((event) => event.version > heard && toldSides(event).length > 0)
        .map(({ version }) => version);
      const { items, pastVersions } = tellingOf(course, news, new Map());
      const told = [...items.flatMap(({ versions }) => versions), ...pastVersions];
      expect(told.toSorted((one, other) => one - other)).toEqual(news);
      const sentences = items.map(({ sentence }) => sentence);
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const sentence of sentences)
        for (const [claim, isTrue] of CLAIMS) {
          const found = claim.exec(sentence);
          if (found === null) continue;
          checked += 1;
          expect(isTrue(row, found), `${sentence} ${JSON.stringify(row)}`).toBe(true);
        }
    }),
    { numRuns: runs(150) },
  );
  expect(checked).toBeGreaterThan(20);
});
