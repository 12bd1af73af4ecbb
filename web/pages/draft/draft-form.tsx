import { useMemo, useRef, useState } from 'preact/hooks';
import { zielvereinbarungText } from '../../../shared/documents/zielvereinbarung-text.ts';
import { today } from '../../browser/today.ts';
import type { Gebietskoerperschaft } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import { hintsOnTerms } from '../../../shared/domain/zielvereinbarung/telling/hints.ts';
import { HINTS } from '../../../events/hints.ts';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { ConsequencesDialog } from '../../commands/consequences-dialog.tsx';
import { useForeseenCommand } from '../../commands/use-foreseen-command.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { useDraft } from '../../browser/use-draft.ts';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { fieldOfDetail } from '../../commands/field-of-detail.ts';
import type { FieldFault } from './fields/field-readers.ts';
import { EckdatenFields, SigningFields, TextFields } from './fields/further-fields.tsx';
import { MassnahmenFields } from './fields/massnahmen-fields.tsx';
import { MoneyFields } from './fields/money-fields.tsx';
import { PredecessorOffer } from './predecessor-offer.tsx';
import { readForm } from './read-form.ts';
import type { TermsForm } from './terms-form.ts';
import { formOf } from './terms-form.ts';
import { TextPreview } from './text-preview.tsx';
import { counted } from '../../../shared/words/numbers.ts';

export type DraftFormProps = {
  readonly subject: string;
  readonly programme: Programme;
  readonly gebietskoerperschaft: Gebietskoerperschaft;
  /** Number of the Fassung that this becomes; from 2 on it is a revision and needs a reason. */
  readonly fassung: number;
  readonly initial: TermsForm;
  /** Version that the form was made from; absent for a first Fassung. */
  readonly etag?: string | undefined;
  /** The Zielvereinbarung of that version; absent for a first Fassung. */
  readonly view?: ZielvereinbarungView;
  /** Reads the Zielvereinbarung again because somebody else was quicker. */
  readonly onOvertaken: () => void;
  readonly onRecorded: () => void;
};

