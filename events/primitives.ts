import { z } from 'zod';

/**
 * The small shapes every fact is built of. Field meaning lives here, so that the
 * generated JSON Schema, the documentation and the code cannot diverge.
 */

// Control characters (but line feed), marks of direction and format, separators of lines, letters that are blank, and
// lone surrogates have no place in what people read and sign: they can make a text look different from what it says
// (E8). A soft hyphen may stay: copied texts are full of it, and it only says where a word may break.
const UNFIT_FOR_TEXT =
  /(?!\n|\u00AD)[\p{Control}\p{Format}\p{Zl}\p{Zp}\p{Surrogate}\u115F\u1160\u3164\uFFA0]/u;
/** What leaves nothing to read where nothing else is. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** One line or paragraph for people: NFC, no control, bidi or zero-width characters; else `text-invalid`. */
export function text(maximum: number) {
  return z
    .string()
    .min(1)
    .max(maximum)
    .refine(
      (value) =>
        !UNFIT_FOR_TEXT.test(value) &&
        value.replaceAll(UNSEEN, '').length > 0 &&
        value === value.normalize('NFC'),
      {
        params: { reason: 'text-invalid' },
        error: 'ein lesbarer Text, nicht nur Leerzeichen, ohne unsichtbare, steuernde oder zerlegte Zeichen',
      },
    );
}

/** Money as integer cents; floats and strings are refused with `number-invalid`. */
export const money = z
  .object({
    amountCent: z
      .number({ error: 'eine ganze Zahl' })
      .refine((value) => Number.isSafeInteger(value) && Math.abs(value) <= 1e14 && !Object.is(value, -0), {
        params: { reason: 'number-invalid' },
        error: 'eine ganze Zahl bis höchstens 100.000.000.000.000',
      })
      .meta({ type: 'integer', description: 'Integer cents; 895.210 € is 89521000' }),
    currency: z.literal('EUR'),
  })
  .meta({ id: 'Money', description: 'An amount of money in integer cents' });

/** A calendar day in Europe/Berlin, `YYYY-MM-DD`; days that do not exist are refused. */
export const day = z.iso.date();

/** A day taken from paper: normalised, and as it was written. */
export const paperDate = z
  .object({ date: day, asWritten: text(40) })
  .meta({ id: 'PaperDate', description: 'A date taken from paper, normalised and as written' });

/** A point in time with offset, RFC 3339. */
export const instant = z.iso.datetime({ offset: true });

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/u, 'eine Prüfsumme aus 64 Ziffern und Buchstaben a bis f')
  .meta({ description: 'SHA-256 as 64 lower-case hex digits' });

/** Official five-digit key of a Gebietskoerperschaft, e.g. `06533`. */
export const ags = z
  .string()
  .regex(/^\d{5}$/u, 'ein Gemeindeschlüssel aus fünf Ziffern')
  .meta({ description: 'Five-digit official key of the Gebietskoerperschaft' });

/** Budget year of the Land, a calendar year. */
export const haushaltsjahr = z.int().min(2010).max(2099);

/** Name of a programme as it stands in a subject, e.g. `AQB`. */
export const programmeCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,15}$/u, 'ein Kürzel aus 2 bis 16 Großbuchstaben und Ziffern, zum Beispiel AQB')
  .meta({ description: 'Programme, e.g. AQB' });

/** Identity of a Zielvereinbarung: programme, Haushaltsjahr, ags. */
export const subject = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,15}-\d{4}-\d{5}$/u, 'eine Kennung wie AQB-2025-06533')
  .meta({ description: 'Programme, Haushaltsjahr and ags, e.g. AQB-2025-06533' });

/** A Gebietskoerperschaft itself, where a fact is about the register and about no Zielvereinbarung. */
export const registerSubject = z
  .string()
  .regex(/^ags-\d{5}$/u, 'eine Kennung wie ags-06415')
  .meta({ description: 'A Gebietskoerperschaft, e.g. ags-06415' });

/**
 * Whether the store keeps a number: up to 10¹² in size, and no nearer to zero than 10⁻¹². DynamoDB refuses what is
 * smaller than 10⁻¹³⁰, and no refusal of the store may hold up a queue.
 */
function isKept(value: number): boolean {
  const size = Math.abs(value);
  return size <= 1e12 && (size >= 1e-12 || Object.is(value, 0));
}

/** A figure within what the store keeps exactly; else `number-invalid`. */
export const figure = z.number().refine(isKept, {
  params: { reason: 'number-invalid' },
  error: 'null oder eine Zahl der Größe 0,000000000001 bis 1.000.000.000.000',
});

/** A figure with its unit, e.g. 12 places. */
export const measure = z
  .object({ value: figure, unit: text(40) })
  .meta({ id: 'Measure', description: 'A figure with its unit; never money' });

/** A document by its bytes; documents travel by reference, never inside an event. */
export const documentReference = z.object({ sha256 });

/** Number of a Fassung, from 1. */
export const fassungNumber = z.int().min(1).max(999);

/** One of the two sides that sign. */
export const party = z.enum(['land', 'kommune']);

/** `land` is the ministry, `kommune` the Landkreis or the kreisfreie Stadt. */
export type Party = z.infer<typeof party>;

/** Both sides, in the order of the signature block. */
export const PARTIES = party.options;

/** Identifier of one upload, made by us. */
export const uploadId = z
  .string()
  .regex(/^[0-9A-Za-z-]{10,64}$/u, 'eine Kennung aus 10 bis 64 Buchstaben, Ziffern und Bindestrichen');

/** Where an archived object lies: key and version, never the key alone. */
export const archivedObject = z.object({
  key: z.string().min(1).max(512),
  versionId: z.string().min(1).max(1024),
});

/** File number of an authority. */
export const aktenzeichen = text(80);
