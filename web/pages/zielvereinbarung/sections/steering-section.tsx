import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { PARTICIPATION_NAMES } from '../../../../shared/words/participation.ts';
import { stateName } from '../../../../shared/words/states.ts';
import { targetText } from '../../../../shared/words/targets.ts';
import { PageSection } from './page-section.tsx';

/** How both sides steer the year: the meeting, what deviated, the assessment, participation and strategy (§§ 2, 6, 7). */
export function SteeringSection({ view }: { readonly view: ZielvereinbarungView }) {
  return (
    <PageSection id="steuerung" title="Steuerung">
      <p class="kern-body">Umsetzungsbesprechung: {meetingText(view.steering)}</p>
      <p class="kern-body">Zielerreichung: {stateName('zielerreichung', view.states.zielerreichung)}</p>
      <h3 class="kern-heading-small">Abweichungen (§ 6)</h3>
      <Abweichungen list={view.abweichungen} />
      <h3 class="kern-heading-small">Umfragen und Tagungen (§ 7)</h3>
      {view.participation.length === 0 && <p class="kern-body">Noch keine Teilnahme gemeldet.</p>}
      <ul class="kern-list kern-list--bullet">
        {view.participation.map(({ version, kind, on, title }) => (
          <li key={version}>
            {formatDate(on)}: {PARTICIPATION_NAMES[kind]} „{title}“
          </li>
        ))}
      </ul>
      <h3 class="kern-heading-small">Regionale Strategie (§ 2)</h3>
      {view.strategie.length === 0 && <p class="kern-body">Noch kein Stand gemeldet.</p>}
      <ul class="kern-list kern-list--bullet">
        {view.strategie.map(({ version, title, asOf, coordinatedWith }) => (
          <li key={version}>
            „{title}“, Stand {formatDate(asOf)}
            {coordinatedWith.length > 0 && `, abgestimmt mit ${coordinatedWith.join(', ')}`}
          </li>
        ))}
      </ul>
    </PageSection>
  );
}

function meetingText({ heldOn, scheduledOn }: ZielvereinbarungView['steering']): string {
  if (heldOn !== undefined) return `gehalten am ${formatDate(heldOn)}`;
  return scheduledOn === undefined ? 'noch nicht angesetzt' : `angesetzt für ${formatDate(scheduledOn)}`;
}

function Abweichungen({ list }: { readonly list: ZielvereinbarungView['abweichungen'] }) {
  if (list.length === 0) return <p class="kern-body">Keine Abweichung gemeldet.</p>;
  return (
    <ul class="kern-list kern-list--bullet">
      {list.map((one) => (
        <li key={one.number}>
          Abweichung {one.number} ({one.of === 'haushaltsmittel' ? 'Haushaltsmittel' : one.of}, ab{' '}
          {formatDate(one.effectiveOn)}):{' '}
          {one.from === undefined ? 'bisher nicht beziffert' : `von ${targetText(one.from)}`} auf{' '}
          {targetText(one.to)}
          {reasonPart(one.reason)}. {'consideration' in one ? one.consideration : one.open}
        </li>
      ))}
    </ul>
  );
}

/** The reason is free text, which not every role may read. */
function reasonPart(reason: string | undefined): string {
  return reason === undefined ? '' : `, Begründung: ${reason.replace(/\.$/u, '')}`;
}
