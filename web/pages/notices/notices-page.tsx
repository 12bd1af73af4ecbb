import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/client.ts';
import type { NoticeSettingsView } from '../../api/types.ts';
import { useResource } from '../../api/use-resource.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { DeliveryChoice } from './delivery-choice.tsx';
import { arrivingTo, type MailTiming } from './what-arrives.ts';
import '../../styles/notices.css';

const PATH = '/v1/notices/settings';

/** When mails come, and what about; where the stage sends none, that there are none and where news stand. */
export function NoticesPage() {
  const { settings } = useWorkplace();
  return settings.mails ? <Mails /> : <NoMails />;
}

function NoMails() {
  return (
    <PageFrame title="Benachrichtigungen">
      <p class="kern-body">
        Hier werden keine Mails verschickt. Was neu ist, was fehlt und welche Frist läuft, steht in der{' '}
        <a class="kern-link" href="/">
          Übersicht
        </a>
        ; bitte sehen Sie dort von Zeit zu Zeit nach.
      </p>
    </PageFrame>
  );
}

function Mails() {
  const { person } = useWorkplace();
  const { body, problem } = useResource<NoticeSettingsView>(PATH);
  const arriving = arrivingTo(person);
  return (
    <PageFrame
      title="Benachrichtigungen"
      lead="Wenn zu Ihren Zielvereinbarungen etwas geschieht, schreiben wir Ihnen eine Mail mit einem Link hierher. Die Mail enthält keine Namen, keine Beträge und keine Anhänge."
    >
      <ProblemAlert problem={problem} />
      {body === undefined && problem === undefined && <Loading what="Ihre Einstellung" />}
      <div class="stack notices">
        {body !== undefined && <Settings initial={body.delivery} />}
        <section aria-labelledby="worum-es-geht">
          <h2 class="kern-heading-medium" id="worum-es-geht">
            Worüber wir Ihnen schreiben
          </h2>
          {arriving.length === 0 ? (
            <p class="kern-body">Zu Ihrer Rolle verschicken wir zurzeit keine Mails.</p>
          ) : (
            <ul class="kern-list kern-list--bullet">
              {arriving.map((matter) => (
                <li key={matter}>{matter}</li>
              ))}
            </ul>
          )}
          <p class="kern-body">
            Über das, was Sie selbst getan haben, schreiben wir Ihnen nicht. Alles steht auch in der{' '}
            <a class="kern-link" href="/">
              Übersicht
            </a>
            .
          </p>
        </section>
      </div>
    </PageFrame>
  );
}

/** The choice, and what became of it. */
function Settings({ initial }: { readonly initial: MailTiming }) {
  const { person } = useWorkplace();
  const [chosen, setChosen] = useState(initial);
  const { state, save, forget } = useSaving();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save(chosen);
      }}
    >
      <DeliveryChoice
        address={person.email}
        value={chosen}
        onChange={(value) => {
          forget();
          setChosen(value);
        }}
      />
      <Button kind="primary" type="submit" isBusy={state.is === 'saving'}>
        Speichern
      </Button>
      {state.is === 'saved' && <Alert kind="success" title="Ihre Einstellung ist gespeichert." />}
      {state.is === 'refused' && <ProblemAlert problem={state.problem} />}
    </form>
  );
}

type Saving =
  | { readonly is: 'open' | 'saving' | 'saved' }
  | { readonly is: 'refused'; readonly problem: ApiProblem };

/** The last choice holds, so that a repeat after a lost answer changes nothing. */
function useSaving() {
  const { api } = useWorkplace();
  const [state, setState] = useState<Saving>({ is: 'open' });
  async function save(delivery: MailTiming) {
    setState({ is: 'saving' });
    try {
      await api.put<NoticeSettingsView>(PATH, { delivery });
      setState({ is: 'saved' });
    } catch (error) {
      setState({ is: 'refused', problem: error instanceof ApiProblem ? error : new ApiProblem(0, {}) });
    }
  }
  return { state, save, forget: () => setState({ is: 'open' }) };
}
