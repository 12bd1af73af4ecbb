import { assertNever } from '../../assert-never.ts';
import type { Hint } from '../../../../events/hints.ts';
import type { Terms } from '../../../../events/incoming/terms.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { hasTrait } from '../../traits/has-trait.ts';
import { isWeekend } from '../../dates/german-dates.ts';
import { doubledWords } from '../../register/gebietskoerperschaft.ts';
import { programmeOf, type Programme } from '../../programme/index.ts';
import { unknownValues } from '../../programme/unknown-values.ts';
import { baseOf } from '../year/bescheid.ts';
import { hasNamesake, hasOfficeTwice, othersOn, type Signature } from './likeness.ts';
import { eckdatenNamed, holdsFrom } from '../terms/fixed-terms.ts';
import { partsOf } from '../identity.ts';
import { fassungOf, type Bescheid, type Zielvereinbarung } from '../state.ts';
import { consideredIn } from '../year/steering.ts';

/**
 * What is worth a look about a fact that is accepted: the state before it and what else is at hand tell. Never blocks;
 * the same fact on the same state gives the same hints.
 */
export function hintsOn(
  state: Zielvereinbarung,
  fact: NewEvent,
  { terms, signatures = [] }: AtHand = {},
): readonly Hint[] {
  if (!hasTrait(fact, 'isHinted')) return [];
  switch (fact.type) {
    case 'ZielvereinbarungDrafted':
    case 'ZielvereinbarungRevised':
      return hintsOnTerms(fact.data, holdsFrom(fact));
    case 'SignatureReceived':
      return onSignature(state, fact.data, signatures);
    case 'BescheidIssued':
      return when('aenderung-after-widerruf', changesWhatIsRevoked(state, fact));
    case 'AntragReceived':
      return when('antrag-late', isLate(fact.subject, fact.data.receivedOn));
    case 'MittelabrufReported':
    case 'VerwendungsnachweisReceived':
      return onMoney(state, fact);
    case 'UmsetzungsbesprechungScheduled':
    case 'UmsetzungsbesprechungHeld':
      return when('meeting-outside-window', isOutsideWindow(fact.subject, fact.data.on));
    case 'ZielerreichungAssessed': {
      const considered = consideredIn(fact);
      const open = state.status === 'none' ? [] : (state.steering.notConsidered ?? []);
      return when(
        'abweichung-not-considered',
        open.some((number) => !considered.includes(number)),
      );
    }
    case 'EckdatenAmended': {
      const isAgreed = terms !== undefined && eckdatenNamed(terms, fact.data).length > 0;
      return when('eckdatum-without-reference', fact.data.kind === 'abweichung' && !isAgreed);
    }
    case 'StrategieUpdated':
      return when('strategie-outdated', isOutdated(fact.subject, fact.data.asOf));
    default:
      return assertNever(fact);
  }
}

/** What the head does not hold: the newest terms, and the signatures before with their names. */
export type AtHand = { readonly terms?: Terms; readonly signatures?: readonly Signature[] };

const when = (hint: Hint, holds: boolean): readonly Hint[] => (holds ? [hint] : []);

/** What is worth a look about these terms as they stand on this day, `YYYY-MM-DD`; also while they are still being written. */
export function hintsOnTerms(terms: Terms, day: string): readonly Hint[] {
  const { references = [], besondereRegelungen = [] } = terms;
  const programme = programmeOf(terms.programme, terms.haushaltsjahr);
  const hasExpired = references.some(({ validUntil }) => validUntil !== undefined && validUntil < day);
  const isDoubled = besondereRegelungen.some(({ text }) => doubledWords(text).length > 0);
  return [
    ...when('reference-expired', hasExpired),
    ...when('doubled-words', isDoubled),
    ...when('value-not-listed', programme !== undefined && unknownValues(terms, programme).length > 0),
  ];
}

function onSignature(
  state: Zielvereinbarung,
  data: Signature,
  signatures: readonly Signature[],
): readonly Hint[] {
  const { fassung: number, signedOn } = data;
  const fassung = state.status === 'none' ? undefined : fassungOf(state, number);
  const asOf = fassung?.asOf;
  const others = fassung === undefined ? [] : othersOn(fassung, data, signatures);
  return [
    ...when('signed-on-weekend', isWeekend(signedOn.date)),
    ...when('signed-before-draft', asOf !== undefined && signedOn.date < asOf),
    ...when('signatory-alike', hasNamesake(data, others)),
    ...when('office-twice', hasOfficeTwice(data, others)),
  ];
}

type MoneyFact = Extract<NewEvent, { type: 'MittelabrufReported' | 'VerwendungsnachweisReceived' }>;

/** What is revoked altogether can still be changed: the next sum holds. Whether that was meant, people say. */
function changesWhatIsRevoked(
  state: Zielvereinbarung,
  fact: Extract<NewEvent, { type: 'BescheidIssued' }>,
): boolean {
  if (state.status === 'none' || fact.data.art !== 'aenderung') return false;
  const base = state.bescheide[baseOf(state.bescheide, fact)];
  return base !== undefined && base.isRefused !== true && base.grantedCent <= 0;
}

/** A sum above the grant is kept and said, never refused: who pays judges it. */
function onMoney(state: Zielvereinbarung, fact: MoneyFact): readonly Hint[] {
  if (state.status === 'none') return [];
  const base: Bescheid | undefined = state.bescheide[baseOf(state.bescheide, fact)];
  const { grantedCent = 0, calledCent = 0 } = base ?? {};
  const cents = fact.data.amount?.amountCent ?? 0;
  return fact.type === 'MittelabrufReported'
    ? when('calls-above-grant', calledCent + cents > grantedCent)
    : when('use-above-grant', cents > grantedCent);
}

function isLate(subject: string, day: string): boolean {
  const until = yearOf(subject)?.antragUntil;
  return until !== undefined && day > until;
}

function yearOf(subject: string): Programme | undefined {
  const { programme, haushaltsjahr } = partsOf(subject);
  return programmeOf(programme, haushaltsjahr);
}

/** "Herbst" is no date: the window is the programme year's, a proposal for reminders (§ 6 (1)). */
function isOutsideWindow(subject: string, day: string): boolean {
  const window = yearOf(subject)?.umsetzungsbesprechung;
  return window !== undefined && (day < window.from || day > window.to);
}

/** Five years are a proposal of ours; § 2 only says that the strategy is carried on. */
function isOutdated(subject: string, asOf: string): boolean {
  return asOf < `${partsOf(subject).haushaltsjahr - 5}-01-01`;
}
