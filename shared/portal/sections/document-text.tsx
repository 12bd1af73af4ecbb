import type { DocumentBlock, DocumentModel, SignatureEntry } from '../../documents/document-model.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { withBoundParagraphSigns as bound } from '../wording.ts';

type BlockOf<Kind extends DocumentBlock['kind']> = Extract<DocumentBlock, { kind: Kind }>;

/** The text of a document with an anchor for each heading. */
export function DocumentText({ text: { blocks } }: { readonly text: DocumentModel }) {
  return (
    <div class="text">
      {blocks.map((block, at) => {
        if (block.kind !== 'massnahmenart') return <Block key={at} block={block} />;
        return blocks[at - 1]?.kind === 'massnahmenart' ? null : (
          <Massnahmen key={at} arten={runOf(blocks, at)} />
        );
      })}
    </div>
  );
}

function Block({ block }: { readonly block: Exclude<DocumentBlock, { kind: 'massnahmenart' }> }) {
  switch (block.kind) {
    case 'title':
      return (
        <p>
          <strong>
            {block.text} {block.year}
          </strong>
        </p>
      );
    case 'parties':
      return (
        <>
          {[...block.lines, block.purpose].map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </>
      );
    case 'heading':
      return <Heading heading={block} />;
    case 'notice':
      return <p class="note">{block.text}</p>;
    case 'paragraph':
      return <p>{bound(block.text)}</p>;
    case 'amount':
      return <p class="sum">{block.text}</p>;
    case 'figures':
      return <Figures figures={block} />;
    case 'signatures':
      return (
        <div class="signed">
          {block.entries.map((entry, at) => (
            <Signature key={at} entry={entry} />
          ))}
        </div>
      );
    default:
      return assertNever(block);
  }
}

function Heading({ heading: { id, number, lines } }: { readonly heading: BlockOf<'heading'> }) {
  return (
    <h3 id={id}>
      {number !== undefined && (
        <span class="no">
          <a href={`#${id}`}>{bound(number)}</a>{' '}
        </span>
      )}
      {lines.map((line, at) => (
        <span key={at} class={at === 0 ? undefined : 'sub'}>
          {line}{' '}
        </span>
      ))}
    </h3>
  );
}

function Figures({ figures: { caption, rows } }: { readonly figures: BlockOf<'figures'> }) {
  return (
    <>
      <p>{caption}</p>
      <ul>
        {rows.map(({ label, value }, at) => (
          <li key={at}>
            {label}: {value}
          </li>
        ))}
      </ul>
    </>
  );
}

function Massnahmen({ arten }: { readonly arten: readonly BlockOf<'massnahmenart'>[] }) {
  return (
    <ol>
      {arten.map(({ art, label, projects }) => (
        <li key={art} value={art}>
          <p>{label}</p>
          {projects.length > 0 && (
            <ul>
              {projects.map((project, at) => (
                <li key={at}>{project}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function Signature({ entry: { placeAndDate, name, office, body } }: { readonly entry: SignatureEntry }) {
  if (name === undefined) return null;
  return (
    <div>
      <p>{placeAndDate}</p>
      <p>
        <strong>{name}</strong>
      </p>
      <p>{office}</p>
      {body.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function runOf(blocks: readonly DocumentBlock[], from: number): readonly BlockOf<'massnahmenart'>[] {
  const end = blocks.findIndex((block, at) => at > from && block.kind !== 'massnahmenart');
  return blocks.slice(from, end === -1 ? undefined : end).filter((block) => block.kind === 'massnahmenart');
}
