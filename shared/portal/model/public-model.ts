import type { Terms } from '../../../events/incoming/terms.ts';
import { zielvereinbarungText } from '../../documents/zielvereinbarung-text.ts';
import type { DocumentModel } from '../../documents/document-model.ts';
import {
  gebietskoerperschaftIn,
  type Gebietskoerperschaft,
} from '../../domain/register/gebietskoerperschaft.ts';
import { programmeOf, type ClausePart, type Programme } from '../../domain/programme/index.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { PublicBescheid, PublicMassnahmenart, PublicZielvereinbarung } from './page-model.ts';
import type { ReleasedBescheid } from './public-course.ts';
import { filedUnder, foreignCodes } from '../../domain/zielvereinbarung/signing/contradiction.ts';
import { shownFassung, type ConcludedFassung, type PublicRecord } from './public-record.ts';

/** The two parties of a Zielvereinbarung, from the registers. */
export type Parties = { readonly programme: Programme; readonly gebietskoerperschaft: Gebietskoerperschaft };

/**
 * Programme and Gebietskoerperschaft of a subject.
 * @throws Error where a register lost what was drafted with it: what is recorded has happened.
 */
export function partiesOf(subject: string): Parties {
  const { programme: name, haushaltsjahr, ags } = partsOf(subject);
  const programme = programmeOf(name, haushaltsjahr);
  const gebietskoerperschaft = gebietskoerperschaftIn(haushaltsjahr, ags);
  if (programme === undefined || gebietskoerperschaft === undefined)
    throw new Error(`The registers do not know ${subject}`);
  return { programme, gebietskoerperschaft };
}

/** Numbers of the clauses that list the Massnahmen, name the Eckdaten, and rule Abweichungen. */
export function clauseNumbersOf({
  clauses,
  abweichungClause,
}: Programme): PublicZielvereinbarung['clauseNumbers'] {
  const holding = (kind: ClausePart['kind']) =>
    clauses.find(({ parts }) => parts.some((part) => part.kind === kind))?.number;
  return {
    massnahmen: holding('massnahmen'),
    eckdaten: holding('eckdaten'),
    abweichung: clauses.find(({ id }) => id === abweichungClause)?.number,
  };
}

/** Path of the public page, from the root of the portal: `zielvereinbarungen/2025/limburg-weilburg/`. */
export function pagePath(subject: string): string {
  const { haushaltsjahr } = partsOf(subject);
  const { programme, gebietskoerperschaft } = partiesOf(subject);
  return `zielvereinbarungen/${haushaltsjahr}/${gebietskoerperschaft.slug}/${programme.pageFolder}`;
}

/** The reading version of a Fassung: the text with places, dates as written, names and offices. */
export function readingText(subject: string, { fixed, signatures }: ConcludedFassung): DocumentModel {
  return zielvereinbarungText({ ...partiesOf(subject), terms: fixed.terms, signatures });
}

/** What the page and index.json show, or undefined where nothing is shown. */
export function publicModel(
  subject: string,
  record: PublicRecord,
  pdf: PublicZielvereinbarung['pdf'],
): PublicZielvereinbarung | undefined {
  const shown = shownFassung(record);
  if (shown === undefined || record.state.status === 'none') return undefined;
  const { programme, gebietskoerperschaft } = partiesOf(subject);
  const { terms } = shown.fixed;
  const filed = filedUnder(subject, shown.fassung.number, shown.fassung);
  return {
    subject,
    programme: terms.programme,
    programmeLabel: programme.label,
    haushaltsjahr: terms.haushaltsjahr,
    ags: terms.ags,
    gebietskoerperschaft,
    ministry: programme.ministry,
    slug: gebietskoerperschaft.slug,
    pageFolder: programme.pageFolder,
    clauseNumbers: clauseNumbersOf(programme),
    revision: record.state.publication.wanted,
    ...(record.asOf === undefined ? {} : { asOf: record.asOf }),
    fassung: shown.fassung.number,
    fassungHash: shown.fassung.hash,
    amountCent: shown.fassung.amountCent,
    ...listsOf(terms),
    massnahmenarten: massnahmenartenOf(terms, programme),
    signatures: shown.signatures.map(({ party, signatory, place, signedOn }) => ({
      party,
      ...signatory,
      place,
      ...signedOn,
    })),
    concludedOn: shown.concludedOn,
    ...(record.publishedAt === undefined ? {} : { publishedAt: record.publishedAt }),
    scans: shown.scans.map(({ sha256, size, pages, parties, retainUntil, codes }) => ({
      sha256,
      size,
      pages,
      parties,
      retainUntil,
      ...(foreignCodes(codes, filed).length > 0 && { hasOtherCode: true as const }),
    })),
    pdf,
    bescheide: record.bescheide.map((line) => besideAgreed(line, shown.fassung.amountCent)),
    ...steeringOf(record),
    budgetHistory: record.budgetHistory.filter(
      ({ fassung }) => fassung === undefined || fassung <= shown.fassung.number,
    ),
    text: readingText(subject, shown),
    ...(terms.textDocument && { textDocument: terms.textDocument }),
  };
}

function steeringOf({ state, meetings, abweichungen, assessments, cancelled }: PublicRecord) {
  const { notConsidered = [] } = state.status === 'none' ? {} : state.steering;
  return {
    meetings,
    abweichungen,
    assessments,
    notConsidered: abweichungen
      .map(({ number }) => number)
      .filter((number) => notConsidered.includes(number)),
    ...(cancelled && { cancelled }),
  };
}

/** The difference is that to the agreed sum shown beside it. */
function besideAgreed({ grantedSumCent, ...line }: ReleasedBescheid, agreedCent: number): PublicBescheid {
  return grantedSumCent === undefined ? line : { ...line, differenceCent: agreedCent - grantedSumCent };
}

function listsOf({ budgetItems = [], eckdaten = [] }: Terms) {
  return {
    budgetItems: budgetItems.map(({ label, amount, earmark }) => ({
      label,
      amountCent: amount.amountCent,
      ...(earmark === undefined ? {} : { earmark }),
    })),
    eckdaten,
  };
}

/** Every Art of the programme year, in its order; one without a project stays in the list. */
function massnahmenartenOf({ massnahmen }: Terms, programme: Programme): readonly PublicMassnahmenart[] {
  return programme.massnahmenarten.map(({ art, label }) => ({
    art,
    label,
    massnahmen: massnahmen
      .filter((massnahme) => massnahme.art === art)
      .map(({ label: name, traeger, places, amount }) => ({
        label: name,
        traeger,
        places,
        amountCent: amount?.amountCent,
      })),
  }));
}
