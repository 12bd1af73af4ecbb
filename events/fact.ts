import { z } from 'zod';
import { codeName, type PascalCase } from './code-name.ts';
import type { JsonObject } from './personal.ts';
import { instant, registerSubject, subject } from './primitives.ts';
import type { Delay, Refusal } from './reasons.ts';

/**
 * Who may bring a fact in: `outside` through the ingress queue or the API, `functions` only our own
 * functions through the internal queue, `recorder` nobody, because only the recorder or the relay makes it.
 */
export type Origin = 'outside' | 'functions' | 'recorder';

/**
 * A version of a fact that senders may still use and that may stand in the log. `upcast` gives the data of the
 * newest version. It also meets recorded data: with what the recorder added, which it keeps, and perhaps
 * without its personal leaves, which it must not miss.
 */
export type FormerVersion<Data extends z.ZodType = z.ZodType> = {
  readonly version: number;
  /** Paths of names and free text in this version; recorded events keep those apart. */
  readonly personal: readonly string[];
  readonly data: Data;
  upcast(old: z.output<Data>): JsonObject;
};

/** The definition of one kind of fact: its name on the wire and in code, its meaning and its data. */
export type Fact<Stem extends string = string, Data extends z.ZodType = z.ZodType> = {
  readonly stem: Stem;
  readonly name: PascalCase<Stem>;
  readonly version: number;
  readonly origin: Origin;
  readonly meaning: string;
  /** Paths of names of persons and free text, `*` for each entry of a list: they go to the private part (rule 10). */
  readonly personal: readonly string[];
  readonly data: Data;
  /** The only functions of ours that may send it, as `source`; given where the origin is `functions`. */
  readonly senders?: readonly string[];
  /** Shape of the subject where it is no Zielvereinbarung: the register, or a notice about a message that names none. */
  readonly subject?: z.ZodType<string>;
  /** Reason codes that this fact may meet, beyond those that every message may meet. */
  readonly reasons?: readonly (Refusal | Delay)[];
  /** Older versions, each still accepted and upcast to this one. */
  readonly formerly?: readonly FormerVersion[];
};

type Definition<Data extends z.ZodType, From extends Origin> = Omit<
  Fact<string, Data>,
  'stem' | 'name' | 'origin' | 'personal' | 'version'
> & {
  readonly origin: From;
  /** Major version; 1 where absent. */
  readonly version?: number;
};

/** No personal part, as a type tells it. */
type NoPaths = readonly string[] & { readonly length: 0 };

/** A fact whose type also says where it comes from, and whether it has a personal part at all. */
type Defined<Stem extends string, Data extends z.ZodType, Rest> = Omit<Fact<Stem, Data>, keyof Rest> & Rest;

/** Defines a fact by its stem on the wire, `<noun>.<participle>`. */
export function fact<const Stem extends string, Data extends z.ZodType, From extends Origin>(
  stem: Stem,
  definition: Definition<Data, From> & { readonly personal: readonly string[] },
): Defined<Stem, Data, { readonly origin: From; readonly personal: readonly string[] }>;
export function fact<const Stem extends string, Data extends z.ZodType, From extends Origin>(
  stem: Stem,
  definition: Definition<Data, From> & { readonly personal?: never },
): Defined<Stem, Data, { readonly origin: From; readonly personal: NoPaths }>;
export function fact(
  stem: string,
  definition: Definition<z.ZodType, Origin> & { readonly personal?: readonly string[] },
): Fact {
  return { stem, name: codeName(stem), version: 1, personal: [], ...definition };
}

const asciiId = z
  .string()
  .regex(/^[\u0021-\u007E]{1,200}$/u, 'ein Text von 1 bis 200 sichtbaren ASCII-Zeichen ohne Leerzeichen');

/** The CloudEvents 1.0 envelope in structured mode, with the extensions we read. Unknown attributes are ignored. */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: asciiId.meta({ description: 'Unique per source, for ever; ASCII without spaces' }),
  source: asciiId.meta({ description: 'URI of the sending system' }),
  type: z.string().min(1).max(200),
  subject: z.union([subject, registerSubject]),
  time: instant,
  datacontenttype: z.literal('application/json'),
  dataschema: z.string().max(300).exactOptional().meta({ description: 'Where given, urn:aqb:schema:<type>' }),
  sequence: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u, 'ein Text aus Ziffern, eine ganze Zahl von mindestens 1')
    .exactOptional()
    .meta({
      description:
        'Decimal from 1. Coming in: per source and subject; order matters only where it is given. ' +
        'Going out: place in the log of the subject, without gap; notices have none',
    }),
  correlationid: asciiId.exactOptional(),
  causationid: asciiId.exactOptional(),
  traceparent: z.string().max(100).exactOptional(),
  data: z.record(z.string(), z.unknown()),
});

/** A CloudEvent as it travels: JSON text in the queue, whole event in the bus's `detail`. */
export type CloudEvent = z.infer<typeof envelope>;

/**
 * The envelope of what goes out. `sequence` is the place in the log of the subject, from 1 without gap, so that
 * a subscriber puts facts in order and sees what is missing; the sender's own number travels beside it. Notices
 * have no number. `source` and `id` are those under which the fact was recorded: both together are unique for ever.
 */
export const outgoingEnvelope = envelope.extend({
  subject: z.union([subject, registerSubject, z.literal('unknown')]),
  originsequence: envelope.shape.sequence.meta({
    description: 'sequence under which the sender reported the fact, where it gave one',
  }),
});

/** A fact or a notice as other systems read it off the bus. */
export type OutgoingEvent = z.infer<typeof outgoingEnvelope>;

/** A fact as code sees it: PascalCase type, typed data, and where it came from. */
export type EventOf<F extends Fact> = {
  readonly type: F['name'];
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence?: string;
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly data: z.infer<F['data']>;
};

/** Major version that a type on the wire names; undefined where it names none. */
export function versionOfType(type: string): number | undefined {
  const major = /[.]v(?<major>[1-9]\d{0,2})$/u.exec(type)?.groups?.['major'];
  return major === undefined ? undefined : Number(major);
}
