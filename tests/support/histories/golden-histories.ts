import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import { abweichung, bodyOf, numbered } from '../stages/desk-stage.ts';
import {
  KREIS,
  SUBJECT,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  released,
  revised,
  signature,
  withdrawn,
} from '../facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  erased,
  holdLifted,
  mittelabruf,
  publicationDue,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
} from '../facts/given-year.ts';
import { POOL } from '../facts/pool.ts';
import { LETTERS } from './recording-story.ts';
import { twoBudgetsDraft } from '../facts/two-budgets.ts';
import { concludedWithFigure, factsOfTheFiles, yearFacts } from '../facts/year.ts';
import { STORIES } from './year-story.ts';

/** What a person at the clearing desk says of the oldest item of this fact that is open. */
type AtDesk = Pick<DeskOrder, 'action' | 'reason' | 'body' | 'gap'> & { readonly desk: string };

/** What comes next: a fact through its door, a message as it lies in the queue, a decision, or time that passes. */
export type GoldenStep =
  | IncomingEvent
  | { readonly body: string }
  | AtDesk
  /** So many days pass; then what waited too long is told to the recorder. */
  | { readonly days: number };

/** Without an undo window where none is given. */
export type GoldenHistory = { readonly steps: readonly GoldenStep[]; readonly undoWindowMinutes?: number };

/** What publish-portal says by itself, as the year tells it by hand. */
const isOwn = ({ source }: IncomingEvent) => source === 'urn:aqb:publish-portal';
const told = (facts: readonly IncomingEvent[]) => facts.filter((fact) => !isOwn(fact));

const unreadable = numbered(mittelabruf(3, 30_000), 3);

/** Eight months, one by one: what waits is over at some time. */
const MONTHS: readonly GoldenStep[] = Array.from({ length: 8 }, () => ({ days: 30 }));

/** Refused before the conclusion, wrong, of another content, with a number that nobody could read, and what waits. */
const AT_DESK: readonly GoldenStep[] = [
  drafted(),
  abweichung,
  bescheid('zuwendung', 890_000),
  { ...signature('land'), id: 'too-early' },
  drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong-draft' }),
  numbered(mittelabruf(1, 10_000), 1),
  numbered(mittelabruf(2, 9_000_000, { aktenzeichen: 'AZ-unknown' }), 2),
  { body: bodyOf(unreadable, { data: {} }) },
  numbered(mittelabruf(4, 40_000), 4),
  numbered(mittelabruf(6, 60_000), 6),
  { body: '{"specversion":' },
  { body: bodyOf(drafted(), { source: 'https://nobody.example/', id: 'foreign' }) },
  { desk: abweichung.id, action: 'replay' },
  ...concludedFacts().slice(1),
  { desk: abweichung.id, action: 'replay' },
  {
    desk: 'wrong-draft',
    action: 'replace',
    body: bodyOf(signature('land', { fassung: 7 }), { id: 'wrong-draft' }),
  },
  {
    desk: unreadable.id,
    action: 'replace',
    body: bodyOf(unreadable),
  },
  { desk: 'foreign', action: 'replay' },
  {
    desk: '',
    action: 'discard',
    reason: 'Unlesbar.',
    gap: { source: unreadable.source, subject: SUBJECT, sequence: '5' },
  },
  { desk: 'foreign', action: 'discard', reason: 'Unbekannter Absender.' },
  ...MONTHS,
  { desk: 'wrong-draft', action: 'discard', reason: 'Irrläufer.' },
];

const WAITING: readonly GoldenStep[] = [
  ...LETTERS.map(({ body }) => ({ body })),
  numbered(revised(2), 9),
  { ...signature('land', { fassung: 7 }), id: 'of-a-fassung-that-never-comes' },
  ...MONTHS,
  { ...signature('kommune', { fassung: 8 }), id: 'later' },
  ...MONTHS,
];

/** March of the next year, when all of it has happened. */
const AFTERWARDS: GoldenStep = { days: 181 };

