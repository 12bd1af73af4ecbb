import '../../../styles/clearing.css';
import { useRoute } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AFTER_REFUSAL } from '../../../../events/reasons.ts';
import { LABELS } from '../../../../events/reading/labels.ts';
import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import type { ClearingItemView } from '../../../api/types.ts';
import { useResource } from '../../../api/use-resource.ts';
import { Alert, ProblemAlert } from '../../../components/alert.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page.tsx';
import { useFragment } from '../../../browser/use-fragment.ts';
import { ageInWords } from '../age.ts';
import { DecisionSection } from './decision-section.tsx';
import { DecisionsSoFar } from './decisions-so-far.tsx';
import { LetterSection } from './letter-section.tsx';
import { SideBySide } from './side-by-side.tsx';
import { MessageView } from './message-view.tsx';

/** One refused message: why, what was said, what was decided, and what can be done. */
export function ClearingItemPage() {
  const { params } = useRoute();
  const path = `/v1/clearing/${params['month'] ?? ''}/${params['key'] ?? ''}`;
  const { body, problem, reload } = useResource<ClearingItemView>(path);
  const [decided, setDecided] = useState<string | undefined>();
  useFragment(body !== undefined);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (decided !== undefined) notice.current?.focus();
  }, [decided]);
  return (
    <PageFrame
      title="Abgelehnte Meldung"
      lead={
        <a class="kern-link" href="/klaerung">
          Zur Klärungsstelle
        </a>
      }
    >
      <div class="stack">
        <ProblemAlert problem={problem} />
        <div ref={notice} tabIndex={-1} class="desk-notice">
          {decided !== undefined && <Alert kind="success" title={decided} />}
        </div>
        {body === undefined && problem === undefined && <Loading what="Die Meldung" />}
        {body !== undefined && (
          <>
            <Why item={body} />
            {body.sideBySide !== undefined && <SideBySide both={body.sideBySide} />}
            <section class="stack" aria-labelledby="nachricht">
              <h2 class="kern-heading-medium" id="nachricht">
                Die Nachricht, wie sie kam
              </h2>
              <p class="kern-body">{AFTER_REFUSAL}</p>
              <MessageView body={body.body} detail={body.detail} label="Inhalt der Nachricht" />
            </section>
            <DecisionsSoFar decisions={body.decisions} />
            <DecisionSection
              item={body}
              onDecided={(sentence) => {
                setDecided(sentence);
                reload();
              }}
              onOvertaken={reload}
            />
            <LetterSection item={body} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function Why({ item }: { readonly item: ClearingItemView }) {
  const { text, reason, detail, source, subject, id, type, sequence, time, receivedAt, proven, state } = item;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Stand', state === 'open' ? 'offen, jemand muss entscheiden' : 'entschieden'],
    [LABELS.source, source ?? 'unbekannt'],
    ['Ausgewiesen', proven ? 'ja' : 'nein: der Absender hat nicht bewiesen, dass er es ist'],
    [LABELS.subject, subject],
    [LABELS.type, type],
    [LABELS.id, id],
    [LABELS.sequence, sequence],
    ['Zeit laut Meldung', time],
    ['Eingegangen', `${formatMoment(receivedAt)} (${ageInWords(receivedAt, Date.now())})`],
    ['Betroffen', detail],
    ['Grund für Rückfragen', reason],
  ];
  return (
    <section class="stack" aria-labelledby="warum">
      <h2 class="kern-heading-medium" id="warum">
        Warum sie abgelehnt wurde
      </h2>
      <p class="kern-body lead">{text}</p>
      <dl class="desk-facts kern-body">
        {facts.flatMap(([label, value]) =>
          value === undefined
            ? []
            : [
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>,
              ],
        )}
      </dl>
      {subject !== undefined && /^[A-Z]/u.test(subject) && (
        <p class="kern-body">
          <a class="kern-link" href={`/zielvereinbarungen/${subject}`}>
            Zur Zielvereinbarung {subject}
          </a>
        </p>
      )}
    </section>
  );
}
