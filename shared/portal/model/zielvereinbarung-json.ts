import type { Target } from '../../domain/target.ts';
import {
  isCopyOfText,
  type PublicAbweichung,
  type PublicAssessmentItem,
  type PublicMeasure,
  type PublicSignature,
  type PublicZielvereinbarung,
} from './page-model.ts';

/**
 * The open data of one Zielvereinbarung, `index.json` beside its page. Each field is named here, so nothing
 * slips in; keys keep their order, so the same model gives the same bytes. Nothing from the personal parts of
 * the log: no reasons, no summaries, and of a signature only office and date (rules 10 and 11).
 */
export function zielvereinbarungJson(model: PublicZielvereinbarung): string {
  return `${JSON.stringify(openData(model), undefined, 2)}\n`;
}

function openData(model: PublicZielvereinbarung) {
  const { gebietskoerperschaft: body, pdf } = model;
  return {
    subject: model.subject,
    programme: model.programme,
    haushaltsjahr: model.haushaltsjahr,
    ags: model.ags,
    gebietskoerperschaft: {
      kind: body.kind,
      shortName: body.shortName,
      officialName: body.officialName,
      comparabilityNote: body.comparabilityNote,
    },
    ministry: { name: model.ministry.name, abbreviation: model.ministry.abbreviation },
    revision: model.revision,
    asOf: model.asOf ?? model.concludedOn,
    fassung: model.fassung,
    fassungHash: model.fassungHash,
    concludedOn: model.concludedOn,
    publishedAt: model.publishedAt,
    cancelledOn: model.cancelled?.on,
    cancellationDocumentSha256: model.cancelled?.documentSha256,
    haushaltsmittel: money(model.amountCent),
    budgetItems: model.budgetItems.map(({ label, amountCent, earmark }) => ({
      label,
      amount: money(amountCent),
      earmark,
    })),
    eckdaten: model.eckdaten.map(({ label, art, value, unit }) => ({ label, art, value, unit })),
    massnahmenarten: model.massnahmenarten.map(({ art, label, massnahmen }) => ({
      art,
      label,
      massnahmen: massnahmen.map((massnahme) => ({
        label: massnahme.label,
        traeger: massnahme.traeger,
        places: massnahme.places,
        amount: massnahme.amountCent === undefined ? undefined : money(massnahme.amountCent),
      })),
    })),
    signatures: model.signatures.map((signature) => ({
      party: signature.party,
      office: officeWithoutName(signature),
      date: signature.date,
      asWritten: signature.asWritten,
    })),
    documents: {
      vereinbarung: { file: 'vereinbarung.pdf', sha256: pdf.sha256, size: pdf.size },
      suppliedTextSha256: model.textDocument?.sha256,
      textCopySha256: isCopyOfText(model) ? pdf.sha256 : undefined,
      scans: model.scans.map(({ sha256, size, pages, parties, retainUntil }) => ({
        sha256,
        size,
        pages,
        parties: [...parties],
        retainUntil,
      })),
    },
    ...course(model),
  };
}

function course(model: PublicZielvereinbarung) {
  const { bescheide, abweichungen, budgetHistory } = model;
  return {
    bescheide: bescheide.map(
      ({ art, aktenzeichen, issuedOn, amountCent, bewilligungszeitraum, differenceCent, finalSince }) => ({
        art,
        aktenzeichen,
        issuedOn,
        amount: money(amountCent),
        bewilligungszeitraum: { from: bewilligungszeitraum.from, to: bewilligungszeitraum.to },
        difference: differenceCent === undefined ? undefined : money(differenceCent),
        finalSince,
      }),
    ),
    umsetzungsbesprechungen: model.meetings.map(({ on, participants }) => ({
      on,
      participants: [...participants],
    })),
    abweichungen: abweichungen.map(deviation),
    zielerreichung: {
      notConsidered: [...model.notConsidered],
      assessments: model.assessments.map(({ assessedOn, items }) => ({ assessedOn, items: items.map(goal) })),
    },
    budgetHistory: budgetHistory.map(({ kind, amountCent, effectiveOn, fassung }) => ({
      kind,
      amount: money(amountCent),
      effectiveOn,
      fassung,
    })),
  };
}

function deviation(abweichung: PublicAbweichung) {
  const { number, of, effectiveOn } = abweichung;
  return abweichung.of === 'haushaltsmittel'
    ? { number, of, from: money(abweichung.fromCent), to: money(abweichung.toCent), effectiveOn }
    : {
        number,
        of,
        label: abweichung.label,
        agreed: abweichung.isAgreed,
        from: abweichung.from && measure(abweichung.from),
        to: measure(abweichung.to),
        effectiveOn,
      };
}

function goal({ label, soll, ist, difference, considered, result }: PublicAssessmentItem) {
  return {
    label,
    soll: target(soll),
    ist: target(ist),
    difference: difference && target(difference),
    consideredAbweichungen: considered.map(({ abweichung, sentence }) => ({
      abweichung,
      consideration: sentence,
    })),
    result,
  };
}

function target(value: Target) {
  return 'amountCent' in value ? money(value.amountCent) : measure(value);
}

function measure({ value, unit }: PublicMeasure) {
  return { value, unit };
}

function money(amountCent: number) {
  return { amountCent, currency: 'EUR' };
}

/** Somebody may have typed the name into the field of the office. */
function officeWithoutName({ office, name }: PublicSignature): string {
  return office.replaceAll(name, '').replace(/\s+/gu, ' ').trim();
}
