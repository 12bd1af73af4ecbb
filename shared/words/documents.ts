import type { Recorded } from '../../events/recorded/index.ts';

/** Names of the documents that we produce. */
export const DOCUMENT_NAMES: Readonly<Record<Recorded<'DocumentArchived'>['data']['kind'], string>> = {
  signing: 'Dokument zum Unterschreiben',
  reading: 'Lesefassung',
  'text-copy': 'Ausfertigung des eigenen Vertragstextes ohne Metadaten',
};
