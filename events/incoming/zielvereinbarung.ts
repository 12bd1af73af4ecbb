import { z } from 'zod';
import { fact } from '../fact.ts';
import { day, documentReference, fassungNumber, sha256, text } from '../primitives.ts';
import { TERMS_REASONS, revisedTerms, terms } from './terms.ts';

/** Fassung 1 of a Zielvereinbarung exists. */
export const zielvereinbarungDrafted = fact('zielvereinbarung.drafted', {
  origin: 'outside',
  meaning: 'The ministry drafted a Zielvereinbarung; its terms are Fassung 1.',
  reasons: ['already-exists', ...TERMS_REASONS],
  data: terms,
});

/** The terms changed before conclusion; open signatures on the old Fassung no longer count. */
export const zielvereinbarungRevised = fact('zielvereinbarung.revised', {
  origin: 'outside',
  meaning: 'The terms changed before conclusion: the next Fassung, to be released and signed anew.',
  personal: ['reason'],
  reasons: ['fassung-not-known', 'fassung-outdated', 'already-concluded', ...TERMS_REASONS],
  data: revisedTerms,
});

/** The Fassung is fixed and may be signed. */
export const zielvereinbarungReleasedForSignature = fact('zielvereinbarung.released-for-signature', {
  origin: 'outside',
  meaning: 'The Fassung is fixed and may be signed; its document is produced and archived.',
  reasons: ['fassung-not-known', 'fassung-outdated', 'text-document-missing'],
  data: z.object({ fassung: fassungNumber, dueOn: day.exactOptional() }),
});

/** The public page of a revision can be read. */
export const zielvereinbarungPublished = fact('zielvereinbarung.published', {
  origin: 'functions',
  senders: ['urn:aqb:publish-portal'],
  meaning: 'The public page of this revision can be read.',
  reasons: ['fassung-outdated'],
  data: z.object({
    fassung: fassungNumber,
    revision: z.int().min(1),
    permalink: z
      .string()
      .max(300)
      .meta({ description: 'Path below the portal, with leading and trailing slash' }),
    pageSha256: sha256,
    jsonSha256: sha256,
    pdfSha256: sha256,
  }),
});

/** It no longer holds: given up before conclusion, or aufgehoben or ersetzt with a document after it. */
export const zielvereinbarungCancelled = fact('zielvereinbarung.cancelled', {
  origin: 'outside',
  meaning: 'The Zielvereinbarung is given up, aufgehoben or ersetzt.',
  personal: ['reason'],
  reasons: ['document-missing'],
  data: z.object({
    reason: text(1000),
    document: documentReference
      .exactOptional()
      .meta({ description: 'The document that ends it; required after conclusion' }),
  }),
});
