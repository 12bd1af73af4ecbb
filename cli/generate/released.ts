import { z } from 'zod';
import type { Fact } from '../../events/fact.ts';
import { RULES, incompatibilities, type Direction } from './incompatibilities.ts';
import {
  OUTGOING,
  SCHEMA_FOLDER,
  outgoingSchemaOf,
  schemaOf,
  factVersions,
  type GeneratedFile,
} from './schemas.ts';
import { FACTS } from '../../events/facts.ts';

/** Where the contract of the last release lies; `npm run generate -- --release` alone writes it. */
export const RELEASED_PATH = `${SCHEMA_FOLDER}/released.json`;

const schemas = z.record(z.string(), z.looseObject({}));
const contract = z.object({ incoming: schemas, outgoing: schemas });

/** Every schema that others rely on, by stem and version, e.g. `signature.received.v1`. */
export type Contract = z.infer<typeof contract>;

/** The contract as the code has it now. What only the recorder makes cannot be sent. */
export function currentContract(facts = FACTS, outgoing = OUTGOING): Contract {
  const sent = facts.filter(({ origin }) => origin !== 'recorder').flatMap(factVersions);
  return { incoming: byType(sent, schemaOf), outgoing: byType(outgoing, outgoingSchemaOf) };
}

function byType(facts: readonly Fact[], schemaOfFact: (fact: Fact) => object): Contract['incoming'] {
  const entries = facts.map((fact): [string, object] => [
    `${fact.stem}.v${fact.version}`,
    schemaOfFact(fact),
  ]);
  return schemas.parse(Object.fromEntries(entries));
}

/** The contract of the last release. @throws ZodError, SyntaxError where the text is no contract. */
export function readContract(text: string): Contract {
  return contract.parse(JSON.parse(text));
}

/** The contract as a file: one line per schema, so that a difference shows which. */
export function contractFile({ incoming, outgoing }: Contract): GeneratedFile {
  const lines = (part: Contract['incoming']) =>
    Object.entries(part)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([type, schema]) => `    ${JSON.stringify(type)}: ${JSON.stringify(schema)}`)
      .join(',\n');
  const text = `{\n  "incoming": {\n${lines(incoming)}\n  },\n  "outgoing": {\n${lines(outgoing)}\n  }\n}\n`;
  return { path: RELEASED_PATH, text };
}

/** German sentences, one per change that breaks somebody: type, field, rule, and what to do. */
export function breaches(released: Contract, current: Contract): readonly string[] {
  return [...breachesOf('incoming', released, current), ...breachesOf('outgoing', released, current)];
}

const SIDES: Readonly<Record<Direction, string>> = {
  incoming: 'eingehend',
  outgoing: 'ausgehend',
};

function breachesOf(direction: Direction, released: Contract, current: Contract): readonly string[] {
  return Object.entries(released[direction]).flatMap(([type, before]) => {
    const after = current[direction][type];
    const where = `${type} (${SIDES[direction]})`;
    if (after === undefined) {
      return isReplaced(direction, type, current)
        ? []
        : [`${where}: Der freigegebene Ereignistyp fehlt. Abhilfe: ihn wieder aufnehmen, ${former(type)}.`];
    }
    return incompatibilities(before, after, direction).map(
      ({ pointer, rule }) =>
        `${where}, Feld ${pointer}: ${RULES[rule]} [${rule}] Abhilfe: die Änderung als neue Version ${nextOf(type)} anlegen, ${former(type)}.`,
    );
  });
}

/** On the bus a newer version takes the place of the older one; who sends may keep to the older for ever. */
function isReplaced(direction: Direction, type: string, { outgoing }: Contract): boolean {
  if (direction === 'incoming') return false;
  const { stem, version } = partsOf(type);
  return Object.keys(outgoing).some((other) => {
    const newer = partsOf(other);
    return newer.stem === stem && newer.version > version;
  });
}

function nextOf(type: string): string {
  const { stem, version } = partsOf(type);
  return `${stem}.v${version + 1}`;
}

function former(type: string): string {
  return `${type} als frühere Version (formerly) mit Umrechnung behalten`;
}

function partsOf(type: string): { readonly stem: string; readonly version: number } {
  const at = type.lastIndexOf('.v');
  return { stem: type.slice(0, at), version: Number(type.slice(at + 2)) };
}
