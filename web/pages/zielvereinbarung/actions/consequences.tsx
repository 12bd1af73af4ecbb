import { useEffect, useRef } from 'preact/hooks';
import type { Preview } from '../../../api/types.ts';
import { Alert } from '../../../components/alert.tsx';
import { consequencesOf } from './preview-words.ts';

/** What would follow, before anything is recorded; its heading takes the focus, because the fields are gone. */
export function Consequences({ preview }: { readonly preview: Preview }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { isPossible, title, sentences, hints } = consequencesOf(preview);
  return (
    <>
      <h3 class="kern-heading-small" tabIndex={-1} ref={heading}>
        {title}
      </h3>
      <ul class={isPossible ? 'kern-list kern-list--bullet' : 'kern-list kern-list--bullet is-refused'}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {hints.length > 0 && (
        <Alert kind="warning" title="Bitte noch einmal hinsehen">
          <ul class="kern-list kern-list--bullet">
            {hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
