import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { portablePattern } from './patterns.ts';

/** `incoming`: senders keep sending as before. `outgoing`: receivers keep reading as before. */
export type Direction = 'incoming' | 'outgoing';

/** A change that breaks somebody who relies on the schema before: where, and by which rule. */
export type Incompatibility = { readonly pointer: string; readonly rule: Rule };

/** The rules, each with the German sentence that the check says. */
export const RULES = {
  'field-removed': 'Das Feld wurde entfernt.',
  'field-newly-required': 'Das Feld ist neu verpflichtend; bisherige Absender senden es nicht.',
  'field-newly-optional': 'Das Feld ist nicht mehr zugesichert; bisherige Empfänger verlassen sich darauf.',
  'type-changed': 'Der Datentyp hat sich geändert.',
  'type-widened': 'Der Datentyp lässt mehr zu; bisherige Empfänger rechnen nicht damit.',
  'constant-changed': 'Der feste Wert hat sich geändert.',
  'codes-narrowed': 'Ein bisher erlaubter Wert der Liste fehlt.',
  'codes-opened': 'Die Liste erlaubter Werte wurde aufgehoben.',
  'codes-introduced': 'Bisher freie Werte sind auf eine Liste beschränkt.',
  'bound-tightened': 'Eine Grenze (Länge, Größe, Anzahl) ist enger als bisher.',
  'form-changed': 'Die Form (Muster, Format) ist eine andere als bisher.',
  'form-introduced': 'Bisher freie Texte müssen nun eine Form (Muster, Format) haben.',
  'form-dropped': 'Eine Form (Muster, Format) ist nicht mehr zugesichert.',
  'closed-to-new-fields': 'Unbekannte Felder werden nicht mehr geduldet.',
  'alternative-removed': 'Eine bisherige Möglichkeit fehlt.',
  'alternative-added': 'Eine Möglichkeit kam hinzu; bisherige Empfänger rechnen nicht damit.',
  'default-changed': 'Was ein fehlendes Feld bedeutet, hat sich geändert.',
  'keyword-changed': 'Eine Regel hat sich geändert, deren Verträglichkeit niemand beurteilt hat.',
} as const;

/** A key of {@link RULES}. */
export type Rule = keyof typeof RULES;

const node = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
});
type Node = z.infer<typeof node>;

/** Two schemas of the same place, resolved, and where it is. */
type Pair = {
  readonly before: Node;
  readonly after: Node;
  readonly pointer: string;
  readonly roots: { readonly before: Node; readonly after: Node };
  readonly direction: Direction;
};

/**
 * The changes between two JSON Schemas (2020-12, as zod writes them) that break those who rely on the first.
 * Unknown fields are ignored by everybody, so a new optional field breaks nobody; lists of codes may grow in
 * both directions, because receivers must expect codes that they do not know. A keyword that this function does
 * not know is a finding as soon as it differs: nothing slips through unjudged.
 */
export function incompatibilities(
  before: object,
  after: object,
  direction: Direction,
): readonly Incompatibility[] {
  const roots = { before: node.parse(before), after: node.parse(after) };
  return compared({ ...roots, pointer: '', roots, direction });
}

function compared(pair: Pair): readonly Incompatibility[] {
  const before = resolved(pair.before, pair.roots.before);
  const after = resolved(pair.after, pair.roots.after);
  if (isDeepStrictEqual([before, pair.roots.before.$defs], [after, pair.roots.after.$defs])) return [];
  const known = { ...pair, before, after };
  const [old, recent] = [before.anyOf ?? before.oneOf, after.anyOf ?? after.oneOf];
  if (old !== undefined || recent !== undefined) {
    return alternatives(known, [old ?? [before], recent ?? [after]]);
  }
  const ofType = typeRule(known);
  if (ofType !== undefined) return [{ pointer: pair.pointer, rule: ofType }];
  const here = [valueRule(known), ...boundRules(known), ...formRules(known), ...otherRules(known)];
  return [
    ...here.flatMap((rule) => (rule === undefined ? [] : [{ pointer: pair.pointer, rule }])),
    ...fields(known),
    ...items(known),
  ];
}

