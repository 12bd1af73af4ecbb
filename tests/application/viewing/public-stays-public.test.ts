import { describe, expect, test } from 'vitest';
import { shown, shownLines } from '../../../cli/commands/show/lines.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { openConditionsTitle, stateName } from '../../../shared/words/states.ts';
import type { ZielvereinbarungView } from '../../../web/api/types.ts';
import { urgencyOf } from '../../../web/pages/board/urgency.ts';
import { nextStepOf } from '../../../web/pages/zielvereinbarung/next-step.ts';
import {
  SUBJECT,
  amended,
  concludedAnewFacts,
  concludedFacts,
  published,
} from '../../support/facts/given.ts';
import {
  cancelled,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
} from '../../support/facts/given-year.ts';
import { recorderOn } from '../../support/stages/recorder.ts';

const page = [...concludedFacts(), published()];
const abweichung = amended('abweichung', [895_210, 845_210]);
const CLAIMS_THAT_NOTHING_IS_PUBLIC = /gerade erstellt|noch nicht veröffentlicht|Bis zur Veröffentlichung/u;

type Around = { readonly now?: string; readonly undoWindowMinutes?: number };

/** What workplace, board and command line say after these facts, while nobody publishes anything. */
async function saidAfter(facts: readonly IncomingEvent[], { now, undoWindowMinutes = 0 }: Around = {}) {
  const { send, store, clock } = recorderOn(inMemoryEventStore(), { undoWindowMinutes });
  for (const fact of facts) {
    clock.at = new Date(Date.parse(clock.at) + 60_000).toISOString();
    expect(await send(fact), fact.type).toMatchObject({ outcome: 'recorded' });
  }
  const told = viewOf(SUBJECT, await store.history(SUBJECT), now === undefined ? {} : { now });
  const row = await store.yearRow(SUBJECT);
  if (told === undefined || row === undefined) throw new Error('nothing was recorded');
  const plain: ZielvereinbarungView = JSON.parse(JSON.stringify(told));
  const isPublic = plain.publicFassung !== undefined;
  return {
    isPublic,
    publicFassung: plain.publicFassung,
    rowFassung: row.public?.fassung,
    state: stateName('publication', plain.states.publication, { isPublic }),
    title: openConditionsTitle(isPublic),
    conditions: plain.openConditions.map(({ text }) => text),
    next: nextStepOf(plain).text,
    board: urgencyOf({ ...row, name: '' }, '2025-09-01').text,
    lines: shownLines(shown.parse(plain)).join('\n'),
  };
}

test('an Abweichung on a published page leaves it published; a new revision is on its way (A30)', async () => {
  const said = await saidAfter([...page, abweichung]);
  expect(said).toMatchObject({
    isPublic: true,
    state: 'veröffentlicht',
    title: 'Gut zu wissen',
    conditions: [
      'Die Seite ist veröffentlicht. Sie wird seit 01.09.2025, 12:08 Uhr erneuert; bis dahin zeigt sie den Stand davor.',
    ],
    board: expect.stringMatching(/^Abweichung bei der Bewertung berücksichtigen;/u),
  });
  expect(said.next).toMatch(/^Veröffentlicht\. /u);
  expect(said.lines).toMatch(/^Veröffentlichung {6}veröffentlicht$/mu);
  expect(JSON.stringify(said)).not.toMatch(CLAIMS_THAT_NOTHING_IS_PUBLIC);
});

test('the page of the first Fassung is said to be made since when it is, however long that takes', async () => {
  const said = await saidAfter(concludedFacts());
  expect(said).toMatchObject({
    isPublic: false,
    state: 'Seite entsteht',
    title: 'Warum noch nicht veröffentlicht?',
    conditions: ['Beide Unterschriften liegen vor. Die Seite wird seit 01.09.2025, 12:06 Uhr erstellt.'],
    board: expect.stringMatching(/^Seite entsteht;/u),
  });
});

