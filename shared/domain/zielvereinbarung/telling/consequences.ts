import { assertNever } from '../../assert-never.ts';
import { PARTIES, type Party } from '../../../../events/primitives.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { formatMoment } from '../../dates/berlin.ts';
import { formatEuro } from '../../euro.ts';
import { gebietskoerperschaftIn } from '../../register/gebietskoerperschaft.ts';
import { TRAITS } from '../../traits/traits.ts';
import { sentenceOn, type Names, type SideReach, type StateChange } from './consequence-sentences.ts';
import { SIDE } from './side.ts';
import { RECORDER } from '../derived.ts';
import { partsOf } from '../identity.ts';
import { appearsAt, isStopped } from '../signing/publishing.ts';
import {
  newestFassung,
  readableFassung,
  type Concluded,
  type Open,
  type Zielvereinbarung,
} from '../state.ts';
import { isWaitingForPublication } from './summary.ts';

/**
 * What will happen when these facts are recorded, in German sentences in the order in which people ask: the facts
 * themselves, money, conclusion, the page, and who is told. The same facts and states give the same sentences.
 * Several may be told; each stands before what follows from it.
 */
export function consequencesOf(facts: readonly NewEvent[], change: StateChange): readonly string[] {
  let [cause] = facts;
  if (cause === undefined) return [];
  const names = namesIn(cause.subject);
  const sentences: string[] = [];
  for (const fact of facts) {
    // What was told last causes what follows from it.
    if (fact.source !== RECORDER) cause = fact;
    sentences.push(sentenceOn(fact, { ...change, cause, names }));
  }
  const told = TOLD_IN_ORDER.filter((party) => facts.some((fact) => toldSides(fact).includes(party)));
  return [
    ...sentences,
    ...onMoney(change),
    ...onConclusion(change),
    ...onPage(change),
    ...told.flatMap((party) => {
      const reach = change.reach?.[party];
      return reach === undefined ? [] : [onReach(names[party].short, reach)];
    }),
  ];
}

const TELL_THEM = 'Bitte sagen Sie dort selbst Bescheid.';

/** Whether a side hears of it by mail; never a promise to nobody. */
function onReach(name: string, reach: SideReach): string {
  switch (reach) {
    case 'reached':
      return `${name} wird benachrichtigt.`;
    case 'nobody-entered':
      return `${name} wird nicht benachrichtigt: Dort ist niemand eingetragen. ${TELL_THEM}`;
    case 'switched-off':
      return `${name} wird nicht benachrichtigt: Dort hat niemand Mails eingeschaltet. ${TELL_THEM}`;
    case 'only-self':
      return `${name} wird nicht benachrichtigt: Außer Ihnen bekommt dort niemand Mails.`;
    case 'unknown':
      return `Ob ${name} benachrichtigt wird, ließ sich gerade nicht feststellen.`;
    default:
      return assertNever(reach);
  }
}

function namesIn(subject: string): Names {
  const { haushaltsjahr, ags } = partsOf(subject);
  const kommune = gebietskoerperschaftIn(haushaltsjahr, ags);
  return {
    land: { short: 'Das Ministerium', genitive: SIDE.land },
    kommune: {
      short: kommune?.shortName ?? 'Die Gebietskörperschaft',
      genitive: kommune?.forms.genitive ?? SIDE.kommune,
    },
  };
}

/** The Land is told last. */
const TOLD_IN_ORDER = PARTIES.toReversed();

/** The sides that a fact concerns so much that they are told of it by mail, whoever reported it. */
export function toldSides({ type, data }: NewEvent): readonly Party[] {
  const { mailTo } = TRAITS[type];
  const side = 'party' in data ? data.party : undefined;
  switch (mailTo) {
    case 'nobody':
      return [];
    case 'kommune':
      return ['kommune'];
    case 'all':
      return TOLD_IN_ORDER;
    case 'all-of-abweichung':
      return 'kind' in data && data.kind === 'abweichung' ? TOLD_IN_ORDER : [];
    case 'its-side':
      return TOLD_IN_ORDER.filter((party) => party === side);
    case 'other-sides':
      return TOLD_IN_ORDER.filter((party) => party !== side);
    default:
      return assertNever(mailTo);
  }
}

