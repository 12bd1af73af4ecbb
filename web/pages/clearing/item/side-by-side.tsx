import { labelOf } from '../../../../events/reading/detail.ts';
import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import type { ClearingItemView } from '../../../api/types.ts';
import { ColumnHeading } from '../../../components/column-heading.tsx';

type Both = NonNullable<ClearingItemView['sideBySide']>;

/** What came first under the id of a refused message and the refused one, field by field; what differs is said in words. */
export function SideBySide({ both: { first, fields } }: { readonly both: Both }) {
  const differing = fields.filter(({ differs }) => differs).length;
  return (
    <section class="stack" aria-labelledby="beide">
      <h2 class="kern-heading-medium" id="beide">
        Beide Meldungen unter dieser Kennung
      </h2>
      <p class="kern-body">
        <FirstOne first={first} />
      </p>
      {fields.length > 0 && (
        <div class="desk-both" role="region" aria-label="Beide Meldungen, Feld für Feld" tabIndex={0}>
          <table class="kern-table kern-table--small">
            <caption class="kern-title">{countText(differing)}</caption>
            <thead class="kern-table__head">
              <tr class="kern-table__row">
                {['Feld', 'Vergleich', 'Zuerst', 'Abgelehnt'].map((heading) => (
                  <ColumnHeading key={heading}>{heading}</ColumnHeading>
                ))}
              </tr>
            </thead>
            <tbody class="kern-table__body">
              {fields.map((field) => (
                <Row key={field.field} {...field} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ field, first, second, differs }: Both['fields'][number]) {
  return (
    <tr class={differs ? 'kern-table__row is-different' : 'kern-table__row'}>
      <th scope="row" class="kern-table__cell">
        {labelOf(field.split('.'))}
        <br />
        <code>{field}</code>
      </th>
      <td class="kern-table__cell">{differs ? <strong>weicht ab</strong> : 'gleich'}</td>
      <td class="kern-table__cell">{first ?? 'fehlt'}</td>
      <td class="kern-table__cell">{second ?? 'fehlt'}</td>
    </tr>
  );
}

function countText(differing: number): string {
  if (differing === 0) return 'Kein Feld weicht ab';
  return differing === 1 ? 'Ein Feld weicht ab' : `${differing} Felder weichen ab`;
}

/** What became of the first one, and where it is read. */
function FirstOne({ first }: Pick<Both, 'first'>) {
  switch (first.end) {
    case 'recorded':
      return (
        <>
          Die erste ist aufgezeichnet und gilt, seit {formatMoment(first.at)}:{' '}
          <SubjectLink subject={first.subject} />, Ereignis {first.version}.
          {first.isErased && ' Namen und freie Texte daraus sind gelöscht und fehlen hier.'}
        </>
      );
    case 'waiting':
      return (
        <>
          Die erste wartet seit {formatMoment(first.at)}: <SubjectLink subject={first.subject} />.
        </>
      );
    case 'waited':
      return (
        <>
          Die erste hat gewartet, seit {formatMoment(first.at)}, und ist beurteilt:{' '}
          <SubjectLink subject={first.subject} />.
        </>
      );
    case 'refused':
      return (
        <>
          Auch die erste ist abgelehnt, eingegangen {formatMoment(first.at)}:{' '}
          <a class="kern-link" href={`/klaerung/${first.clearing.month}/${first.clearing.key}`}>
            zur ersten Meldung
          </a>
          .
        </>
      );
    case 'not-kept':
      return <>Die erste wurde beurteilt und hat nichts geändert; ihr Wortlaut ist nicht aufbewahrt.</>;
  }
}

function SubjectLink({ subject }: { readonly subject: string }) {
  if (!/^[A-Z]/u.test(subject)) return <>{subject}</>;
  return (
    <a class="kern-link" href={`/zielvereinbarungen/${subject}`}>
      {subject}
    </a>
  );
}