/** A `$ref` of zod points into the same document. */
function resolved(schema: Node, root: Node): Node {
  const name = /^#\/\$defs\/(?<name>[^/]+)$/u.exec(schema.$ref ?? '')?.groups?.['name'];
  if (name === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return { ...resolved(node.parse(root.$defs?.[name] ?? {}), root), ...beside };
}

/** Each alternative that one side relies on needs a compatible one on the other side. */
function alternatives(
  pair: Pair,
  [old, recent]: readonly [before: readonly unknown[], after: readonly unknown[]],
): readonly Incompatibility[] {
  const { pointer, direction } = pair;
  const fits = (one: unknown, other: unknown) =>
    compared({ ...pair, before: node.parse(one), after: node.parse(other) }).length === 0;
  if (direction === 'incoming') {
    const keepsAll = old.every((one) => recent.some((other) => fits(one, other)));
    return keepsAll ? [] : [{ pointer, rule: 'alternative-removed' }];
  }
  const knowsAll = recent.every((other) => old.some((one) => fits(one, other)));
  return knowsAll ? [] : [{ pointer, rule: 'alternative-added' }];
}

function typeRule({ before, after, direction }: Pair): Rule | undefined {
  if (isDeepStrictEqual(before.type, after.type)) return undefined;
  const widened = before.type === 'integer' && after.type === 'number';
  const narrowed = before.type === 'number' && after.type === 'integer';
  if (widened) return direction === 'incoming' ? undefined : 'type-widened';
  if (narrowed) return direction === 'outgoing' ? undefined : 'type-changed';
  return 'type-changed';
}

function valueRule(pair: Pair): Rule | undefined {
  return pair.before['const'] === undefined ? codesRule(pair) : constantRule(pair);
}

/** A constant is a promise: receivers may have passed it over; senders keep sending it. */
function constantRule({ before, after, direction }: Pair): Rule | undefined {
  const was = before['const'];
  if (isDeepStrictEqual(was, after['const'])) return undefined;
  const stillFits = after['const'] === undefined && (after.enum === undefined || after.enum.includes(was));
  return direction === 'incoming' && stillFits ? undefined : 'constant-changed';
}

/** A code that is taken away leaves senders refused, and receivers waiting for what never comes again. */
function codesRule({ before, after, direction }: Pair): Rule | undefined {
  const codes = after['const'] === undefined ? after.enum : [after['const']];
  if (before.enum === undefined) {
    return codes !== undefined && direction === 'incoming' ? 'codes-introduced' : undefined;
  }
  if (codes === undefined) return direction === 'outgoing' ? 'codes-opened' : undefined;
  return before.enum.every((code) => codes.includes(code)) ? undefined : 'codes-narrowed';
}

const UPPER = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'];
const LOWER = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'];

/** Senders stay within the old bounds; receivers may meet larger values, as with codes. */
function boundRules({ before, after, direction }: Pair): readonly (Rule | undefined)[] {
  if (direction === 'outgoing') return [];
  const [highest, lowest] = [bound(Infinity), bound(-Infinity)];
  const isTighter =
    UPPER.some((name) => highest(after[name]) < highest(before[name])) ||
    LOWER.some((name) => lowest(after[name]) > lowest(before[name]));
  return isTighter ? ['bound-tightened'] : [];
}

const bound = (none: number) => (value: unknown) => (typeof value === 'number' ? value : none);

/** Whether one pattern admits what another did cannot be decided in general: any other pattern is another form. */
function formRules({ before, after, direction }: Pair): readonly (Rule | undefined)[] {
  return ['pattern', 'format'].map((name) => {
    if (isDeepStrictEqual(written(before[name]), written(after[name]))) return undefined;
    if (before[name] === undefined) return direction === 'incoming' ? 'form-introduced' : undefined;
    if (after[name] === undefined) return direction === 'outgoing' ? 'form-dropped' : undefined;
    return 'form-changed';
  });
}

/** The same pattern in another notation is no other pattern. */
function written(form: unknown): unknown {
  return typeof form === 'string' ? portablePattern(form) : form;
}

/** Keywords that a rule above judges, and words for people, which bind nobody. */
const JUDGED = new Set(
  (
    'type const enum anyOf oneOf pattern format properties required items additionalProperties default ' +
    '$ref $defs $comment $schema $id id title description examples deprecated'
  )
    .split(' ')
    .concat(UPPER, LOWER),
);

function otherRules({ before, after, direction }: Pair): readonly (Rule | undefined)[] {
  const isClosed = after['additionalProperties'] === false && before['additionalProperties'] !== false;
  const others = [...Object.keys(before), ...Object.keys(after)].filter((name) => !JUDGED.has(name));
  const isAnother =
    others.some((name) => !isDeepStrictEqual(before[name], after[name])) ||
    !isDeepStrictEqual(mapOf(before), mapOf(after));
  return [
    isClosed && direction === 'incoming' ? 'closed-to-new-fields' : undefined,
    isAnother ? 'keyword-changed' : undefined,
    before['default'] !== undefined && !isDeepStrictEqual(before['default'], after['default'])
      ? 'default-changed'
      : undefined,
  ];
}

/** Schemas of the values of a map; whether it is open at all is judged apart. */
function mapOf({ additionalProperties: values }: Node): unknown {
  return typeof values === 'object' ? values : undefined;
}

function fields(pair: Pair): readonly Incompatibility[] {
  const { before, after, pointer, direction } = pair;
  const [was, is] = [before.required ?? [], after.required ?? []];
  const [old, recent] = [before.properties ?? {}, after.properties ?? {}];
  const at = (name: string) => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const kept = Object.keys(old).flatMap((name): readonly Incompatibility[] =>
    Object.hasOwn(recent, name)
      ? compared({
          ...pair,
          before: node.parse(old[name]),
          after: node.parse(recent[name]),
          pointer: at(name),
        })
      : [{ pointer: at(name), rule: 'field-removed' }],
  );
  const demanded = direction === 'incoming' ? is.filter((name) => !was.includes(name)) : [];
  const loosened =
    direction === 'outgoing' ? was.filter((name) => !is.includes(name) && Object.hasOwn(recent, name)) : [];
  return [
    ...kept,
    ...demanded.map((name) => ({ pointer: at(name), rule: 'field-newly-required' as const })),
    ...loosened.map((name) => ({ pointer: at(name), rule: 'field-newly-optional' as const })),
  ];
}

function items(pair: Pair): readonly Incompatibility[] {
  const [before, after] = [pair.before['items'], pair.after['items']];
  if (before === undefined && after === undefined) return [];
  return compared({
    ...pair,
    before: node.parse(before ?? {}),
    after: node.parse(after ?? {}),
    pointer: `${pair.pointer}/*`,
  });
}
