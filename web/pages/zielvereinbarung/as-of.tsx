import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { formatDate, parseGermanDate } from '../../../shared/domain/dates/german-dates.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { today } from '../../browser/today.ts';

export type AsOfProps = { readonly id: string; readonly day: string | undefined };

/** How it stood at the end of a day; the day stands in the address, so that the link can be sent on. */
export function AsOf({ id, day }: AsOfProps) {
  const { route } = useLocation();
  const [typed, setTyped] = useState(day === undefined ? '' : formatDate(day));
  const [error, setError] = useState<string | undefined>();
  const go = () => {
    const read = parseGermanDate(typed);
    const problem = errorOf(read.ok ? read.date : undefined);
    setError(problem);
    if (read.ok && problem === undefined) route(`/zielvereinbarungen/${id}?stand=${read.date}`);
  };
  return (
    <form
      class="as-of no-print"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <TextField
        label="Stand am"
        hint="zum Beispiel 01.07.2025"
        value={typed}
        error={error}
        onInput={setTyped}
      />
      <Button type="submit">Früheren Stand zeigen</Button>
      {day !== undefined && <TodayLink id={id} />}
    </form>
  );
}

function errorOf(day: string | undefined): string | undefined {
  if (day === undefined) return 'Bitte schreiben Sie das Datum so: 01.07.2025.';
  return day > today() ? 'Dieser Tag liegt in der Zukunft.' : undefined;
}

export type PastNoticeProps = { readonly id: string; readonly day: string; readonly text: string };

/** Says that what is shown is the past, and that nothing can be done in it. */
export function PastNotice({ id, day, text }: PastNoticeProps) {
  return (
    <Alert kind="info" title={`So stand es am ${formatDate(day)}`}>
      <p>{text} Handeln können Sie nur im heutigen Stand.</p>
      <p>
        <TodayLink id={id} />
      </p>
    </Alert>
  );
}

/** The way back from the past. */
export function TodayLink({ id }: { readonly id: string }) {
  return (
    <a class="kern-link" href={`/zielvereinbarungen/${id}`}>
      Zum heutigen Stand
    </a>
  );
}
