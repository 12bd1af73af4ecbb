import { z } from 'zod';
import { fact } from '../fact.ts';
import {
  archivedObject,
  fassungNumber,
  instant,
  PARTIES,
  party,
  sha256,
  subject,
  text,
  uploadId,
} from '../primitives.ts';
import { uploadReason } from '../reasons.ts';

const upload = {
  uploadId,
  parties: z
    .array(party)
    .max(PARTIES.length)
    .meta({ description: 'Whose signature the uploader expects on it' }),
  sha256,
  size: z.int().min(0),
};

/**
 * What keeps a supplied text from being signed (rule 8): words that paper does not show, whatever hides them, what a
 * reader can switch on and off, and QR codes, by which scans of it would be taken for other papers.
 */
export const TEXT_STOPS = [
  'text-recognition',
  'invisible-text',
  'unseen-text',
  'tiny-text',
  'outside-page',
  'layer',
  'annotation',
  'qr-code',
] as const;

/** One of {@link TEXT_STOPS}. */
export type TextStop = (typeof TEXT_STOPS)[number];

const pageNumber = z.int().min(1).max(200);

const textPlace = z.object({
  kind: z.enum(TEXT_STOPS),
  page: pageNumber.exactOptional().meta({ description: 'Absent where no page names it' }),
});

const hash16 = z.string().regex(/^[0-9a-f]{16}$/u, 'eine Folge von 16 Ziffern und Buchstaben a bis f');

/** What QR codes of the same words say; without a subject where they are none of ours. */
const paperCode = z.object({
  subject: subject.exactOptional(),
  fassung: fassungNumber.exactOptional(),
  fassungHash16: hash16.exactOptional(),
  pages: z
    .array(pageNumber)
    .min(1)
    .max(200)
    .meta({ description: 'Pages of the scan that bear it, as they lie in the file' }),
});

/** A scan was uploaded and is being inspected. */
export const scanSubmitted = fact('scan.submitted', {
  origin: 'functions',
  senders: ['urn:aqb:inspect-scan'],
  meaning: 'A scan was uploaded; its inspection began.',
  personal: ['originalLocation'],
  reasons: ['fassung-not-known', 'fassung-not-released'],
  data: z.object({
    ...upload,
    fassung: fassungNumber.exactOptional(),
    originalLocation: text(200).exactOptional(),
  }),
});

/** A scan passed inspection and lies unchanged in the archive. */
export const scanArchived = fact('scan.archived', {
  origin: 'functions',
  senders: ['urn:aqb:inspect-scan'],
  meaning: 'The scan passed inspection and lies unchanged in the archive.',
  personal: ['originalLocation'],
  reasons: ['fassung-not-known', 'fassung-not-released'],
  data: z.object({
    ...upload,
    fassung: fassungNumber,
    pages: pageNumber,
    archive: archivedObject,
    retainUntil: instant,
    originalLocation: text(200).exactOptional().meta({ description: 'Where the paper lies' }),
    qr: z
      .object({
        subject,
        fassung: fassungNumber,
        fassungHash16: hash16,
        pages: z.array(pageNumber).max(200),
      })
      .exactOptional(),
    codes: z.array(paperCode).max(20).exactOptional().meta({
      description:
        'What every QR code on the paper says, also where they disagree; absent where none was read, and in what earlier releases recorded',
    }),
  }),
});

/** A scan did not pass inspection; the original stays in the inbox for its days. */
export const scanRefused = fact('scan.refused', {
  origin: 'functions',
  senders: ['urn:aqb:inspect-scan'],
  meaning: 'The scan did not pass inspection.',
  reasons: ['fassung-not-known', 'fassung-not-released'],
  data: z.object({
    ...upload,
    fassung: fassungNumber.exactOptional(),
    reason: uploadReason,
    places: z.array(textPlace).max(40).exactOptional().meta({
      description: 'Where a supplied text holds what stops it; what the words are stays out of the log',
    }),
  }),
});

/** Somebody looked at the scan: complete, and whose signatures are visible. */
export const scanChecked = fact('scan.checked', {
  origin: 'outside',
  meaning:
    'The scan was looked at: whether it shows this Fassung completely, and whose signatures are visible.',
  personal: ['reason'],
  reasons: ['fassung-not-known', 'fassung-not-released', 'fassung-outdated', 'publication-not-withdrawn'],
  data: z.object({
    uploadId,
    fassung: fassungNumber,
    pagesComplete: z.boolean(),
    signaturesVisible: z.array(party).max(PARTIES.length),
    by: z.enum(['qr', 'person']),
    despiteCodes: z.literal(true).exactOptional().meta({
      description:
        'A person gives a reason why the scan counts although its QR codes name something else; it counts once another person of staff confirms it',
    }),
    reason: text(1000).exactOptional().meta({ description: 'That reason; with despiteCodes' }),
  }),
});

/** An archived scan is no evidence: it stays in the archive as "nicht maßgeblich" (rule 7). */
export const scanSetAside = fact('scan.set-aside', {
  origin: 'outside',
  meaning: 'An archived scan is not authoritative; it stays in the archive and proves nothing any more.',
  personal: ['reason'],
  reasons: ['fassung-not-known', 'scan-unknown', 'publication-not-withdrawn'],
  data: z.object({ uploadId, fassung: fassungNumber, reason: text(1000) }),
});