describe('a page stays public while', () => {
  const second = [...page, ...concludedAnewFacts()];
  const held = (until?: string) => [...second.slice(0, -1), publicationHeld(until), ...second.slice(-1)];
  const cases: readonly (readonly [string, readonly IncomingEvent[], Around, string, string])[] = [
    [
      'an Aenderungsvereinbarung is signed beside it',
      [...page, amended('aenderungsvereinbarung', [895_210, 850_000]), abweichungOf(895_210)],
      {},
      'veröffentlicht',
      'Die Seite ist veröffentlicht.',
    ],
    [
      'a newer Fassung waits for its time',
      held('2025-10-01'),
      {},
      'veröffentlicht; neue Fassung wartet auf den Zeitpunkt',
      'Bis dahin zeigt die Seite die Fassung 1.',
    ],
    [
      'a newer Fassung is overdue',
      held('2025-10-01'),
      { now: '2025-10-01T10:00:00.000Z' },
      'veröffentlicht; neue Fassung wartet auf den Zeitpunkt',
      'fällig und noch nicht erschienen. Bis dahin zeigt die Seite die Fassung 1.',
    ],
    [
      'a newer Fassung is held',
      held(),
      {},
      'veröffentlicht; neue Fassung angehalten',
      'Das Ministerium hält die Veröffentlichung zurück, bis es sie freigibt. Bis dahin zeigt die Seite die Fassung 1.',
    ],
    [
      'the page of a newer Fassung is made',
      second,
      {},
      'veröffentlicht; Seite wird erneuert',
      'erstellt. Bis dahin zeigt die Seite die Fassung 1.',
    ],
    ['it is cancelled', [...page, cancelled()], {}, 'veröffentlicht', 'aufgehoben oder aufgegeben.'],
  ];

  test.each(cases)('%s', async (_, facts, around, state, text) => {
    const said = await saidAfter(facts, around);
    expect(said).toMatchObject({ publicFassung: 1, rowFassung: 1, state, title: 'Gut zu wissen' });
    expect(said.conditions.join('\n')).toContain(text);
    expect(JSON.stringify(said)).not.toMatch(CLAIMS_THAT_NOTHING_IS_PUBLIC);
  });
});

describe('a page is not public', () => {
  test('once it is withdrawn, nor while it is made anew after that', async () => {
    const gone = await saidAfter([...page, publicationWithdrawn()]);
    expect(gone).toMatchObject({ isPublic: false, rowFassung: undefined, state: 'zurückgezogen' });
    const again = await saidAfter([...page, publicationWithdrawn(), publicationReleased()]);
    expect(again).toMatchObject({ isPublic: false, rowFassung: undefined, state: 'Seite entsteht' });
    expect(again.conditions).toEqual([
      'Beide Unterschriften liegen vor. Die Seite wird seit 01.09.2025, 12:09 Uhr erstellt.',
    ]);
  });

  test('while its own time is over and nothing happened: then it is said since when', async () => {
    const late = await saidAfter(concludedFacts(), {
      undoWindowMinutes: 60,
      now: '2025-09-01T11:30:00.000Z',
    });
    expect(late.conditions).toEqual([
      'Beide Unterschriften liegen vor. Die Seite ist seit 01.09.2025, 13:06 Uhr fällig und noch nicht erschienen.',
    ]);
    const early = await saidAfter(concludedFacts(), {
      undoWindowMinutes: 60,
      now: '2025-09-01T11:00:00.000Z',
    });
    expect(early.conditions).toEqual([
      'Beide Unterschriften liegen vor. Die Seite erscheint ab 01.09.2025, 13:06 Uhr.',
    ]);
  });

  test('of a first Fassung that is held, and the Fassung is named that is signed beside it', async () => {
    const held = [...concludedFacts().slice(0, -1), publicationHeld(), ...concludedFacts().slice(-1)];
    const said = await saidAfter([...held, amended('aenderungsvereinbarung', [895_210, 850_000])]);
    expect(said.isPublic).toBe(false);
    expect(said.conditions).toContain(
      'Auf Fassung 1 liegen beide Unterschriften vor. Das Ministerium hält die Veröffentlichung zurück, bis es sie freigibt.',
    );
  });
});

function abweichungOf(from: number) {
  return amended('abweichung', [from, from - 50_000]);
}
