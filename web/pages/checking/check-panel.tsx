import { useEffect, useRef, useState } from 'preact/hooks';
import type { UploadView, ZielvereinbarungView } from '../../api/types.ts';
import type { Resource } from '../../api/use-resource.ts';
import { ConsequencesDialog } from '../../commands/consequences-dialog.tsx';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { useDraft } from '../../browser/use-draft.ts';
import { today } from '../../browser/today.ts';
import { useWorkplace } from '../../session/session-context.ts';
import { firstForm, readCheckForm, type CheckFacts, type CheckForm } from './check-form.ts';
import { shownContradictionOf, type ShownContradiction } from './contradiction/contradiction.ts';
import { ContradictionNotice, ReasonField } from './contradiction/contradiction-notice.tsx';
import { DeclarationFields, TargetFields, TickFields, type CheckFieldsProps } from './check-fields.tsx';
import { ErrorSummary, type FieldError } from '../../components/error-summary.tsx';
import { declaringParty } from '../../session/declaring-party.ts';
import { markOf, filingTarget, type Check } from './filed.ts';
import { checkSentence, factSentence } from './outcomes.ts';
import { useConfirmation, type RecordedConfirmation } from './use-confirmation.ts';

export type CheckPanelProps = {
  readonly upload: UploadView;
  readonly view: ZielvereinbarungView | undefined;
  /** Which Zielvereinbarung the person is looking at now. */
  readonly onTarget: (zielvereinbarung: string) => void;
  readonly onRecorded: (recorded: RecordedConfirmation) => void;
};

/** The form beside the pictures: what the scan shows, and the declaration of the own side. */
export function CheckPanel({ upload, view, onTarget, onRecorded }: CheckPanelProps) {
  const { person } = useWorkplace();
  const announce = useAnnounce();
  const { check } = markOf(view, upload.uploadId);
  const [first] = useState(() => openingForm(upload, check));
  const [form, setForm, clear] = useDraft<CheckForm>(`pruefen:${upload.uploadId}`, first);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [round, setRound] = useState(0);
  const confirming = useConfirmation(upload.uploadId);
  const facts = factsOf(form, { upload, view, person });
  const contradiction = shownContradictionOf(upload, facts.target, view);
  const become = (next: CheckForm) => {
    setForm(next);
    setErrors(stillWrong(errors, next, factsOf(next, { upload, view, person })));
    onTarget(filingTarget(upload, next).zielvereinbarung ?? '');
  };
  const isOvertaken = contradiction === undefined && isNewer(check, form);
  const submit = async () => {
    const read = readCheckForm(form, facts);
    setErrors(read.ok ? [] : read.errors);
    if (!read.ok || isOvertaken) return setRound(round + 1);
    await confirming.foresee(read.body);
    return undefined;
  };
  const confirm = async () => {
    const recorded = await confirming.confirm();
    if (recorded === undefined) return;
    clear();
    announce(recorded.events.map((fact) => factSentence(fact)).join(' '));
    onRecorded(recorded);
  };
  const fields = { form, facts, errors, onChange: become };
  const isBusy = confirming.isRunning || confirming.isAssigning;
  const place = useFocusOnSubmit(confirming.isAssigning);
  return (
    <form
      class="stack"
      ref={place}
      noValidate
      aria-label="Scan bestätigen"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <h2 class="kern-heading-medium">Was sehen Sie?</h2>
      <ErrorSummary errors={errors} round={round} />
      {/* what is confirmed after the archiving is what was asked before it */}
      <fieldset class="check__fields stack" disabled={confirming.isAssigning}>
        <TargetFields {...fields} upload={upload} view={view} />
        <SaidBefore contradiction={contradiction} check={check} form={form} onChange={setForm} />
        <TickFields {...fields} />
        <ReasonFields {...fields} />
        <DeclarationFields {...fields} />
      </fieldset>
      {confirming.preview === undefined && <ProblemAlert problem={confirming.problem} />}
      {confirming.isAssigning && (
        <Alert kind="info" title="Der Scan wird zugeordnet und archiviert …">
          Danach sehen Sie von selbst, was Ihre Bestätigung bewirkt. Sie können hier warten.
        </Alert>
      )}
      {confirming.isSlow && (
        <Alert kind="warning" title="Die Archivierung dauert länger als üblich.">
          Ihre Angaben stehen noch hier; bitte bestätigen Sie in einigen Minuten noch einmal.
        </Alert>
      )}
      <Button kind="primary" type="submit" isBusy={isBusy}>
        {submitLabel(contradiction)}
      </Button>
      <ConsequencesDialog
        title="Scan bestätigen"
        command={confirming}
        view={view}
        {...(confirming.preview?.outcome === 'would-assign' && { sendLabel: 'Jetzt zuordnen' })}
        onSend={() => void confirm()}
        onBack={confirming.goBack}
      />
    </form>
  );
}

