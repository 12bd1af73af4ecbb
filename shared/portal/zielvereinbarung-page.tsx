import { formatEuro } from '../domain/euro.ts';
import { berlinDay } from '../domain/dates/berlin.ts';
import { formatDate } from '../domain/dates/german-dates.ts';
import { BescheideSection, PublicSignaturesSection } from './sections/course-sections.tsx';
import { DocumentText } from './sections/document-text.tsx';
import { Downloads, Facts } from './sections/facts-section.tsx';
import type { PublicZielvereinbarung } from './model/page-model.ts';
import { ProofSection } from './sections/proof-section.tsx';
import { htmlDocument, Shell } from './shell.tsx';
import { hasSteering, PublicSteeringSection } from './sections/steering-section.tsx';
import { PublicBudgetSection, MassnahmenSection } from './sections/terms-sections.tsx';
import { yearAddress } from './wording.ts';

type Props = { readonly model: PublicZielvereinbarung };

/**
 * The public page of one Zielvereinbarung, at `/zielvereinbarungen/<year>/<slug>/`. At most 14 KB compressed.
 * Names of signatories stand on it as in the signed text; handwritten signatures never (rule 11).
 */
export function zielvereinbarungPage(model: PublicZielvereinbarung): string {
  return htmlDocument(<Page model={model} />);
}

function Page({ model }: Props) {
  const { haushaltsjahr, gebietskoerperschaft, ministry } = model;
  const name = gebietskoerperschaft.officialName;
  const year = yearAddress(model.pageFolder);
  return (
    <Shell
      title={`Zielvereinbarung ${haushaltsjahr}: ${name}`}
      description={`${ministry.name} und ${name}: ${formatEuro(model.amountCent)} aus dem ${model.programmeLabel} ${haushaltsjahr}, mit Maßnahmen, Wortlaut und Nachweisen.`}
      home={`../../${year}`}
      trail={[
        { label: 'Start', href: `../../${year}` },
        { label: String(haushaltsjahr), href: year },
        { label: name },
      ]}
      stand={standLine(model)}
    >
      <h1>
        Zielvereinbarung {haushaltsjahr} <span>{name}</span>
      </h1>
      <p class="lead">
        Zwischen {ministry.forms.dative} und {gebietskoerperschaft.forms.dative}, aus dem{' '}
        {model.programmeLabel} ({model.programme}).
      </p>
      {model.cancelled !== undefined && (
        <p class="note">
          <strong>Aufgehoben am {formatDate(model.cancelled.on)}.</strong> Diese Zielvereinbarung gilt nicht
          mehr: Sie wurde aufgehoben oder ersetzt. Die Seite bleibt bestehen, damit nachzulesen ist, was
          vereinbart war.
        </p>
      )}
      <Facts model={model} />
      {gebietskoerperschaft.comparabilityNote !== undefined && (
        <p class="note">Zum Vergleich der Jahre: {gebietskoerperschaft.comparabilityNote}</p>
      )}
      <div class="beside">
        <Contents model={model} />
        <div>
          <Downloads model={model} />
          {model.textDocument !== undefined && (
            <p class="note">
              Zusammenfassung: Maßgeblich ist der Wortlaut der PDF-Datei, die beide Seiten unterschrieben
              haben.
            </p>
          )}
          <MassnahmenSection model={model} />
          <PublicBudgetSection model={model} />
          <PublicSignaturesSection model={model} />
          {model.bescheide.length > 0 && <BescheideSection model={model} />}
          {hasSteering(model) && <PublicSteeringSection model={model} />}
          {model.textDocument === undefined && <TextSection model={model} />}
          <ProofSection model={model} />
          <p>
            <a href={year}>Alle Zielvereinbarungen {haushaltsjahr}</a>
          </p>
        </div>
      </div>
    </Shell>
  );
}

function Contents({ model }: Props) {
  const entries = [
    { id: 'massnahmen', label: 'Maßnahmen' },
    { id: 'haushaltsmittel', label: 'Haushaltsmittel und Eckdaten' },
    { id: 'unterschriften', label: 'Unterschriften' },
    ...(model.bescheide.length > 0 ? [{ id: 'bescheide', label: 'Bescheide' }] : []),
    ...(hasSteering(model) ? [{ id: 'steuerung', label: 'Steuerung' }] : []),
    ...(model.textDocument === undefined ? [{ id: 'wortlaut', label: 'Wortlaut' }] : []),
    { id: 'nachweise', label: 'Nachweise' },
  ];
  return (
    <nav class="toc" aria-labelledby="seite">
      <p id="seite">Auf dieser Seite</p>
      <ol>
        {entries.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function TextSection({ model }: Props) {
  return (
    <section aria-labelledby="wortlaut">
      <h2 id="wortlaut">Wortlaut</h2>
      <DocumentText text={model.text} />
    </section>
  );
}

function standLine({
  asOf,
  concludedOn,
  revision,
  fassung,
  subject,
  publishedAt,
}: PublicZielvereinbarung): string {
  const published =
    publishedAt === undefined ? '' : `, veröffentlicht am ${formatDate(berlinDay(publishedAt))}`;
  return `Stand ${formatDate(asOf ?? concludedOn)}: ${subject}, Fassung ${fassung}, Revision ${revision}${published}.`;
}
