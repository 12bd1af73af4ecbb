import type { Terms } from '../../../../events/incoming/terms.ts';
import { formatEuro } from '../../../../shared/domain/euro.ts';
import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import { programmeOf } from '../../../../shared/domain/programme/index.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { numberText, placesText } from '../../../../shared/words/numbers.ts';
import { PageSection } from './page-section.tsx';

/** What the newest Fassung agrees on. */
export function TermsSection({ view }: { readonly view: ZielvereinbarungView }) {
  const { terms } = view;
  return (
    <PageSection id="inhalt-der-fassung" title={`Inhalt der Fassung ${view.fassung}`}>
      {terms === undefined ? (
        <p class="kern-body">Der Inhalt ist nicht bekannt.</p>
      ) : (
        <>
          <Money terms={terms} />
          <Work terms={terms} />
          <Further terms={terms} />
        </>
      )}
    </PageSection>
  );
}

function Money({ terms: { haushaltsmittel, budgetItems = [] } }: { readonly terms: Terms }) {
  return (
    <dl class="facts">
      <dt>Haushaltsmittel (§ 4)</dt>
      <dd>{formatEuro(haushaltsmittel.amountCent)}</dd>
      {budgetItems.map(({ label, amount, earmark }) => (
        <>
          <dt>davon {label}</dt>
          <dd>
            {formatEuro(amount.amountCent)}
            {earmark !== undefined && ` (zweckgebunden: ${earmark})`}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Work({ terms }: { readonly terms: Terms }) {
  const arten = programmeOf(terms.programme, terms.haushaltsjahr)?.massnahmenarten ?? [];
  const { eckdaten = [] } = terms;
  return (
    <>
      <h3 class="kern-heading-small">Maßnahmen (§ 5)</h3>
      {arten.map(({ art, label }) => (
        <div key={art}>
          <h4 class="kern-title kern-title--small">
            Art {art}: {label}
          </h4>
          <Massnahmen massnahmen={terms.massnahmen.filter((massnahme) => massnahme.art === art)} />
        </div>
      ))}
      <h3 class="kern-heading-small">Eckdaten</h3>
      {eckdaten.length === 0 && <p class="kern-body">In dieser Vereinbarung nicht beziffert.</p>}
      <ul class="kern-list kern-list--bullet">
        {eckdaten.map(({ label, art, value, unit }) => (
          <li key={`${label}-${art ?? ''}`}>
            {label}: {numberText(value)} {unit}
          </li>
        ))}
      </ul>
    </>
  );
}

function Massnahmen({ massnahmen }: Pick<Terms, 'massnahmen'>) {
  if (massnahmen.length === 0) return <p class="kern-body">kein Projekt</p>;
  return (
    <ul class="kern-list kern-list--bullet">
      {massnahmen.map(({ label, traeger, places, amount }) => (
        <li key={label}>
          {[
            label,
            traeger && `Träger: ${traeger}`,
            places !== undefined && placesText(places),
            amount && formatEuro(amount.amountCent),
          ]
            .filter(Boolean)
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}

function Further({ terms }: { readonly terms: Terms }) {
  const { aktenzeichen, references = [], besondereRegelungen = [], textDocument } = terms;
  return (
    <>
      {references.length > 0 && <h3 class="kern-heading-small">Grundlagen</h3>}
      <ul class="kern-list kern-list--bullet">
        {references.map(({ title, validUntil }) => (
          <li key={title}>
            {title}
            {validUntil !== undefined && ` (gilt bis ${formatDate(validUntil)})`}
          </li>
        ))}
      </ul>
      {besondereRegelungen.map(({ paragraph, text }) => (
        <p class="kern-body" key={text}>
          <strong>Besondere Regelung zu {paragraph}:</strong> {text}
        </p>
      ))}
      <dl class="facts">
        {aktenzeichen?.land !== undefined && (
          <>
            <dt>Aktenzeichen des Landes</dt>
            <dd>{aktenzeichen.land}</dd>
          </>
        )}
        {aktenzeichen?.kommune !== undefined && (
          <>
            <dt>Aktenzeichen der Kommune</dt>
            <dd>{aktenzeichen.kommune}</dd>
          </>
        )}
        {textDocument !== undefined && (
          <>
            <dt>Eigener Vertragstext (SHA-256)</dt>
            <dd class="hash">{textDocument.sha256}</dd>
          </>
        )}
      </dl>
    </>
  );
}
