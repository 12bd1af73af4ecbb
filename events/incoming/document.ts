import { z } from 'zod';
import { fact } from '../fact.ts';
import { archivedObject, fassungNumber, sha256, text } from '../primitives.ts';

/** A document we produced lies in the archive; the copy of a supplied text is made when the text is inspected. */
export const documentArchived = fact('document.archived', {
  origin: 'functions',
  senders: ['urn:aqb:produce-documents', 'urn:aqb:publish-portal', 'urn:aqb:inspect-scan'],
  meaning:
    'A document that we produced lies in the archive: for signing, for reading, or as copy of a supplied text.',
  reasons: ['fassung-not-known'],
  data: z.object({
    fassung: fassungNumber,
    kind: z.enum(['signing', 'reading', 'text-copy']),
    sha256,
    size: z.int().min(1),
    archive: archivedObject,
    rendererVersion: text(40),
    suppliedSha256: sha256.exactOptional().meta({
      description:
        'Of a text-copy: the supplied file, as the terms name it, whose pages it shows without author and metadata',
    }),
  }),
});