function onMoney({ before, after }: StateChange): readonly string[] {
  if (before.status === 'none' || after.status === 'none') return [];
  const [old, fresh] = [newestFassung(before), newestFassung(after)];
  const agreed =
    fresh.number > old.number && fresh.amountCent !== old.amountCent
      ? [`Fassung ${fresh.number} nennt ${formatEuro(fresh.amountCent)} statt ${formatEuro(old.amountCent)}.`]
      : [];
  return [...agreed, ...onEffectiveMoney(before, after)];
}

function onEffectiveMoney(before: Open | Concluded, after: Open | Concluded): readonly string[] {
  if (before.status !== 'concluded' || after.status !== 'concluded') return [];
  const [old, fresh] = [before.effectiveCent, after.effectiveCent];
  return old === fresh
    ? []
    : [`Der Betrag mit allen Abweichungen ändert sich von ${formatEuro(old)} auf ${formatEuro(fresh)}.`];
}

function onConclusion({ before, after }: StateChange): readonly string[] {
  if (before.status !== 'concluded' || after.status === 'none') return [];
  if (after.status === 'open') return ['Die Zielvereinbarung gilt damit nicht mehr als abgeschlossen.'];
  return after.fassung.number < before.fassung.number
    ? [`Es gilt wieder die Fassung ${after.fassung.number}, bis die neue unterschrieben ist.`]
    : [];
}

/** What becomes of the public page; what the facts themselves say of it is not said twice. */
function onPage({ before, after }: StateChange): readonly string[] {
  if (after.status === 'none') return [];
  const shown = before.status === 'none' ? undefined : before.publication.fassung;
  return after.publication.fassung === undefined
    ? withoutPage(after, before, shown)
    : withPage(before, after, shown);
}

function withPage(
  before: Zielvereinbarung,
  after: Open | Concluded,
  shown: number | undefined,
): readonly string[] {
  const { wanted, fassung } = after.publication;
  if (shown === undefined || before.status === 'none') return ['Die Seite erscheint in wenigen Minuten.'];
  if (shown !== fassung) return [`Die Seite zeigt dann die Fassung ${fassung}.`];
  const isRenewed = before.publication.wanted !== wanted;
  if (readableFassung(before) === undefined)
    return [
      isRenewed
        ? 'Die Seite entsteht noch und zeigt dann auch das.'
        : 'Die Seite entsteht noch; daran ändert sich nichts.',
    ];
  return [
    isRenewed ? 'Die veröffentlichte Seite wird erneuert.' : 'Die veröffentlichte Seite bleibt unverändert.',
    ...onNextFassung(before, after),
  ];
}

/** A newer Fassung that is concluded beside the public one: when the page shows it. */
function onNextFassung(before: Open | Concluded, after: Open | Concluded): readonly string[] {
  const wasWaiting = isWaitingForPublication(before);
  if (!isWaitingForPublication(after)) return [];
  const at = appearsAt(after.publication);
  if (wasWaiting && appearsAt(before.publication) === at) return [];
  const { number } = after.fassung;
  return at === undefined
    ? [`Die Fassung ${number} zeigt sie erst, wenn das Ministerium die Veröffentlichung freigibt.`]
    : [`Die Fassung ${number} zeigt sie ab ${formatMoment(at)}. Bis dahin lässt sich das noch aufhalten.`];
}

function withoutPage(
  after: Open | Concluded,
  before: Zielvereinbarung,
  shown: number | undefined,
): readonly string[] {
  if (after.publication.withdrawn === true)
    return shown === undefined
      ? ['Die Veröffentlichung bleibt zurückgezogen.']
      : ['An die Stelle der veröffentlichten Seite tritt ein Hinweis.'];
  if (shown !== undefined)
    return before.status !== 'none' && readableFassung(before) === undefined
      ? ['Die Seite, die gerade entsteht, wird zurückgenommen.']
      : ['Die veröffentlichte Seite wird zurückgenommen.'];
  if (isStopped(after.publication))
    return ['Es erscheint nichts, bis das Ministerium die Veröffentlichung im Arbeitsplatz freigibt.'];
  if (after.cancelledOn !== undefined || !isWaitingForPublication(after))
    return ['Es ist noch nichts veröffentlicht, und das bleibt so.'];
  const at = appearsAt(after.publication);
  return at === undefined
    ? ['Die Seite erscheint erst, wenn das Ministerium sie freigibt.']
    : [`Die Seite erscheint ab ${formatMoment(at)}. Bis dahin lässt sich das noch aufhalten.`];
}
