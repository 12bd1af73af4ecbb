import { formatEuro } from '../../domain/euro.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import type { PublicMassnahme, PublicMassnahmenart, PublicZielvereinbarung } from '../model/page-model.ts';
import { numberText, placesText, projectCount } from '../../words/numbers.ts';
import { BUDGET_STEP_NAMES, underClause } from '../wording.ts';

type Props = { readonly model: PublicZielvereinbarung };

/** All Massnahmenarten with their projects; an Art without a project says so. */
export function MassnahmenSection({ model }: Props) {
  const counts = model.massnahmenarten.map(({ art, massnahmen }) => `Art ${art}: ${massnahmen.length}`);
  return (
    <section aria-labelledby="massnahmen">
      <h2 id="massnahmen">Maßnahmen</h2>
      <table class="stack">
        <caption>
          Maßnahmenarten und Projekte{underClause(model.clauseNumbers.massnahmen)} ({counts.join(', ')})
        </caption>
        <thead>
          <tr>
            <th scope="col">Maßnahmenart</th>
            <th scope="col">Projekte</th>
          </tr>
        </thead>
        <tbody>
          {model.massnahmenarten.map((art) => (
            <MassnahmenRow key={art.art} art={art} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MassnahmenRow({ art: { art, label, massnahmen } }: { readonly art: PublicMassnahmenart }) {
  return (
    <tr>
      <th scope="row">
        {art}. {label} {massnahmen.length > 0 && <small>{projectCount(massnahmen.length)}</small>}
      </th>
      <td>
        {massnahmen.length === 0 ? (
          projectCount(0)
        ) : (
          <ul>
            {massnahmen.map((massnahme, at) => (
              <li key={at}>
                {massnahme.label}
                <Details massnahme={massnahme} />
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Details({ massnahme: { traeger, places, amountCent } }: { readonly massnahme: PublicMassnahme }) {
  const details = [
    ...(traeger === undefined ? [] : [`Träger: ${traeger}`]),
    ...(places === undefined ? [] : [placesText(places)]),
    ...(amountCent === undefined ? [] : [formatEuro(amountCent)]),
  ];
  return details.length === 0 ? null : <small>{details.join(' · ')}</small>;
}

/** The agreed money, its parts and history, and the Eckdaten, or that there are none. */
export function PublicBudgetSection({ model }: Props) {
  return (
    <section aria-labelledby="haushaltsmittel">
      <h2 id="haushaltsmittel">Haushaltsmittel und Eckdaten</h2>
      <p>
        Das {model.ministry.abbreviation} stellt {model.gebietskoerperschaft.forms.dative} für das Jahr{' '}
        {model.haushaltsjahr} insgesamt <strong>{formatEuro(model.amountCent)}</strong> aus dem{' '}
        {model.programmeLabel} zur Verfügung.
      </p>
      {model.budgetItems.length > 0 && <BudgetItems model={model} />}
      {model.eckdaten.length === 0 ? (
        <p>Eckdaten sind in dieser Vereinbarung nicht beziffert.</p>
      ) : (
        <Eckdaten model={model} />
      )}
      {model.budgetHistory.length > 1 && <BudgetHistory model={model} />}
    </section>
  );
}

function BudgetItems({ model }: Props) {
  return (
    <table>
      <caption>Davon entfallen auf</caption>
      <tbody>
        {model.budgetItems.map(({ label, earmark, amountCent }, at) => (
          <tr key={at}>
            <th scope="row">
              {label}
              {earmark !== undefined && earmark !== label && <small>zweckgebunden: {earmark}</small>}
            </th>
            <td class="num">{formatEuro(amountCent)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Eckdaten({ model }: Props) {
  return (
    <table>
      <caption>Eckdaten{underClause(model.clauseNumbers.eckdaten)}</caption>
      <tbody>
        {model.eckdaten.map(({ label, art, value, unit }, at) => (
          <tr key={at}>
            <th scope="row">
              {label}
              {art !== undefined && <small>Maßnahmenart {art}</small>}
            </th>
            <td class="num">
              {numberText(value)} {unit}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BudgetHistory({ model }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Verlauf der Haushaltsmittel">
      <table>
        <caption>Verlauf der Haushaltsmittel</caption>
        <thead>
          <tr>
            <th scope="col">Schritt</th>
            <th scope="col">Gilt ab</th>
            <th scope="col" class="num">
              Betrag
            </th>
          </tr>
        </thead>
        <tbody>
          {model.budgetHistory.map(({ kind, effectiveOn, amountCent, fassung }, at) => (
            <tr key={at}>
              <th scope="row">
                {BUDGET_STEP_NAMES[kind]}
                {kind === 'abweichung' && underClause(model.clauseNumbers.abweichung)}
                {fassung !== undefined && <small>Fassung {fassung}</small>}
              </th>
              <td class="date">{formatDate(effectiveOn)}</td>
              <td class="num">{formatEuro(amountCent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
