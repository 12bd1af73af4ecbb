import { DOCUMENT_NAMES } from '../../../../shared/words/documents.ts';
import '../../../styles/draft.css';
import { useLocation } from 'preact-iso';
import { today } from '../../../browser/today.ts';
import { formatEuro } from '../../../../shared/domain/euro.ts';
import { PROGRAMMES, type Programme } from '../../../../shared/domain/programme/index.ts';
import { useResource } from '../../../api/use-resource.ts';
import type { YearList } from '../../../api/types.ts';
import { ProblemAlert } from '../../../components/alert.tsx';
import { SelectField } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page.tsx';
import { hasRole } from '../../../session/roles.ts';
import { useWorkplace } from '../../../session/session-context.ts';
import { BulkSection } from './bulk-section.tsx';
import {
  STAGES,
  stageCounts,
  draftLines,
  programmeAsked,
  stageAsked,
  type DraftLine,
  type DraftStage,
} from './year-list.ts';

/** Which Gebietskoerperschaften of a year have a draft, and all the missing ones at once. */
export function DraftYearPage() {
  const { query, route } = useLocation();
  const { person } = useWorkplace();
  const programme = programmeAsked(query, today());
  const { haushaltsjahr } = programme;
  const now = useResource<YearList>(pathOf(programme, haushaltsjahr));
  const before = useResource<YearList>(pathOf(programme, haushaltsjahr - 1));
  if (!hasRole(person, 'land'))
    return (
      <PageFrame title="Entwerfen">
        <p class="kern-body">Zielvereinbarungen entwirft das Ministerium (Rolle Land).</p>
      </PageFrame>
    );
  const lines = now.body && draftLines(programme, now.body.items);
  return (
    <PageFrame title={`Entwürfe ${programme.programme} ${haushaltsjahr}`} lead={programme.label}>
      <div class="stack">
        <SelectField
          label="Programm und Haushaltsjahr"
          value={keyOf(programme)}
          options={PROGRAMMES.map((known) => ({
            value: keyOf(known),
            label: `${known.programme} ${known.haushaltsjahr}`,
          }))}
          onChange={(value) => {
            const [name = '', year = ''] = value.split('-');
            route(`/entwurf?jahr=${year}&programm=${name}`);
          }}
        />
        <ProblemAlert problem={now.problem ?? before.problem} />
        {lines === undefined && now.problem === undefined && <Loading what="Die Liste der Entwürfe" />}
        {lines !== undefined && before.body !== undefined && (
          <BulkSection
            key={keyOf(programme)}
            programme={programme}
            lines={lines}
            before={before.body.items}
            onDone={now.reload}
          />
        )}
        {lines !== undefined && (
          <Lines lines={lines} programme={programme} asked={stageAsked(query['stand'])} />
        )}
      </div>
    </PageFrame>
  );
}

function pathOf({ programme }: Programme, year: number): string {
  return `/v1/zielvereinbarungen?year=${year}&programme=${programme}`;
}

function keyOf({ programme, haushaltsjahr }: Programme): string {
  return `${programme}-${haushaltsjahr}`;
}

type LinesProps = {
  readonly lines: readonly DraftLine[];
  readonly programme: Programme;
  readonly asked: DraftStage | undefined;
};

function Lines({ lines, programme, asked }: LinesProps) {
  const shown = lines.filter(({ stage }) => asked === undefined || stage === asked);
  return (
    <section class="stack" aria-labelledby="einzeln">
      <h2 class="kern-heading-medium" id="einzeln">
        Gebietskörperschaften
      </h2>
      <Filter lines={lines} programme={programme} asked={asked} />
      {/* the roles are written out, because a browser forgets them where the cells stand under each other */}
      <table class="kern-table kern-table--small draft-table" role="table">
        <caption class="kern-sr-only">
          Stand der Entwürfe {programme.haushaltsjahr}: {shown.length} von {lines.length}
        </caption>
        <thead role="rowgroup">
          <tr class="kern-table__row" role="row">
            {['Gebietskörperschaft', 'Stand', 'Haushaltsmittel', 'Öffnen'].map((heading) => (
              <th
                key={heading}
                scope="col"
                role="columnheader"
                class={
                  heading === 'Haushaltsmittel'
                    ? 'kern-table__header kern-table__header--numeric'
                    : 'kern-table__header'
                }
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body" role="rowgroup">
          {shown.map((line) => (
            <Line key={line.subject} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Filter({ lines, programme, asked }: LinesProps) {
  const counts = stageCounts(lines);
  const base = `/entwurf?jahr=${programme.haushaltsjahr}&programm=${programme.programme}`;
  const entries: readonly { readonly stage: DraftStage | undefined; readonly label: string }[] = [
    { stage: undefined, label: `alle (${lines.length})` },
    ...(['none', 'draft', 'released', 'beyond'] as const).map((stage) => ({
      stage,
      label: `${STAGES[stage]} (${counts[stage]})`,
    })),
  ];
  return (
    <nav aria-label="Nach Stand" class="no-print">
      <ul class="draft-filter">
        {entries.map(({ stage, label }) => (
          <li key={label}>
            <a
              class="kern-link"
              href={stage === undefined ? base : `${base}&stand=${stage}`}
              aria-current={stage === asked ? 'true' : undefined}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const OPEN: Readonly<Record<DraftStage, string>> = {
  none: 'Entwerfen',
  draft: 'Ansehen, ändern, freigeben',
  released: DOCUMENT_NAMES.signing,
  beyond: 'Ansehen',
};

function Line({
  line: { gebietskoerperschaft, subject, stage, text, amountCent },
}: {
  readonly line: DraftLine;
}) {
  const { officialName } = gebietskoerperschaft;
  return (
    <tr class="kern-table__row" role="row">
      <th scope="row" role="rowheader" class="kern-table__cell">
        {officialName}
      </th>
      <td role="cell" class="kern-table__cell" data-label="Stand">
        {text}
      </td>
      <td role="cell" class="kern-table__cell kern-table__cell--numeric" data-label="Haushaltsmittel">
        {amountCent === undefined ? '–' : formatEuro(amountCent)}
      </td>
      <td role="cell" class="kern-table__cell" data-label="Öffnen">
        <a
          class="kern-link"
          href={stage === 'beyond' ? `/zielvereinbarungen/${subject}` : `/entwurf/${subject}`}
          aria-label={`${OPEN[stage]}: ${officialName}`}
        >
          {OPEN[stage]}
        </a>
      </td>
    </tr>
  );
}