const VERSIONS_WITH_NAMES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Names and sentences are erased once the Akte is closed, and once more after it was offered. */
const ERASED: readonly GoldenStep[] = [
  AFTERWARDS,
  ...concludedWithFigure(),
  ...yearFacts(),
  ...factsOfTheFiles(),
  akteClosed(),
  erased(3, 4),
  holdLifted(),
  { ...erased(3, 4), id: 'erased-after-the-hold' },
  erased(...VERSIONS_WITH_NAMES),
  akteOffered(),
  erased(4),
  akteDisposed(),
];

const WITHDRAWN: readonly GoldenStep[] = [
  drafted(),
  released(),
  signature('land'),
  signature('kommune'),
  withdrawn('land'),
  revised(2),
  released(2),
  ...concludedAnewFacts().slice(2),
  publicationWithdrawn(),
  abweichung,
  publicationReleased(),
  { ...publicationWithdrawn(), id: 'withdrawn-again' },
];

/** Held and released within the undo window, and due before and after its end. */
const UNDONE: readonly GoldenStep[] = [
  ...concludedFacts(),
  publicationDue(1, '2025-09-01T10:07:00.000Z'),
  publicationHeld(),
  { days: 1 },
  publicationDue(1, '2025-09-02T10:08:00.000Z'),
  publicationReleased(),
  publicationDue(1, '2025-09-02T10:10:00.000Z'),
  ...concludedAnewFacts(),
  withdrawn('kommune', 2),
  publicationHeld('2025-09-10'),
  { days: 1 },
  publicationDue(2, '2025-09-03T11:00:00.000Z'),
  { days: 8 },
  publicationDue(2, '2025-09-11T11:00:00.000Z'),
];

const [draftOfTwo, ofTwo] = twoBudgetsDraft();
const kreisOfTwo = `https://kreis.example/${draftOfTwo.ags}`;

/** A Zielvereinbarung over two budgets. */
const TWO_BUDGETS: readonly GoldenStep[] = [
  drafted(draftOfTwo, ofTwo),
  ...concludedFacts()
    .slice(1)
    .map((fact) => ({
      ...fact,
      subject: ofTwo.subject,
      source: fact.source === KREIS ? kreisOfTwo : fact.source,
    })),
];

/** All of the pool in an order of its own: much waits, and much is refused. */
const stirred = (stride: number): readonly IncomingEvent[] =>
  told(POOL.map((_, place) => POOL[(place * stride) % POOL.length]).filter((one) => one !== undefined));

/** The same without its end, after which little is taken. */
const endless = (stride: number) =>
  stirred(stride).filter(({ type }) => type !== 'ZielvereinbarungCancelled' && !type.startsWith('Akte'));

/** What is judged and published at once, by the name of the history. */
const AT_ONCE: Readonly<Record<string, readonly GoldenStep[]>> = {
  ...Object.fromEntries(
    STORIES.map((facts, place) => [place === 0 ? 'year' : `story ${place}`, told(facts)]),
  ),
  'Limburg-Weilburg with its year': [
    AFTERWARDS,
    ...concludedWithFigure(),
    ...yearFacts(),
    ...factsOfTheFiles(),
  ],
  'two budgets': TWO_BUDGETS,
  waiting: WAITING,
  'clearing desk': AT_DESK,
  'names erased': ERASED,
  withdrawn: WITHDRAWN,
  pool: endless(1),
  'pool, stirred': endless(37),
  'pool, backwards': endless(POOL.length - 1),
  'pool with its end': stirred(23),
};

/** What the recorder, the clearing desk and the publisher are told, by the name of the history. */
export const GOLDEN_HISTORIES: Readonly<Record<string, GoldenHistory>> = {
  ...Object.fromEntries(Object.entries(AT_ONCE).map(([name, steps]) => [name, { steps }])),
  'undo window': { steps: UNDONE, undoWindowMinutes: 60 },
};
