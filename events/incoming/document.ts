import { z } from 'zod';
import { fact } from '../fact.ts';
import { archivedObject, fassungNumber, sha256, text } from '../primitives.ts';

/** A document we produced lies in the archive. */
export const documentArchived = fact('document.archived', {
  origin: 'functions',
  senders: ['urn:aqb:produce-documents', 'urn:aqb:publish-portal'],
  meaning: 'A document that we produced lies in the archive: for signing, or for reading.',
  reasons: ['fassung-not-known'],
  data: z.object({
    fassung: fassungNumber,
    kind: z.enum(['signing', 'reading']),
    sha256,
    size: z.int().min(1),
    archive: archivedObject,
    rendererVersion: text(40),
  }),
});
