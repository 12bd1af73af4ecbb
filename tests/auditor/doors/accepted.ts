import type { AnsweredCommand, Complain } from '../evidence.ts';
import { meaningOf, type Fact } from '../fact.ts';
import { isSame, listAt, textAt, without, type JsonObject } from '../json.ts';
import { nameOf, type RawTable } from '../raw-table.ts';

/** Who records what follows from a told fact, in the same transaction. */
const RECORDER = 'urn:aqb:record-event';

/** What follows from told facts (rules 1, 3, 4 and § 5). */
const DERIVED = [
  'zielvereinbarung.concluded',
  'signature.voided',
  'bescheid.difference-found',
  'publication.due',
];

/** I1: each accepted event stands in the log exactly once, and nothing else does. */
export function auditAccepted(
  table: RawTable,
  commands: readonly AnsweredCommand[],
  complain: Complain,
): void {
  const claimed = new Set<Fact>();
  for (const marker of table.markers.values()) auditMarker(table, marker, { claimed, complain });
  auditNames(table, complain);
  for (const { subject, facts } of table.streams.values())
    for (const fact of facts)
      if (!claimed.has(fact)) complain('I1', `no marker tells of the fact at ${fact.version}`, subject);
  for (const command of commands) auditCommand(table, command, complain);
}

type Audit = { readonly claimed: Set<Fact>; readonly complain: Complain };

function auditMarker(table: RawTable, marker: JsonObject, { claimed, complain }: Audit): void {
  const subject = textAt(marker, 'subject');
  const tell = (what: string) => complain('I1', `the marker ${textAt(marker, 'id')} ${what}`, subject);
  const versions = listAt(marker, 'versions').map(Number);
  const facts = versions.flatMap((version) => factAt(table.streams.get(subject)?.facts ?? [], version));
  if (facts.length !== versions.length) return tell('names a fact that is not there');
  for (const fact of facts) {
    if (claimed.has(fact)) tell(`claims the fact at ${fact.version} a second time`);
    claimed.add(fact);
  }
  const [told, ...derived] = facts;
  if (told === undefined) return;
  if (!isNamed(marker, told)) tell('names a fact of another source and id');
  else if (!isMeant(told, textAt(marker, 'digest'))) tell('was told with another content than the log has');
  if (!followsFrom(told, derived)) tell('names facts that do not follow from it');
}

/** Where no place is missing, a fact lies at its place. */
function factAt(facts: readonly Fact[], version: number): readonly Fact[] {
  const near = facts[version - 1];
  return near?.version === version ? [near] : facts.filter((fact) => fact.version === version);
}

function isNamed(marker: JsonObject, { source, id }: Fact): boolean {
  return nameOf(textAt(marker, 'source'), textAt(marker, 'id')) === nameOf(source, id) && keysAgree(marker);
}

function keysAgree(marker: JsonObject): boolean {
  return (
    textAt(marker, 'PK') === `SEEN#${textAt(marker, 'source')}` &&
    textAt(marker, 'SK') === textAt(marker, 'id')
  );
}

function followsFrom(told: Fact, derived: readonly Fact[]): boolean {
  const ids = [told.id];
  return derived.every((fact, index) => {
    const isCaused = ids.includes(textAt(fact.item, 'causationid'));
    ids.push(fact.id);
    return (
      isCaused &&
      fact.source === RECORDER &&
      DERIVED.includes(fact.stem) &&
      fact.version === told.version + index + 1 &&
      fact.recordedAt === told.recordedAt
    );
  });
}

/** What the recorder adds to what is told; a change of money may name its Fassung itself. */
const ADDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'zielvereinbarung.drafted': [['fassung', 'fassungHash', 'clauseVersion', 'parties']],
  'zielvereinbarung.revised': [['fassungHash', 'clauseVersion', 'parties']],
  'signature.received': [['signatoryKey']],
  'budget.amended': [
    ['fassungHash', 'abweichung'],
    ['fassung', 'fassungHash', 'abweichung'],
  ],
  'eckdaten.amended': [
    ['fassungHash', 'abweichung'],
    ['fassung', 'fassungHash', 'abweichung'],
  ],
  'akte.closed': [['retainUntil']],
};

/** Whether the log has what was told; what was erased cannot be told any more. */
function isMeant({ stem, subject, data, isErased, item }: Fact, digest: string): boolean {
  if (isErased) return true;
  const major = Number(/\.v(\d+)$/u.exec(textAt(item, 'type'))?.[1]);
  return (ADDED[stem] ?? [[]]).some(
    (added) => meaningOf({ stem, major, subject, data: without(data, ...added) }) === digest,
  );
}

/** Source and id are unique for ever, over all logs. */
function auditNames({ streams }: RawTable, complain: Complain): void {
  const seen = new Set<string>();
  for (const { subject, facts } of streams.values()) {
    for (const { source, id, version } of facts) {
      const name = nameOf(source, id);
      if (seen.has(name)) complain('I1', `${id} at ${version} is recorded a second time`, subject);
      seen.add(name);
    }
  }
}

/** What the API answered holds. */
function auditCommand(table: RawTable, command: AnsweredCommand, complain: Complain): void {
  const { source, id, subject, outcome } = command;
  const marker = table.markers.get(nameOf(source, id));
  const waits =
    table.streams
      .get(subject)
      ?.parked.some((item) => textAt(item, 'id') === id && textAt(item, 'source') === source) === true;
  if (outcome === 'recorded' ? !isRecorded(command, marker) : marker === undefined && !waits)
    complain('I1', `the command ${id} was answered ${outcome} and is not`, subject);
}

function isRecorded({ versions }: AnsweredCommand, marker: JsonObject | undefined): boolean {
  const recorded = listAt(marker, 'versions');
  return recorded.length > 0 && (versions === undefined || isSame([...versions], recorded));
}
