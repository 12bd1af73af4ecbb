import { useEffect, useRef, useState } from 'preact/hooks';
import { Alert } from '../../../components/alert.tsx';
import { useAnnounce } from '../../../components/announcer.tsx';
import { Button } from '../../../components/button.tsx';
import { declaringParty } from '../../../session/declaring-party.ts';
import { useWorkplace } from '../../../session/session-context.ts';
import { PageSection } from '../sections/page-section.tsx';
import type { Loaded } from '../loaded.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { ActionForm } from './action-form.ts';
import { offered } from './catalogue.ts';

/** Time after which what follows a command by itself is usually recorded. */
const FOLLOWERS_MS = 5000;

/** What this person may do now, and why not the rest. */
export function ActionsSection({ view, etag, reload }: Loaded) {
  const { person } = useWorkplace();
  const announce = useAnnounce();
  const [chosen, setChosen] = useState<ActionForm | undefined>();
  const [done, setDone] = useState<string | undefined>();
  const { possible, withheld } = offered(view.actions ?? []);
  if (view.actions === undefined) return null;
  return (
    <PageSection id="handeln" title="Was Sie tun können" isPrinted={false}>
      {done !== undefined && <Done text={done} />}
      {possible.length === 0 && <p class="kern-body">Für Ihre Rolle gibt es hier zurzeit nichts zu tun.</p>}
      <ul class="action-list">
        {possible.map((form) => (
          <li key={form.label}>
            <Button
              onClick={() => {
                // What is decided now is decided on the newest state.
                reload();
                setChosen(form);
              }}
            >
              {form.label}
            </Button>
          </li>
        ))}
      </ul>
      {withheld.length > 0 && (
        <details class="withheld">
          <summary>Was zurzeit nicht geht, und warum ({withheld.length})</summary>
          <dl>
            {withheld.map(({ label, why }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {chosen !== undefined && (
        <ActionDialog
          key={chosen.label}
          form={chosen}
          view={view}
          party={declaringParty(person, view.id)}
          etag={etag}
          onClose={() => setChosen(undefined)}
          onOvertaken={reload}
          onRecorded={(text) => {
            setChosen(undefined);
            setDone(text);
            announce(text);
            reload();
            // Documents and the page follow within seconds, recorded by our own functions.
            setTimeout(reload, FOLLOWERS_MS);
          }}
        />
      )}
    </PageSection>
  );
}

/** What was recorded; it takes the focus, because the button that led here may be gone. */
function Done({ text }: { readonly text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [text]);
  return (
    <div tabIndex={-1} ref={box} class="done">
      <Alert kind="success" title={text} />
    </div>
  );
}
