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

const textPlace = z.object({
  kind: z.enum(TEXT_STOPS),
  page: z.int().min(1).max(200).exactOptional().meta({ description: 'Absent where no page names it' }),
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
    pages: z.int().min(1).max(200),
    archive: archivedObject,
    retainUntil: instant,
    originalLocation: text(200).exactOptional().meta({ description: 'Where the paper lies' }),
    qr: z
      .object({
        subject,
        fassung: fassungNumber,
        fassungHash16: z
          .string()
          .regex(/^[0-9a-f]{16}$/u, 'eine Folge von 16 Ziffern und Buchstaben a bis f'),
        pages: z.array(z.int().min(1).max(200)).max(200),
      })
      .exactOptional(),
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
  reasons: ['fassung-not-known', 'fassung-not-released', 'fassung-outdated', 'publication-not-withdrawn'],
  data: z.object({
    uploadId,
    fassung: fassungNumber,
    pagesComplete: z.boolean(),
    signaturesVisible: z.array(party).max(PARTIES.length),
    by: z.enum(['qr', 'person']),
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
