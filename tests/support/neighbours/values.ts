import { HMSI } from '../facts/given.ts';
import { INCOMING } from '../../../events/incoming/index.ts';
import { example } from '../facts/examples.ts';
import { AGS, subjectOf, type Named } from './world.ts';
import { WIRE } from '../facts/wire.ts';

/** A JSON Schema as it stands in the contract. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
};

/** Values of one parameter that name what a side has, or are of its kind. @throws where nobody knows its kind. */
export function valuesOf(schema: Schema, named: Named): readonly unknown[] {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts !== undefined) return parts.flatMap((part) => valuesOf(part, named));
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const maker = MAKERS[schema.type ?? ''];
  if (maker === undefined) throw new Error(`No value maker for ${JSON.stringify(schema)}`);
  return maker(schema, named);
}

/** What else is tried for every text: the neighbour named in other ways, and parts of keys and addresses. */
export const HOSTILE: readonly string[] = hostileFor(subjectOf(AGS.neighbour), AGS);

function hostileFor(subject: string, { neighbour, own }: typeof AGS): readonly string[] {
  const sources = [`https://kreis.example/${own}/../${neighbour}`, `https://kreis.example/${neighbour}1`];
  return [
    subject,
    `${subject}-2025`,
    `${subject}-2025-${own}`,
    `${subjectOf(own)},${subject}`,
    subject.toLowerCase(),
    subject.replaceAll('-', '%2D'),
    subject.replaceAll('-', '%252D'),
    subject.replaceAll('-', '\u2010'),
    `${subject}#`,
    `${subject}\u0000`,
    `ZV#${subject}`,
    `EVENT#000001`,
    `../${subject}`,
    `${subject}/events`,
    `..%2F${subject}%2Fevents`,
    `AQB-2025`,
    'AQB-2025-',
    'AQB-*',
    '*',
    '',
    neighbour,
    `${own},${neighbour}`,
    ...sources,
    ...sources.map((source) => encodeURIComponent(source)),
    encodeURIComponent(encodeURIComponent(`https://kreis.example/${neighbour}`)),
    `{"subject":"${subject}"}`,
    `["${subject}"]`,
  ];
}

type Maker = (schema: Schema, named: Named) => readonly unknown[];

const MAKERS: Readonly<Record<string, Maker>> = {
  string: textsOf,
  integer: ({ minimum = 0, maximum = 1, default: usual = minimum }) => [minimum, usual, 2025, maximum],
  number: () => [0, 1],
  boolean: () => [true, false],
  array: ({ items = {} }, named) =>
    items.properties === undefined ? [[], ...valuesOf(items, named).map((value) => [value])] : [[]],
  object: (_, named) => [{}, naming(named), ...factsAbout(named)],
};

function textsOf({ pattern, format }: Schema, named: Named): readonly unknown[] {
  if (pattern === undefined && format === undefined) return everything(named);
  const known = format === undefined ? PATTERNS[pattern ?? ''] : FORMATS[format];
  if (known === undefined) throw new Error(`No value maker for ${format ?? pattern}`);
  return known(named);
}

const FORMATS: Readonly<Record<string, (named: Named) => readonly string[]>> = {
  date: () => ['2025-08-31', '2025-09-01'],
  'date-time': () => ['2025-08-18T09:00:00Z'],
};

const months = () => ['2025-08', '2025-09', '2026-03'];
const namesOf = ({ ids, source, subject }: Named) => [
  ...ids,
  source,
  `${subject}#${HMSI}#${ids[0] ?? ''}`,
  ...['neighbour', 'own'].map((side) => `${side}-upload`),
];

/** What each pattern of the contract names. A pattern that does not stand here has no maker, and that fails. */
const PATTERNS: Readonly<Record<string, (named: Named) => readonly string[]>> = {
  '^[A-Z][A-Z0-9]{1,15}-\\d{4}-\\d{5}$': ({ subject }) => [subject],
  '^[A-Z][A-Z0-9]{1,15}-\\d{4}-\\d{5}$|^ags-\\d{5}$': ({ subject, ags }) => [subject, `ags-${ags}`],
  '^[A-Z][A-Z0-9]{1,15}$': () => ['AQB'],
  '^ags-\\d{5}$': ({ ags }) => [`ags-${ags}`],
  '^\\d{5}$': ({ ags }) => [ags],
  '^[0-9a-f]{64}$': ({ hashes, clearing }) => [...hashes.toReversed(), ...clearing.map(({ key }) => key)],
  '^[0-9A-Za-z-]{10,64}$': ({ uploads }) => uploads,
  '^\\d{4}-(?:0[1-9]|1[0-2])$': months,
  '^\\d{4}-(?:0[1-9]|1[0-2])\\/(?:[0-9a-f]{64})?$': ({ clearing }) =>
    clearing.flatMap(({ month, key }) => [`${month}/`, `${month}/${key}`]),
  '^[!-~]{1,100}$': namesOf,
  '^[!-~]{1,200}$': namesOf,
  '^[!-~]{1,500}$': namesOf,
  '^(?:"\\d{1,9}"|\\*)$': () => ['*', '"1"', '"99"'],
  '^[1-9]\\d{0,14}$': () => ['1', '2'],
};

function everything(named: Named): readonly string[] {
  const { subject, ags, uploads, hashes, clearing } = named;
  return [subject, ags, HMSI, ...namesOf(named), ...uploads, ...hashes, ...clearing.map(({ key }) => key)];
}

/** An object that names a side in each of the fields by which something is named. */
function naming({ subject, ags, uploads: [uploadId], hashes: [sha256], source, ids: [id] }: Named): object {
  return {
    zielvereinbarung: subject,
    subject,
    ags,
    uploadId,
    sha256,
    source,
    id,
    role: 'land',
    party: 'land',
  };
}

/** Every kind of fact, about what a side has. */
function factsAbout({ subject, ags, uploads, hashes }: Named): readonly object[] {
  return INCOMING.map((fact) => {
    const data = { ...example(fact.stem).data };
    const over = { ags, uploadId: uploads[0], sha256: hashes[0], zielvereinbarung: subject };
    const own = Object.entries(over).filter(([field]) => field in data);
    return { type: WIRE.typeOf(fact), data: { ...data, ...Object.fromEntries(own) } };
  });
}
