import { perParty } from '../per-party.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import { findClauses, placeOf, type FoundClause } from './clauses.ts';
import { readAktenzeichen, readBudgetItems, readEckdaten } from './figures.ts';
import { readHaushaltsmittel } from './haushaltsmittel.ts';
import { readHead, type DocumentHead } from './head.ts';
import type { ReadingHint } from './hints.ts';
import { readMassnahmen, type ReadMassnahmenart } from './massnahmen.ts';
import { observe } from './observations.ts';
import { findPhrase, type Named } from './phrases.ts';
import { found, unread, type Found, type Read, type ReadingProblem } from './problems.ts';
import { readSignatures, type SignatureAsRead, type SignatureBlock } from './signatures.ts';
import { sourceText, type Range, type SourceText } from './source-text.ts';

type Listed<Key extends 'budgetItems' | 'eckdaten'> = NonNullable<Terms[Key]>[number];

/** What the text of a Zielvereinbarung says, value by value, each with the place where it stands. */
export type Reading = {
  readonly haushaltsjahr: Read<number>;
  readonly programme: Read<string>;
  readonly ags: Read<string>;
  readonly haushaltsmittel: Read<Terms['haushaltsmittel']>;
  /** The projects of all Arten, in the order of the text. */
  readonly massnahmen: Read<readonly Found<Terms['massnahmen'][number]>[]>;
  /** The Massnahmenarten as listed, those without a project too. */
  readonly arten: readonly ReadMassnahmenart[];
  readonly budgetItems: readonly Read<Listed<'budgetItems'>>[];
  readonly eckdaten: readonly Read<Listed<'eckdaten'>>[];
  readonly aktenzeichen: readonly Read<NonNullable<Terms['aktenzeichen']>>[];
  /** Read, and no proof: they become no events. */
  readonly signatures: readonly Read<SignatureAsRead>[];
  readonly hints: readonly ReadingHint[];
  /** Whatever could not be read, in the order of this table. */
  readonly problems: readonly ReadingProblem[];
  /** The data of `zielvereinbarung.drafted`; absent as long as anything of it could not be read. */
  readonly terms?: Terms;
};

/**
 * Reads the text of an existing Zielvereinbarung. It throws on no text, guesses nothing and publishes
 * nothing. Line breaks within a paragraph do not matter; an empty line ends an item of a list.
 */
export function readZielvereinbarung(raw: string): Reading {
  const source = sourceText(raw);
  const head = readHead(source);
  return head.programme.ok
    ? readBelow(source, head, {
        programme: head.programme.value,
        gebietskoerperschaft: head.gebietskoerperschaft.ok ? head.gebietskoerperschaft.value : undefined,
      })
    : withoutProgramme(source, head);
}

/** Without its programme nothing says which clauses and which Arten the text should have. */
function withoutProgramme(source: SourceText, head: DocumentHead): Reading {
  const nowhere = { start: head.range.end, end: head.range.end };
  return finished({
    ...headValues(head),
    haushaltsmittel: unread(source, ['haushaltsmittel', 'depends-on-unread'], nowhere),
    massnahmen: unread(source, ['massnahmen', 'depends-on-unread'], nowhere),
    arten: [],
    budgetItems: [],
    eckdaten: [],
    aktenzeichen: [],
    signatures: [],
    hints: [],
  });
}

function readBelow(source: SourceText, head: DocumentHead, named: Named): Reading {
  const clauses = findClauses(source, named, head.range.end);
  const money = readHaushaltsmittel(source, clauses);
  const list = readMassnahmen(source, clauses, named.programme);
  const budgetItems = readBudgetItems(source, bodyWith(clauses, 'budget-items'));
  const eckdaten = readEckdaten(source, bodyWith(clauses, 'eckdaten'));
  const firstHeading = clauses.find(({ heading }) => heading !== undefined)?.heading?.start ?? head.range.end;
  const aktenzeichen = readAktenzeichen(source, { start: head.range.end, end: firstHeading });
  const block = readSignatures(source, named, signatureRange(source, clauses));
  const arten = list?.arten ?? [];
  const taken = [
    head.range,
    ...clauses.flatMap(({ heading, parts }) => [heading, ...parts]),
    money?.range,
    ...arten.flatMap(({ ranges }) => ranges),
    ...[budgetItems, eckdaten, aktenzeichen].flatMap(({ ranges }) => ranges),
    ...block.ranges,
  ].filter((range) => range !== undefined);
  const hasEckdaten = eckdaten.rows.length > 0;
  const hints = observe(source, { clauses, arten, signatures: block.signatures, hasEckdaten, taken });
  const nowhere = { start: head.range.end, end: head.range.end };
  return finished(
    {
      ...headValues(head),
      haushaltsjahr: agreedYear(source, head, clauses),
      haushaltsmittel:
        money?.amount ?? unread(source, ['haushaltsmittel', 'haushaltsmittel-missing'], nowhere),
      massnahmen: massnahmenOf(source, arten, list?.place ?? nowhere),
      arten,
      budgetItems: budgetItems.rows,
      eckdaten: eckdaten.rows,
      aktenzeichen: aktenzeichen.rows,
      signatures: block.signatures,
      hints,
    },
    block,
  );
}

