import { NOTICES } from '../contract.ts';
import type { Complain, Evidence } from '../evidence.ts';
import type { Fact } from '../fact.ts';
import { isSame, objectAt, textAt, type JsonObject } from '../json.ts';
import { nameOf, type RawTable } from '../raw-table.ts';

/**
 * What the bus got is what was recorded: each fact with its place as `sequence`, nothing else, and nothing missing
 * where no record of the stream was lost. A fact may arrive again: delivery is at least once.
 */
export function auditBus(evidence: Evidence, { streams }: RawTable, complain: Complain): void {
  const facts = new Map<string, Fact>();
  for (const stream of streams.values())
    for (const fact of stream.facts) facts.set(nameOf(fact.source, fact.id), fact);
  const heard = new Set<Fact | undefined>();
  for (const event of recordedOn(evidence)) {
    const fact = facts.get(nameOf(textAt(event, 'source'), textAt(event, 'id')));
    heard.add(fact);
    if (fact === undefined || !saysThis(event, fact))
      complain('bus', `${textAt(event, 'id')} went out and was not recorded so`, textAt(event, 'subject'));
  }
  if (!evidence.busComplete || !evidence.settled) return;
  for (const fact of facts.values())
    if (!heard.has(fact)) complain('bus', `the fact at ${fact.version} did not go out`, fact.subject);
}

/** What went out as a recorded fact: everything but the notices. */
function recordedOn({ bus, prefix }: Evidence): readonly JsonObject[] {
  const notices = NOTICES.map((stem) => `${prefix}.${stem}.`);
  return bus
    .map((event) => event as JsonObject)
    .filter((event) => !notices.some((notice) => textAt(event, 'type').startsWith(notice)));
}

function saysThis(event: JsonObject, { item, data, isErased, subject, version }: Fact): boolean {
  return (
    textAt(event, 'subject') === subject &&
    textAt(event, 'sequence') === String(version) &&
    textAt(event, 'type') === textAt(item, 'type') &&
    (isErased || isSame(objectAt(event, 'data'), data))
  );
}
