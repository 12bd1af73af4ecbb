import { photosOf } from '../browser/stored-photos.ts';
import { unfinishedUploadsOf } from '../pages/upload/transfer/unfinished-uploads.ts';
import type { UnfinishedUpload } from '../pages/upload/transfer/upload.ts';

/** What this browser alone has of somebody's work, and what signing out takes away. */
export type Losses = {
  /** How many photographed pages are not bound yet. */
  readonly photos: number;
  /** Names of the files that have not arrived whole. */
  readonly files: readonly string[];
};

/** What signing out would lose now. */
export async function lossesOf(by: string): Promise<Losses> {
  const [photos, uploads] = await Promise.all([photosOf(by), unfinishedUploadsOf(by)]);
  return { photos: photos.length, files: unarrived(uploads) };
}

/** Names of the files of which only this browser has every byte. */
export function unarrived(
  uploads: readonly Pick<UnfinishedUpload, 'name' | 'hasArrived'>[],
): readonly string[] {
  return uploads.filter(({ hasArrived }) => hasArrived !== true).map(({ name }) => name);
}

/** What would be lost, a sentence for each kind; none where nothing would. */
export function lossSentences({ photos, files }: Losses): readonly string[] {
  return [
    ...(photos === 0 ? [] : [photosSentence(photos)]),
    ...(files.length === 0 ? [] : [filesSentence(files)]),
  ];
}

function photosSentence(count: number): string {
  return count === 1
    ? 'Eine fotografierte Seite ist noch nicht hochgeladen.'
    : `${count} fotografierte Seiten sind noch nicht hochgeladen.`;
}

function filesSentence(names: readonly string[]): string {
  return names.length === 1
    ? `Eine Datei ist noch nicht vollständig hochgeladen: ${names[0]}.`
    : `${names.length} Dateien sind noch nicht vollständig hochgeladen: ${names.join(', ')}.`;
}
