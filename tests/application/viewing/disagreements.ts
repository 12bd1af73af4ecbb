import { berlinDay } from '../../../shared/domain/dates/berlin.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import { openConditionsTitle, stateName } from '../../../shared/words/states.ts';
import type { Said } from './said-by-all.ts';

type Side = 'workplace' | 'list' | 'open data' | 'page' | 'command line' | 'mails';

/** What one side says of a matter. */
type Saying = readonly [side: Side, value: unknown];

/** Where two sides say two things, in words; empty where all say the same. */
export function disagreements(said: Said): readonly string[] {
  return [...onWhatIsPublic(said), ...onOpenData(said), ...onLines(said), ...onMails(said)];
}

function differing(matter: string, ...sayings: readonly Saying[]): readonly string[] {
  const [first, ...others] = sayings.map(([side, value]) => ({ side, value: JSON.stringify(value) }));
  return others
    .filter(({ value }) => value !== first?.value)
    .map(({ side, value }) => `${matter}: ${first?.side} ${first?.value}, ${side} ${value}`);
}

/** Whatever the publisher is doing: who says that a page is public is right, and says which. */
function onWhatIsPublic({ view, row, open, lines, isSettled }: Said): readonly string[] {
  const { publicFassung } = view;
  const isPublic = publicFassung !== undefined;
  const told = view.openConditions.map(({ text }) => text).join(' ');
  return [
    ...differing('Fassung that is public', ['workplace', publicFassung], ['list', row.public?.fassung]),
    ...differing('states', ['workplace', view.states], ['list', row.current.states]),
    ...(isPublic || isSettled
      ? differing('public', ['workplace', publicFassung], ['open data', open?.fassung])
      : []),
    ...(isPublic &&
    /Die Seite wird (?:gerade|seit [^.]*\.\d{4}, [\d:]+ Uhr) erstellt\.(?! Bis dahin)/u.test(told)
      ? [`a public page is said to be made: ${told}`]
      : []),
    ...differing(
      'title over what stands open',
      ['workplace', view.openConditions.length === 0 ? undefined : openConditionsTitle(isPublic)],
      ['command line', titleIn(lines)],
    ),
    ...(view.states.publication === 'published' && !isPublic ? ['published, and no Fassung is public'] : []),
    ...(view.states.publication === 'withdrawn' && isPublic ? ['withdrawn, and a Fassung is public'] : []),
  ];
}

function titleIn(lines: string): string | undefined {
  if (lines.includes('\nBis zur Veröffentlichung fehlt:')) return openConditionsTitle(false);
  return lines.includes('\nGut zu wissen:') ? openConditionsTitle(true) : undefined;
}

/** Something is public, and its open data was read. */
type Public = Said & { readonly open: NonNullable<Said['open']> };

const isPublished = (said: Said): said is Public => said.open !== undefined;

/** What the open data says, once the publisher has followed. */
function onOpenData(said: Said): readonly string[] {
  if (!isPublished(said) || !said.isSettled) return [];
  return [
    ...onAgreement(said),
    ...onPublication(said),
    ...onSignatures(said),
    ...onYear(said),
    ...onEffectiveSum(said),
    ...onBescheide(said),
    ...onMoney(said),
  ];
}

function onAgreement({ view, row, open }: Public): readonly string[] {
  const fassung = view.fassungen.find(({ number }) => number === open.fassung);
  const newest = view.concludedFassung === open.fassung ? view : undefined;
  const ofNewest = (value: unknown): readonly Saying[] =>
    newest === undefined ? [] : [['workplace', value]];
  return [
    ...differing(
      'agreed sum',
      ['open data', open.haushaltsmittel.amountCent],
      ['list', row.public?.amountCent],
      ['workplace', fassung?.terms.haushaltsmittel.amountCent],
      ...ofNewest(view.agreedCent),
    ),
    ...differing(
      'day of conclusion',
      ['open data', open.concludedOn],
      ['list', row.public?.concludedOn],
      ['workplace', fassung?.concludedOn],
      ...ofNewest(view.concludedOn),
    ),
    ...differing('end', ['open data', open.cancelledOn], ['workplace', view.cancelledOn]),
  ];
}

function onPublication({ view, row, open, page }: Public): readonly string[] {
  const revisions = differing(
    'revision',
    ['open data', open.revision],
    ['workplace', view.publication.wanted],
  );
  // The first page comes before the fact that says when it was published.
  if (open.publishedAt === undefined) return revisions;
  const day = row.public?.publishedOn ?? '';
  return [
    ...revisions,
    ...differing('day of publication', ['open data', berlinDay(open.publishedAt)], ['list', day]),
    ...(page.includes(`veröffentlicht am ${formatDate(day)}`)
      ? []
      : ['the page names another day of publication']),
  ];
}

function onSignatures({ view, open }: Public): readonly string[] {
  const declared = view.signatures
    .filter(({ fassung }) => fassung === open.fassung)
    .map(({ party, signedOn }) => `${party} ${signedOn.date}`);
  return open.signatures
    .map(({ party, date }) => `${party} ${date}`)
    .filter((one) => !declared.includes(one))
    .map((one) => `signature ${one} is public and not in the workplace`);
}

