import type {
  DocumentBlock,
  DocumentModel,
  SignatureEntry,
} from '../../../shared/documents/document-model.ts';

/** The text as it will be signed; for the eyes of whoever drafts it, without anchors. */
export function TextPreview({ text: { blocks } }: { readonly text: DocumentModel }) {
  return (
    <div class="draft-text kern-body">
      {blocks.map((block, at) => (
        <Block key={at} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: DocumentBlock }) {
  switch (block.kind) {
    case 'title':
      return (
        <p class="draft-title">
          {block.text} {block.year}
        </p>
      );
    case 'notice':
      return <p class="draft-notice">{block.text}</p>;
    case 'parties':
      return <Lines lines={[...block.lines, block.purpose]} />;
    case 'heading':
      return <h3 class="kern-heading-small">{[block.number, ...block.lines].filter(Boolean).join(' ')}</h3>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'amount':
      return <p class="draft-sum">{block.text}</p>;
    case 'figures':
      return (
        <Listed title={block.caption} lines={block.rows.map(({ label, value }) => `${label}: ${value}`)} />
      );
    case 'massnahmenart':
      return <Listed title={`${block.art}. ${block.label}`} lines={block.projects} />;
    case 'signatures':
      return (
        <>
          {block.entries.map((entry, at) => (
            <SignatureLines key={at} entry={entry} />
          ))}
        </>
      );
  }
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </>
  );
}

function Listed({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <p>{title}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function SignatureLines({ entry: { body } }: { readonly entry: SignatureEntry }) {
  return <p class="draft-slot">{['Ort, Datum', 'Unterschrift', 'Name und Amt', ...body].join(' · ')}</p>;
}
