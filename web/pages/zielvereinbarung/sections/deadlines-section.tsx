import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { saveFile } from '../../../browser/save-file.ts';
import { DEADLINE_NAMES, daysOverdue, deadlineText } from '../../../../shared/words/deadlines.ts';
import { icsOf } from '../../../browser/calendar-file.ts';
import { today } from '../../../browser/today.ts';
import { PageSection } from './page-section.tsx';

/** What is still to be done by a day, and the Umsetzungsbesprechung for the own calendar. */
export function DeadlinesSection({ view }: { readonly view: ZielvereinbarungView }) {
  const meeting = meetingOf(view);
  return (
    <PageSection id="fristen" title="Fristen">
      {view.deadlines.length === 0 && <p class="kern-body">Zurzeit läuft keine Frist.</p>}
      <ul class="kern-list kern-list--bullet">
        {view.deadlines.map((deadline) => (
          <li key={deadline.deadline}>
            {DEADLINE_NAMES[deadline.deadline]}:{' '}
            <span class={daysOverdue(deadline, today()) > 0 ? 'board-overdue' : ''}>
              {deadlineText(deadline, today())}
            </span>
          </li>
        ))}
      </ul>
      {meeting !== undefined && (
        <Button kind="tertiary" icon="download" onClick={() => saveMeeting(view, meeting)}>
          {meeting.label}
        </Button>
      )}
    </PageSection>
  );
}

type Meeting = { readonly day: string; readonly title: string; readonly label: string };

/** The day of the meeting where it is set, else the last day of its season, which is no appointment. */
function meetingOf({ steering, deadlines }: ZielvereinbarungView): Meeting | undefined {
  if (steering.heldOn !== undefined) return undefined;
  if (steering.scheduledOn !== undefined)
    return {
      day: steering.scheduledOn,
      title: 'Umsetzungsbesprechung',
      label: `Umsetzungsbesprechung am ${formatDate(steering.scheduledOn)} in den Kalender (ICS)`,
    };
  const last = deadlines.find(({ deadline }) => deadline === 'umsetzungsbesprechung');
  return last === undefined
    ? undefined
    : {
        day: last.dueOn,
        title: 'Letzter Tag für die Umsetzungsbesprechung',
        label: 'Frist der Umsetzungsbesprechung in den Kalender (ICS)',
      };
}

function saveMeeting({ id, name }: ZielvereinbarungView, { day, title }: Meeting) {
  const text = icsOf({
    uid: `umsetzungsbesprechung-${id}@zielvereinbarungen`,
    day,
    title: `${title}: ${name}`,
    description: `Zielvereinbarung ${id}, § 6 (1)`,
    url: `${location.origin}/zielvereinbarungen/${id}`,
    stamp: new Date().toISOString(),
  });
  saveFile(new Blob([text], { type: 'text/calendar;charset=utf-8' }), `umsetzungsbesprechung-${id}.ics`);
}
