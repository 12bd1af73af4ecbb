import { useState } from 'preact/hooks';
import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import { useResource } from '../../../api/use-resource.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { ProblemAlert } from '../../../components/alert.tsx';
import { SelectField } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import {
  EVENT_GROUPS,
  eventGroup,
  eventName,
  sourceName,
  type EventGroup,
} from '../../../../shared/words/facts.ts';
import { PageSection } from './page-section.tsx';
import { counted } from '../../../../shared/words/numbers.ts';

type Line = ZielvereinbarungView['timeline'][number];
type Choice = EventGroup | 'all';

const GROUPS: readonly EventGroup[] = [
  'fassung',
  'signature',
  'scan',
  'publication',
  'bescheid',
  'steering',
  'akte',
];

/** Everything that was recorded, the newest first; each opens to the event as it goes out. */
export function TimelineSection({ view: { id, timeline } }: { readonly view: ZielvereinbarungView }) {
  const [chosen, setChosen] = useState<Choice>('all');
  const countOf = (group: EventGroup) => timeline.filter(({ type }) => eventGroup(type) === group).length;
  const shown = timeline.filter(({ type }) => chosen === 'all' || eventGroup(type) === chosen).toReversed();
  const options: readonly { readonly value: Choice; readonly label: string }[] = [
    { value: 'all', label: `Alle (${timeline.length})` },
    ...GROUPS.flatMap((group) =>
      countOf(group) === 0 ? [] : [{ value: group, label: `${EVENT_GROUPS[group]} (${countOf(group)})` }],
    ),
  ];
  return (
    <PageSection id="verlauf" title="Verlauf">
      <div class="timeline-filter no-print">
        <SelectField label="Welche Ereignisse" value={chosen} options={options} onChange={setChosen} />
      </div>
      <p class="kern-body" role="status">
        {shown.length} von {counted(timeline.length, 'Ereignis', 'Ereignissen')}, das neueste zuerst
      </p>
      <ol class="timeline" reversed>
        {shown.map((line) => (
          <Entry key={line.version} id={id} line={line} />
        ))}
      </ol>
    </PageSection>
  );
}

function Entry({ id, line }: { readonly id: string; readonly line: Line }) {
  const [isOpen, setIsOpen] = useState(false);
  const { version, type, recordedAt, source, note } = line;
  return (
    <li id={`ereignis-${version}`} value={version}>
      <strong>{eventName(type)}</strong>
      <span class="timeline-origin">
        {formatMoment(recordedAt)} · {sourceName(source)}
      </span>
      {note !== undefined && <p class="kern-body kern-body--small">{note}</p>}
      <details class="no-print" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          Ereignis {version} im Wortlaut
          <span class="kern-sr-only">: {eventName(type)}</span>
        </summary>
        {isOpen && <RawEvent id={id} version={version} />}
      </details>
    </li>
  );
}

type RawPage = { readonly items: readonly object[]; readonly personal: 'included' | 'withheld' };

function RawEvent({ id, version }: { readonly id: string; readonly version: number }) {
  const { body, problem } = useResource<RawPage>(
    `/v1/zielvereinbarungen/${id}/events?after=${version - 1}&limit=1`,
  );
  if (problem !== undefined) return <ProblemAlert problem={problem} />;
  if (body === undefined) return <Loading what="Das Ereignis" />;
  return (
    <>
      {body.personal === 'withheld' && (
        <p class="kern-body kern-body--small">Namen und freie Texte sind für Ihre Rolle ausgelassen.</p>
      )}
      <pre class="raw-event" tabIndex={0} role="region" aria-label={`Ereignis ${version} im Wortlaut`}>
        {JSON.stringify(body.items[0], null, 2)}
      </pre>
    </>
  );
}
