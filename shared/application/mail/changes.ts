import type { Terms } from '../../../events/incoming/terms.ts';
import { LABELS } from '../../../events/reading/labels.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { TRAITS } from '../../domain/traits/traits.ts';
import type { Target } from '../../domain/target.ts';
import { targetText } from '../../words/targets.ts';
import { isSame } from '../reconcile/same.ts';
import { eventsAfter, eventsBefore, termsByFassung, type Course } from './course.ts';

/** Changes that a sentence names; whoever wants all of them reads them in the workplace. */
const NAMED = 8;

/** "Gegenüber Fassung 1 geändert: Haushaltsmittel 850.000 € statt 895.210 €." with a leading space; empty where nothing is. */
export function fassungChanges(course: Course, [from, to]: readonly [number | undefined, number]): string {
  if (from === undefined) return '';
  const changes = changesBetween(course, [from, to]);
  return changes.length === 0 ? '' : ` Gegenüber Fassung ${from} geändert: ${listed(changes)}.`;
}

/** What is new on the page since an earlier revision of it; empty where nothing is to be named. */
export function pageChanges(course: Course, since: RecordedEvent, until: RecordedEvent): string {
  const between = eventsAfter(course, since).filter(({ version }) => version < until.version);
  const changes = between.flatMap((event) => (renewsPage(event, course) ? onPage(event, course) : []));
  return changes.length === 0 ? '' : ` Neu darauf: ${listed([...new Set(changes)])}.`;
}

/** An Abweichung with both its figures: "850.000 € statt 895.210 €". */
export function deviationText({ data }: Recorded<'BudgetAmended'> | Recorded<'EckdatenAmended'>): string {
  return inPlaceOf(data.to, data.from);
}

/** Whether this event asked for a new revision of a page that was public before. */
function renewsPage({ version }: RecordedEvent, { events, states }: Course): boolean {
  const at = events.findIndex((event) => event.version === version);
  const [before, after] = [states[at - 1], states[at]];
  if (before === undefined || before.status === 'none') return false;
  return (
    after !== undefined && after.status !== 'none' && after.publication.wanted > before.publication.wanted
  );
}

function onPage(event: RecordedEvent, course: Course): readonly string[] {
  if (event.type === 'PublicationDue') return onNewFassung(event, course);
  if (event.type === 'BudgetAmended' || event.type === 'EckdatenAmended')
    return [`Abweichung, ${subjectOf(event)} ${deviationText(event)}`];
  return [TRAITS[event.type].word];
}

function subjectOf(event: Recorded<'BudgetAmended'> | Recorded<'EckdatenAmended'>): string {
  return event.type === 'BudgetAmended' ? LABELS.haushaltsmittel : `„${event.data.label}“`;
}

/** The page shows another Fassung than the revision before. */
function onNewFassung(event: Recorded<'PublicationDue'>, course: Course): readonly string[] {
  const { fassung } = event.data;
  const shown = eventsBefore(course, event).findLast((one) => one.type === 'ZielvereinbarungPublished');
  if (shown === undefined || shown.data.fassung === fassung) return [];
  return [
    `Fassung ${fassung} statt Fassung ${shown.data.fassung}`,
    ...changesBetween(course, [shown.data.fassung, fassung]),
  ];
}

function changesBetween(course: Course, [from, to]: readonly [number, number]): readonly string[] {
  const terms = termsByFassung(course);
  const [old, now] = [terms.get(from)?.terms, terms.get(to)?.terms];
  return old === undefined || now === undefined ? [] : termChanges(old, now);
}

function termChanges(old: Terms, now: Terms): readonly string[] {
  return [
    ...(isSame(old.haushaltsmittel, now.haushaltsmittel)
      ? []
      : [`${LABELS.haushaltsmittel} ${inPlaceOf(now.haushaltsmittel, old.haushaltsmittel)}`]),
    ...listChanges(old.budgetItems, now.budgetItems, { one: 'Teilbetrag', figure: ({ amount }) => amount }),
    ...listChanges(old.massnahmen, now.massnahmen, { one: 'Maßnahme', figure: ({ amount }) => amount }),
    ...listChanges(old.eckdaten, now.eckdaten, {
      one: 'Eckdatum',
      figure: ({ value, unit }) => ({ value, unit }),
    }),
    ...OTHERS.filter((field) => !isSame(old[field], now[field])).map((field) => LABELS[field]),
  ];
}

/** Parts of the terms that hold no figure: that they changed is said, and how they read stands in the Fassung. */
const OTHERS = [
  'signatureSlots',
  'references',
  'aktenzeichen',
  'besondereRegelungen',
  'textDocument',
  'asOf',
] as const satisfies readonly (keyof Terms)[];

type Part = { readonly label: string; readonly art?: number };

type PartWords<One extends Part> = {
  readonly one: string;
  readonly figure: (part: One) => Target | undefined;
};

/** Parts are the same by label and Art; several of one name are compared in their order. */
function listChanges<One extends Part>(
  old: readonly One[] = [],
  now: readonly One[] = [],
  { one, figure }: PartWords<One>,
): readonly string[] {
  const [before, after] = [byName(old), byName(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (isSame(was, is)) return [];
    const part = `${one} „${(is ?? was)?.label ?? ''}“`;
    if (was === undefined) return [`${part} neu`];
    if (is === undefined) return [`${part} entfällt`];
    const [oldFigure, newFigure] = [figure(was), figure(is)];
    return [
      isSame(oldFigure, newFigure) || newFigure === undefined
        ? `${part} geändert`
        : `${part} ${inPlaceOf(newFigure, oldFigure)}`,
    ];
  });
}

function byName<One extends Part>(parts: readonly One[]): ReadonlyMap<string, One> {
  const counts = new Map<string, number>();
  return new Map(
    parts.map((part) => {
      const name = `${part.art ?? ''}:${part.label}`;
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return [`${count}:${name}`, part];
    }),
  );
}

function inPlaceOf(now: Target, old: Target | undefined): string {
  return old === undefined ? targetText(now) : `${targetText(now)} statt ${targetText(old)}`;
}

function listed(changes: readonly string[]): string {
  const rest = changes.length - NAMED;
  if (rest <= 0) return changes.join('; ');
  return [
    ...changes.slice(0, NAMED),
    rest === 1 ? 'eine weitere Änderung' : `${rest} weitere Änderungen`,
  ].join('; ');
}