/** The form of one Fassung, and beside it the text as it would be signed. */
export function DraftForm(props: DraftFormProps) {
  const { subject, programme, gebietskoerperschaft, fassung, initial, etag, onRecorded } = props;
  const [form, setForm, forget] = useDraft<TermsForm>(`entwurf:${subject}:${fassung}`, initial);
  const [round, setRound] = useState(0);
  const [refused, setRefused] = useState<readonly FieldFault[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const command = useForeseenCommand<object>(`/v1/zielvereinbarungen/${subject}/events`, etag);
  const announce = useAnnounce();
  const isRevision = fassung > 1;
  const reading = useMemo(
    () => readForm(form, { programme, ags: gebietskoerperschaft.ags, isRevision }),
    [form, programme, gebietskoerperschaft, isRevision],
  );
  const faults = [...reading.faults, ...refused];
  const fields = {
    form,
    change(part: Partial<TermsForm>) {
      setForm({ ...form, ...part });
      setRefused([]);
    },
    errorOf: (field: string) =>
      round === 0 ? undefined : faults.find((fault) => fault.field === field)?.text,
  };

  async function foresee() {
    if (reading.faults.length > 0) return setRound((n) => n + 1);
    const { terms, reason } = reading;
    const preview = await command.foresee(
      isRevision
        ? { type: 'zielvereinbarung.revised.v1', data: { ...terms, fassung, reason } }
        : { type: 'zielvereinbarung.drafted.v1', data: terms },
    );
    if (preview?.outcome === 'refused' && preview.detail !== undefined)
      setRefused([{ field: fieldOfDetail(preview.detail), text: preview.text }]);
    return undefined;
  }

  async function send() {
    if ((await command.send()) === undefined) return;
    forget();
    announce(`Fassung ${fassung} ist angelegt. Sie kann jetzt zur Unterschrift freigegeben werden.`);
    onRecorded();
  }

  return (
    <div class="draft-columns">
      <form
        ref={element}
        class="stack"
        noValidate
        aria-label="Entwurf"
        onSubmit={(event) => {
          event.preventDefault();
          void foresee();
        }}
      >
        <ErrorSummary errors={faults} round={round} onGo={(field) => goTo(element.current, field)} />
        {!isRevision && (
          <PredecessorOffer
            programme={programme}
            ags={gebietskoerperschaft.ags}
            onTake={(terms) => fields.change(formOf(terms, programme))}
          />
        )}
        {isRevision && (
          <TextArea
            label="Grund der neuen Fassung"
            hint="Steht in der Akte, nicht im Text und nicht auf der öffentlichen Seite."
            rows={2}
            name="reason"
            value={form.reason}
            error={fields.errorOf('reason')}
            onInput={(reason) => fields.change({ reason })}
          />
        )}
        <MoneyFields {...fields} programme={programme} />
        <MassnahmenFields {...fields} arten={programme.massnahmenarten} />
        <EckdatenFields {...fields} arten={programme.massnahmenarten} />
        <TextFields {...fields} />
        <SigningFields {...fields} />
        {command.preview === undefined && <ProblemAlert problem={command.problem} />}
        <div class="cluster">
          <Button kind="primary" type="submit" isBusy={command.isRunning}>
            Folgen ansehen
          </Button>
          <Button
            kind="tertiary"
            onClick={() => {
              forget();
              setRound(0);
              setRefused([]);
              announce('Ihre Eingaben wurden verworfen.');
            }}
          >
            Eingaben verwerfen
          </Button>
        </div>
      </form>
      <LivePreview reading={reading} programme={programme} gebietskoerperschaft={gebietskoerperschaft} />
      <ConsequencesDialog
        title={isRevision ? `Fassung ${fassung} anlegen` : 'Entwurf anlegen'}
        command={command}
        view={props.view}
        onSend={() => void send()}
        onBack={() => {
          if (command.isOvertaken) props.onOvertaken();
          command.goBack();
          if (refused.length > 0) setRound((n) => n + 1);
        }}
      />
    </div>
  );
}

type LivePreviewProps = Pick<DraftFormProps, 'programme' | 'gebietskoerperschaft'> & {
  readonly reading: ReturnType<typeof readForm>;
};

function LivePreview({ reading: { terms, faults }, programme, gebietskoerperschaft }: LivePreviewProps) {
  const hints = hintsOnTerms(terms, terms.asOf ?? today());
  const text = useMemo(
    () => zielvereinbarungText({ programme, gebietskoerperschaft, terms, draft: true }),
    [programme, gebietskoerperschaft, terms],
  );
  return (
    <section class="draft-preview" aria-labelledby="vorschau">
      <h2 class="kern-heading-medium" id="vorschau" tabIndex={-1}>
        Vorschau des Textes
      </h2>
      <div role="status" class="stack">
        {hints.map((code) => (
          <p key={code} class="kern-body draft-hint">
            <span class="kern-icon kern-icon--warning" aria-hidden="true" /> <strong>Hinweis:</strong>{' '}
            {HINTS[code]}
          </p>
        ))}
      </div>
      {faults.length > 0 && (
        <p class="kern-body kern-body--small">
          Was noch fehlt oder nicht lesbar ist, steht nicht im Text:{' '}
          {counted(faults.length, 'Angabe', 'Angaben')}.
        </p>
      )}
      <div class="draft-paper" tabIndex={0} role="region" aria-label="Text der Zielvereinbarung">
        <TextPreview text={text} />
      </div>
    </section>
  );
}

function goTo(form: HTMLFormElement | null, field: string): void {
  const found = form?.elements.namedItem(field) ?? form?.querySelector(`[name^="${CSS.escape(field)}"]`);
  if (found instanceof HTMLElement) found.focus();
}
