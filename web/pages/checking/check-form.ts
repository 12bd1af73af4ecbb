import type { FieldError } from '../../components/error-summary.tsx';
import type { Party } from '../../../events/primitives.ts';
import { perParty } from '../../../shared/domain/per-party.ts';
import { plainLine, plainText } from '../../../shared/domain/plain-text.ts';
import { BOTH_PARTIES } from '../../../shared/words/parties.ts';
import type { Check, Filed } from './filed.ts';
import { readPaperDate } from './paper-date.ts';

/** How a paper was signed. */
export type Method = 'handwritten' | 'qes' | 'fes';

/** One person of the own side who signed, as typed. */
export type SignatoryForm = {
  readonly name: string;
  readonly office: string;
  /** i. V., i. A., or empty. */
  readonly capacity: string;
  readonly place: string;
  readonly signedOn: string;
  readonly method: Method;
};

/** The form beside the pictures of a scan. */
export type CheckForm = Readonly<Record<Party, boolean>> & {
  /** Chosen by the person; absent where the scan is filed already. */
  readonly zielvereinbarung?: string;
  readonly fassung?: number;
  readonly pagesComplete: boolean;
  /** Also declares the own signature. */
  readonly declares: boolean;
  readonly signatories: readonly SignatoryForm[];
  /** Why the scan counts although its QR codes name something else. */
  readonly reason?: string;
  /** Version of the last look at this scan that the person has seen; 0 where there was none. */
  readonly basedOn: number;
};

/** What the form does not know itself. */
export type CheckFacts = {
  /** Where the scan belongs, see `targetOf`. */
  readonly target: Filed;
  /** Side that the person may declare for. */
  readonly own: Party | undefined;
  /** Own signatures that are not declared yet. */
  readonly undeclared: number;
  /** Day in Europe/Berlin. */
  readonly today: string;
  /** Whether this person has to say why the scan counts: its QR codes contradict, and nobody else said it. */
  readonly needsReason?: boolean;
};

/** Fields of a signatory, with how long each may be (the contract of `signature.received`). */
const TEXTS = [
  { field: 'name', longest: 120, text: 'Bitte geben Sie an, wer unterschrieben hat.' },
  { field: 'office', longest: 120, text: 'Bitte geben Sie das Amt an, zum Beispiel Landrat.' },
  { field: 'place', longest: 80, text: 'Bitte geben Sie den Ort an, der neben der Unterschrift steht.' },
] as const;

/** A signatory that nobody has described yet. */
export const NOBODY: SignatoryForm = {
  name: '',
  office: '',
  capacity: '',
  place: '',
  signedOn: '',
  method: 'handwritten',
};

/** The form as it opens: with what somebody saw before, so that a second look takes nothing away by accident. */
export function firstForm(check: Check | undefined): CheckForm {
  return {
    pagesComplete: check?.pagesComplete ?? false,
    ...perParty((party) => check?.signaturesVisible.includes(party) ?? false),
    declares: true,
    signatories: [NOBODY],
    basedOn: check?.version ?? 0,
  };
}

/** Whether the own side's signature is declared with this form. */
export function isDeclaring(form: CheckForm, { own, undeclared }: CheckFacts): boolean {
  return own !== undefined && undeclared > 0 && form[own] && form.declares;
}

/** Body of the confirmation, or every error in the order of the fields. */
export function readCheckForm(
  form: CheckForm,
  facts: CheckFacts,
): { readonly ok: true; readonly body: object } | { readonly ok: false; readonly errors: FieldError[] } {
  const { zielvereinbarung, fassung } = facts.target;
  const signatories = isDeclaring(form, facts) ? form.signatories : [];
  const needsReason = facts.needsReason === true && isAffirming(form);
  const errors = [
    ...errorsOfTarget(zielvereinbarung, fassung),
    ...errorsOfTicks(form),
    ...(needsReason ? errorsOfReason(form) : []),
    ...signatories.flatMap((one, at) => errorsOfSignatory(one, at, facts.today)),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const signaturesVisible = BOTH_PARTIES.filter((party) => form[party]);
  const signatures = signatories.map((one) => ({ party: facts.own, ...signatureOf(one, facts.today) }));
  const { pagesComplete } = form;
  const reason = needsReason ? { reason: reasonOf(form) } : {};
  const body = { zielvereinbarung, fassung, pagesComplete, signaturesVisible, signatures, ...reason };
  return { ok: true, body };
}

function errorsOfTarget(zielvereinbarung: string | undefined, fassung: number | undefined): FieldError[] {
  if (zielvereinbarung === undefined || zielvereinbarung === '')
    return [
      { field: 'zielvereinbarung', text: 'Bitte wählen Sie, zu welcher Zielvereinbarung der Scan gehört.' },
    ];
  return fassung === undefined
    ? [{ field: 'fassung', text: 'Bitte wählen Sie, welche Fassung der Scan zeigt.' }]
    : [];
}

function errorsOfTicks({ pagesComplete, land, kommune }: CheckForm): FieldError[] {
  const text =
    'Bitte haken Sie an, was der Scan zeigt. Zeigt er nichts davon, ist er nicht brauchbar und wird zurückgewiesen.';
  return pagesComplete || land || kommune ? [] : [{ field: 'pagesComplete', text }];
}

/** Whether this would confirm a signature: only then it matters what the QR codes say. */
function isAffirming({ pagesComplete, land, kommune }: CheckForm): boolean {
  return pagesComplete && (land || kommune);
}

const LONGEST_REASON = 1000;

const reasonOf = ({ reason = '' }: CheckForm) => plainText(reason);

function errorsOfReason(form: CheckForm): FieldError[] {
  const { length } = reasonOf(form);
  if (length > LONGEST_REASON)
    return [{ field: 'reason', text: `Bitte kürzen Sie auf ${LONGEST_REASON} Zeichen.` }];
  const text = 'Bitte begründen Sie, warum der Scan trotz des anderen QR-Codes gilt.';
  return length === 0 ? [{ field: 'reason', text }] : [];
}

function errorsOfSignatory(signatory: SignatoryForm, at: number, today: string): FieldError[] {
  const texts = TEXTS.flatMap(({ field, longest, text }) => {
    const value = plainLine(signatory[field]);
    if (value === '') return [{ field: signatoryField(field, at), text }];
    return value.length > longest
      ? [{ field: signatoryField(field, at), text: `Bitte kürzen Sie auf ${longest} Zeichen.` }]
      : [];
  });
  const date = readPaperDate(signatory.signedOn, today);
  return date.ok ? texts : [...texts, { field: signatoryField('signedOn', at), text: date.text }];
}

/** Name of a field of the signatory in this place. */
export function signatoryField(field: keyof SignatoryForm, at: number): string {
  return `${field}-${at + 1}`;
}

function signatureOf({ name, office, capacity, place, signedOn, method }: SignatoryForm, today: string) {
  const reading = readPaperDate(signedOn, today);
  return {
    signatory: { name: plainLine(name), office: plainLine(office), ...(capacity !== '' && { capacity }) },
    place: plainLine(place),
    signedOn: reading.ok ? { date: reading.date, asWritten: reading.asWritten } : undefined,
    method,
  };
}
