import { formatEuro } from '../../domain/euro.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import type { PublicZielvereinbarung } from '../model/page-model.ts';
import { fileSize } from '../wording.ts';
import { counted, projectCount } from '../../words/numbers.ts';

/** The most important facts, before anything else. */
export function Facts({ model }: { readonly model: PublicZielvereinbarung }) {
  const counts = model.massnahmenarten.map(({ massnahmen }) => massnahmen.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <dl class="facts">
      <div>
        <dt>Haushaltsmittel {model.haushaltsjahr}</dt>
        <dd class="sum">{formatEuro(model.amountCent)}</dd>
      </div>
      <div>
        <dt>Maßnahmen</dt>
        <dd>
          {projectCount(total)}{' '}
          <small>
            in {counted(counts.length, 'Maßnahmenart', 'Maßnahmenarten')} ({counts.join('/')})
          </small>
        </dd>
      </div>
      <div>
        <dt>Abgeschlossen</dt>
        <dd>
          {formatDate(model.concludedOn)} <small>Tag der letzten Unterschrift</small>
        </dd>
      </div>
      <div>
        <dt>Fassung</dt>
        <dd>
          Fassung {model.fassung} <small>Revision {model.revision} dieser Seite</small>
        </dd>
      </div>
    </dl>
  );
}

/** The files beside the page, by relative links. */
export function Downloads({ model }: { readonly model: PublicZielvereinbarung }) {
  return (
    <ul class="plain">
      <li>
        <a href="vereinbarung.pdf" type="application/pdf">
          Zielvereinbarung als PDF
        </a>{' '}
        <span class="soft">
          ({fileSize(model.pdf.size)}
          {model.textDocument === undefined && ', PDF/UA'})
        </span>
      </li>
      <li>
        <a href="index.json" type="application/json">
          Daten dieser Seite als JSON
        </a>{' '}
        <span class="soft">(ohne Namen von Personen)</span>
      </li>
    </ul>
  );
}