type Unfinished = Omit<Reading, 'problems' | 'terms'>;

function headValues({ haushaltsjahr, programme, gebietskoerperschaft }: DocumentHead) {
  return {
    haushaltsjahr,
    programme: programme.ok ? { ...programme, value: programme.value.programme } : programme,
    ags: gebietskoerperschaft.ok
      ? { ...gebietskoerperschaft, value: gebietskoerperschaft.value.ags }
      : gebietskoerperschaft,
  };
}

/** The year of the title, unless the sentence that gives the money names another one. */
function agreedYear(source: SourceText, head: DocumentHead, clauses: readonly FoundClause[]): Read<number> {
  const year = head.haushaltsjahr;
  const clause = placeOf(clauses, 'amount')?.clause;
  if (!year.ok || clause?.heading === undefined) return year;
  const other = findPhrase(source, String.raw`\bim\sJahr\s(?!${year.value}\b)\d{4}\b`, clause.body);
  return other === undefined ? year : unread(source, ['haushaltsjahr', 'year-contradicts'], other);
}

function massnahmenOf(
  source: SourceText,
  arten: readonly ReadMassnahmenart[],
  place: Range,
): Reading['massnahmen'] {
  if (arten.length === 0) return unread(source, ['massnahmen', 'massnahmen-missing'], place);
  const stray = arten.find((art) => art.stray !== undefined)?.stray;
  if (stray !== undefined) return unread(source, ['massnahmen', 'project-unreadable'], stray);
  const list = arten.flatMap(({ massnahmen }) => massnahmen);
  const start = arten[0]?.heading.start ?? place.start;
  return found(source, list, { start, end: arten.at(-1)?.ranges.at(-1)?.end ?? place.end });
}

function bodyWith(clauses: readonly FoundClause[], kind: 'budget-items' | 'eckdaten'): Range {
  return placeOf(clauses, kind)?.place ?? { start: 0, end: 0 };
}

/** The block begins behind whatever of the programme stands last. */
function signatureRange(source: SourceText, clauses: readonly FoundClause[]): Range {
  const ends = clauses.flatMap(({ heading, parts }) => [heading, ...parts]).map((range) => range?.end ?? 0);
  return { start: Math.max(0, ...ends), end: source.text.length };
}

function finished(values: Unfinished, block?: SignatureBlock): Reading {
  const { haushaltsjahr, programme, ags, haushaltsmittel, massnahmen } = values;
  const rows = [...values.budgetItems, ...values.eckdaten, ...values.aktenzeichen];
  const ofDraft = [haushaltsjahr, programme, ags, haushaltsmittel, massnahmen, ...rows].filter(isUnread);
  const problems = [...ofDraft, ...values.signatures.filter(isUnread)];
  const terms = ofDraft.length === 0 ? termsOf(values, block) : undefined;
  return { ...values, problems, ...(terms === undefined ? {} : { terms }) };
}

function termsOf(values: Unfinished, block?: SignatureBlock): Terms | undefined {
  const { haushaltsjahr, programme, ags, haushaltsmittel, massnahmen } = values;
  if (!haushaltsjahr.ok || !programme.ok || !ags.ok || !haushaltsmittel.ok || !massnahmen.ok)
    return undefined;
  const budgetItems = valuesOf(values.budgetItems);
  const eckdaten = valuesOf(values.eckdaten);
  const aktenzeichen = valuesOf(values.aktenzeichen);
  const signatureSlots = slotsOf(values.signatures, block);
  return {
    programme: programme.value,
    haushaltsjahr: haushaltsjahr.value,
    ags: ags.value,
    haushaltsmittel: haushaltsmittel.value,
    massnahmen: massnahmen.value.map(({ value }) => value),
    ...(budgetItems.length === 0 ? {} : { budgetItems }),
    ...(eckdaten.length === 0 ? {} : { eckdaten }),
    ...(aktenzeichen.length === 0 ? {} : { aktenzeichen: Object.assign({}, ...aktenzeichen) }),
    ...(signatureSlots === undefined ? {} : { signatureSlots }),
  };
}

/** Two lines for one side mean that it signs twice; one each is what holds without being said. */
function slotsOf(signatures: Reading['signatures'], block?: SignatureBlock): Terms['signatureSlots'] {
  const read = valuesOf(signatures);
  const slots = perParty((party) =>
    Math.max(1, read.filter((one) => one.party === party).length + (block?.empty[party] ?? 0)),
  );
  return Math.max(...Object.values(slots)) === 2 ? slots : undefined;
}

function isUnread(value: Read<unknown>): value is ReadingProblem {
  return !value.ok;
}

function valuesOf<Value>(values: readonly Read<Value>[]): Value[] {
  return values.flatMap((read) => (read.ok ? [read.value] : []));
}
