import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../../shared/domain/programme/index.ts';
import { clauseNumbersOf } from '../../../shared/portal/model/public-model.ts';
import { zielvereinbarungText } from '../../../shared/documents/zielvereinbarung-text.ts';
import type { PublicZielvereinbarung } from '../../../shared/portal/model/page-model.ts';
import { limburgWeilburgSignatures, limburgWeilburgTerms } from './limburg-weilburg.ts';

/** What the public sees of Limburg-Weilburg 2025 in its first revision; hashes are made up. */
export function publicLimburgWeilburg(changes: Partial<PublicZielvereinbarung> = {}): PublicZielvereinbarung {
  const programme = programmeOf('AQB', 2025);
  const body = gebietskoerperschaftIn(2025, '06533');
  if (programme === undefined || body === undefined) throw new Error('missing from the registers');
  return {
    subject: 'AQB-2025-06533',
    programme: 'AQB',
    programmeLabel: programme.label,
    haushaltsjahr: 2025,
    ags: '06533',
    gebietskoerperschaft: body,
    ministry: programme.ministry,
    slug: body.slug,
    pageFolder: programme.pageFolder,
    clauseNumbers: clauseNumbersOf(programme),
    revision: 1,
    fassung: 1,
    fassungHash: 'a1'.repeat(32),
    amountCent: limburgWeilburgTerms.haushaltsmittel.amountCent,
    budgetItems: [],
    eckdaten: [],
    massnahmenarten: programme.massnahmenarten.map(({ art, label }) => ({
      art,
      label,
      massnahmen: limburgWeilburgTerms.massnahmen
        .filter((massnahme) => massnahme.art === art)
        .map((massnahme) => ({ label: massnahme.label })),
    })),
    signatures: limburgWeilburgSignatures.map(({ party, place, signatory, signedOn }) => ({
      party,
      place,
      name: signatory.name,
      office: signatory.office,
      date: signedOn.date,
      asWritten: signedOn.asWritten,
    })),
    concludedOn: '2025-08-14',
    scans: [
      {
        sha256: 'b2'.repeat(32),
        size: 1_234_567,
        pages: 4,
        parties: ['land', 'kommune'],
        retainUntil: '2036-01-01',
      },
    ],
    pdf: { sha256: 'c3'.repeat(32), size: 67_002 },
    bescheide: [],
    meetings: [],
    abweichungen: [],
    assessments: [],
    notConsidered: [],
    budgetHistory: [{ kind: 'entwurf', amountCent: 89_521_000, effectiveOn: '2025-07-28', fassung: 1 }],
    text: zielvereinbarungText({
      programme,
      gebietskoerperschaft: body,
      terms: limburgWeilburgTerms,
      signatures: limburgWeilburgSignatures,
    }),
    ...changes,
  };
}

/** The same in a later revision: a Bescheid and an Abweichung beside the unchanged text. */
export function laterLimburgWeilburg(): PublicZielvereinbarung {
  return publicLimburgWeilburg({
    revision: 3,
    asOf: '2025-10-20',
    publishedAt: '2025-08-14T12:00:00Z',
    bescheide: [
      {
        art: 'zuwendung',
        aktenzeichen: 'RPKS-21-2025-0533',
        issuedOn: '2025-04-15',
        amountCent: 89_000_000,
        bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
        differenceCent: 521_000,
      },
    ],
    abweichungen: [
      {
        number: 1,
        of: 'haushaltsmittel',
        fromCent: 89_521_000,
        toCent: 84_521_000,
        effectiveOn: '2025-10-20',
      },
      {
        number: 2,
        of: 'eckdatum',
        label: 'Plätze',
        to: { value: 115, unit: 'Plätze' },
        effectiveOn: '2025-10-20',
        isAgreed: false,
      },
    ],
    notConsidered: [1, 2],
    budgetHistory: [
      { kind: 'entwurf', amountCent: 89_521_000, effectiveOn: '2025-07-28', fassung: 1 },
      { kind: 'abweichung', amountCent: 84_521_000, effectiveOn: '2025-10-20' },
    ],
  });
}
