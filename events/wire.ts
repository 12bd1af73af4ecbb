import type { Fact } from './fact.ts';
import { FACTS } from './facts.ts';
import { incomingOf, readEnvelope, readStored, type EnvelopeRead, type Unreadable } from './reading/read.ts';
import type { Refusal } from './reasons.ts';
import { wireWriterOf, type WireWriter } from './wire-writer.ts';

/**
 * How a stage reads and writes events: everything that depends on the prefix of its event types. A process makes one
 * from the settings of its stage and hands it on, so that nobody can forget the prefix or mix two of them.
 */
export type Wire = WireWriter & {
  /**
   * Reads the envelope of what comes in, as strictly as `readStrictly`, in every form of CloudEvents, and finds the
   * kind of fact, in whichever version. Of what it refuses it believes only what stands there once.
   */
  readonly readEnvelope: (body: string) => EnvelopeRead;
  /**
   * Reads what lies in the store as it was read when it came: what the strict reader takes, as it does; what came
   * before it was strict, as a parser does, for which `data_base64` beside data was an attribute that nobody knew.
   */
  readonly readStored: (body: string) => EnvelopeRead;
  /** What a recorder would refuse in this event by its form alone; undefined where nothing. */
  readonly problemOf: (event: unknown) => Unreadable | undefined;
};

/** The wire of a stage whose event types have this prefix. */
export function wireOf(prefix: string, facts: readonly Fact[] = FACTS): Wire {
  const factOf = (type: string): Fact | Refusal =>
    type.startsWith(`${prefix}.`)
      ? factOfBareType(type.slice(prefix.length + 1), facts)
      : 'event-type-unknown';
  return {
    ...wireWriterOf(prefix, facts),
    readEnvelope: (body) => readEnvelope(body, factOf),
    readStored: (body) => readStored(body, factOf),
    problemOf(event) {
      const read = incomingOf(readEnvelope(JSON.stringify(event), factOf));
      return read.ok ? undefined : read;
    },
  };
}

function factOfBareType(type: string, facts: readonly Fact[]): Fact | Refusal {
  const match = /^(?<stem>.+)\.v(?<major>\d{1,3})$/u.exec(type);
  const found = facts.find(({ stem }) => stem === match?.groups?.['stem']);
  if (found === undefined) return 'event-type-unknown';
  const known = [found, ...(found.formerly ?? [])];
  return known.some(({ version }) => String(version) === match?.groups?.['major'])
    ? found
    : 'event-version-unknown';
}