function onYear({ view: { steering, states, abweichungen }, open }: Public): readonly string[] {
  const numbered = (list: readonly { readonly number: number; readonly effectiveOn: string }[]) =>
    list.map(({ number, effectiveOn }) => [number, effectiveOn]);
  return [
    ...differing(
      'Abweichungen',
      ['open data', numbered(open.abweichungen)],
      ['workplace', numbered(abweichungen)],
    ),
    ...differing(
      'Abweichungen not considered',
      ['open data', open.zielerreichung.notConsidered],
      ['workplace', steering.notConsidered ?? []],
    ),
    ...(open.abweichungen.length > 0 && states.abweichungen === 'none'
      ? ['there are Abweichungen, and the workplace says none']
      : []),
    ...differing(
      'Umsetzungsbesprechung',
      ['open data', open.umsetzungsbesprechungen.at(-1)?.on],
      ['workplace', steering.heldOn],
    ),
    ...differing(
      'assessed',
      ['open data', open.zielerreichung.assessments.length > 0],
      ['workplace', states.zielerreichung === 'assessed'],
    ),
  ];
}

/** Terms that an Aenderungsvereinbarung replaced deviate from nothing: the public shows no sum of it. */
function onEffectiveSum({ view, open }: Public): readonly string[] {
  const isReplaced = open.budgetHistory.some(({ kind }) => kind === 'aenderungsvereinbarung');
  if (isReplaced || view.concludedFassung !== open.fassung) return [];
  const last = open.budgetHistory.findLast(({ kind }) => kind === 'abweichung');
  const { amountCent } = last?.amount ?? open.haushaltsmittel;
  return differing('sum with all Abweichungen', ['open data', amountCent], ['workplace', view.effectiveCent]);
}

function onBescheide({ view, open }: Public): readonly string[] {
  const known = view.bescheid.tracks.flatMap(({ bescheide }) =>
    bescheide.map(({ aktenzeichen, issuedOn, amountCent }) => `${aktenzeichen} ${issuedOn} ${amountCent}`),
  );
  return open.bescheide
    .map(({ aktenzeichen, issuedOn, amount }) => `${aktenzeichen} ${issuedOn} ${amount.amountCent}`)
    .filter((one) => !known.includes(one))
    .map((one) => `Bescheid ${one} is public only`);
}

/** The steps of the money of what is public; a revision that left the sum is a step for the public only. */
function onMoney({ view, open }: Public): readonly string[] {
  const steps = open.budgetHistory.map(({ effectiveOn, amount }) => `${effectiveOn} ${amount.amountCent}`);
  const lines = view.budget.map(({ date, toCent }) => `${date} ${toCent}`);
  const newer = view.fassungen.filter(({ number }) => number > open.fassung);
  const madeLater = new Set(newer.map(({ version }) => version));
  return [
    ...view.budget
      .filter(({ version, kind }) => !madeLater.has(version) && kind !== 'abweichung')
      .map(({ date, toCent }) => `${date} ${toCent}`)
      .filter((line) => !steps.includes(line))
      .map((line) => `step ${line} is in the workplace and not public`),
    ...open.budgetHistory
      .filter(({ amount }, at, all) => amount.amountCent !== all[at - 1]?.amount.amountCent)
      .map(({ effectiveOn, amount }) => `${effectiveOn} ${amount.amountCent}`)
      .filter((step) => !lines.includes(step))
      .map((step) => `step ${step} is public and not in the workplace`),
  ];
}

/** What the command line prints, held against the workplace. */
function onLines({ view, lines }: Said): readonly string[] {
  const isPublic = view.publicFassung !== undefined;
  const expected: readonly (readonly [string, string | undefined])[] = [
    ['Veröffentlichung', stateName('publication', view.states.publication, { isPublic })],
    ['Betrag der Fassung', formatEuro(view.amountCent)],
    ['Vereinbart', view.agreedCent === undefined ? undefined : formatEuro(view.agreedCent)],
    ['Mit Abweichungen', view.effectiveCent === undefined ? undefined : formatEuro(view.effectiveCent)],
    ['Abgeschlossen am', view.concludedOn === undefined ? undefined : formatDate(view.concludedOn)],
  ];
  return expected.flatMap(([name, value]) => {
    const line = lines.split('\n').find((one) => one.startsWith(`${name} `));
    const printed = line?.slice(name.length).trim();
    return differing(name, ['workplace', value?.replaceAll('\u00A0', ' ')], ['command line', printed]);
  });
}

/** Days, Fassungen and revisions that mails name are known to workplace and log. */
function onMails({ view, log, mails }: Said): readonly string[] {
  const known = JSON.stringify([view, log]);
  const days = new Set(
    [...known.matchAll(/\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/gu)].map(([at]) =>
      formatDate(at.includes('T') ? berlinDay(at) : at),
    ),
  );
  const fassungen = new Set(view.fassungen.map(({ number }) => number));
  const text = mails.join('\n');
  const numbers = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, number]) => Number(number));
  return [
    ...[...text.matchAll(/\b\d{2}\.\d{2}\.\d{4}\b/gu)]
      .filter(([day]) => !days.has(day))
      .map(([day]) => `a mail names ${day}, which nobody else knows`),
    ...numbers(/Fassung (\d+)/gu)
      .filter((number) => !fassungen.has(number))
      .map((number) => `a mail names Fassung ${number}, which there is not`),
    ...numbers(/Revision (\d+)/gu)
      .filter((number) => number > view.publication.wanted)
      .map((number) => `a mail names revision ${number}, which there is not`),
  ];
}