/** Two people look at a scan that contradicts its assignment, each with their own eyes: the second begins anew. */
function openingForm({ contradiction }: UploadView, check: Check | undefined): CheckForm {
  if (contradiction === undefined) return firstForm(check);
  return { ...firstForm(undefined), basedOn: check?.version ?? 0 };
}

function isNewer(check: Check | undefined, { basedOn }: CheckForm): boolean {
  return (check?.version ?? 0) > basedOn;
}

function submitLabel(contradiction: ShownContradiction | undefined): string {
  const isSecond = contradiction?.stands === 'second-person-missing' && contradiction.lacks === 'nothing';
  return isSecond ? 'Als zweite Person bestätigen: Folgen ansehen' : 'Folgen ansehen';
}

/** What is known of this scan before this person speaks: that its codes contradict, else what somebody else saw. */
function SaidBefore({
  contradiction,
  ...before
}: Parameters<typeof Overtaken>[0] & { readonly contradiction: ShownContradiction | undefined }) {
  return contradiction === undefined ? (
    <Overtaken {...before} />
  ) : (
    <ContradictionNotice contradiction={contradiction} />
  );
}

/** Why the scan counts all the same, where nobody else said it yet. */
function ReasonFields({ form, facts, errors, onChange }: CheckFieldsProps) {
  if (facts.needsReason !== true) return null;
  return (
    <ReasonField
      value={form.reason ?? ''}
      error={errors.find(({ field }) => field === 'reason')?.text}
      onInput={(reason) => onChange({ ...form, reason })}
    />
  );
}

/** A field that had the focus loses it when it is disabled: the button that says to wait takes it. */
function useFocusOnSubmit(isWaiting: boolean) {
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isWaiting) place.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
  }, [isWaiting]);
  return place;
}

/** What was refused and is not mended yet; nothing new is said before the person confirms again. */
function stillWrong(errors: readonly FieldError[], form: CheckForm, facts: CheckFacts) {
  if (errors.length === 0) return errors;
  const read = readCheckForm(form, facts);
  const wrong = read.ok ? [] : read.errors.map(({ field }) => field);
  return errors.filter(({ field }) => wrong.includes(field));
}

type Known = Pick<CheckPanelProps, 'upload' | 'view'> & {
  readonly person: ReturnType<typeof useWorkplace>['person'];
};

function factsOf(form: CheckForm, { upload, view, person }: Known): CheckFacts {
  const target = filingTarget(upload, form);
  const own = declaringParty(person, target.zielvereinbarung ?? '');
  const slot = own === undefined ? undefined : view?.slots[own];
  const undeclared = slot === undefined ? 1 : Math.max(0, slot.required - slot.declared);
  const { lacks = 'nothing' } = shownContradictionOf(upload, target, view) ?? {};
  return { target, own, undeclared, today: today(), needsReason: lacks !== 'nothing' };
}

/** Somebody looked at this scan after the person opened it: their ticks are shown, and the person decides. */
function Overtaken({
  check,
  form,
  onChange,
}: {
  readonly check: Check | undefined;
  readonly form: CheckForm;
  readonly onChange: (form: CheckForm) => void;
}) {
  if (check === undefined) return null;
  if (check.version <= form.basedOn)
    return (
      <p class="kern-body">
        Dieser Scan wurde schon bestätigt: {checkSentence(check)}. Eine neue Bestätigung tritt an deren
        Stelle.
      </p>
    );
  const { version } = check;
  return (
    <Alert kind="warning" title="Inzwischen hat eine andere Person diesen Scan bestätigt.">
      <p>Festgehalten ist: {checkSentence(check)}. Bitte entscheiden Sie, bevor Sie bestätigen.</p>
      <div class="cluster">
        <Button
          onClick={() => {
            const { pagesComplete, land, kommune } = firstForm(check);
            onChange({ ...form, pagesComplete, land, kommune, basedOn: version });
          }}
        >
          Deren Angaben übernehmen
        </Button>
        <Button kind="tertiary" onClick={() => onChange({ ...form, basedOn: version })}>
          Bei meinen Angaben bleiben
        </Button>
      </div>
    </Alert>
  );
}

/** Waits with the form until the Zielvereinbarung is known: its ticks are what the form begins with. */
export function CheckWhenKnown({
  zielvereinbarung,
  ...props
}: Omit<CheckPanelProps, 'view'> & {
  readonly zielvereinbarung: Resource<ZielvereinbarungView>;
}) {
  const { body, problem } = zielvereinbarung;
  const isFiled = props.upload.state !== 'unassigned';
  if (body === undefined && problem === undefined && isFiled) return <Loading what="Die Zielvereinbarung" />;
  return (
    <>
      <ProblemAlert problem={problem} />
      {(body !== undefined || !isFiled) && <CheckPanel {...props} view={body} />}
    </>
  );
}
