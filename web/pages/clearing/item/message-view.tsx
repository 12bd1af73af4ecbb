import { useMemo } from 'preact/hooks';
import { markedMessage } from './marked-json.ts';

export type MessageViewProps = {
  readonly body: string;
  readonly detail: string | undefined;
  /** What this is, for screen readers. */
  readonly label: string;
};

/** A message as it came, with the field marked that the reason means: by colour, by an arrow and in words. */
export function MessageView({ body, detail, label }: MessageViewProps) {
  const { lines, note } = useMemo(() => markedMessage(body, detail), [body, detail]);
  return (
    <>
      {note !== undefined && <p class="kern-body">{note}</p>}
      <div class="desk-message" role="region" aria-label={label} tabIndex={0}>
        <pre>
          {lines.map(({ text, isMarked }, at) =>
            isMarked ? (
              <mark key={at}>
                {text}
                {lines[at - 1]?.isMarked !== true && <Here />}
                {'\n'}
              </mark>
            ) : (
              <span key={at}>{`${text}\n`}</span>
            ),
          )}
        </pre>
      </div>
    </>
  );
}

/** The beginning of what is marked, for those who see no colour. */
function Here() {
  return (
    <>
      {' '}
      <span aria-hidden="true">◀</span>
      <span class="kern-sr-only"> (betroffen)</span>
    </>
  );
}
