import type { UploadView } from '../api/types.ts';

/** Whether an upload was refused as a supplied text: another file belongs to another Fassung, and is not uploaded here. */
export function isAboutText(reason: UploadView['reason']): boolean {
  return reason === 'text-document-not-plain' || reason === 'text-document-not-copyable';
}

/** Where a supplied text holds what stops it, one sentence each; nothing where there is no such place. */
export function Places({ of: sentences = [] }: { readonly of: readonly string[] | undefined }) {
  if (sentences.length === 0) return null;
  return (
    <ul class="kern-list kern-list--bullet">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
