import type { PublicSignature, PublicZielvereinbarung } from './page-model.ts';

/**
 * The open data of one Zielvereinbarung, `index.json` beside its page. Each field is named here, so nothing
 * slips in; keys keep their order, so the same model gives the same bytes. No names of persons: of a
 * signature only office and date (rule 11).
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

function course({ bescheide, abweichungen, budgetHistory }: PublicZielvereinbarung) {
  return {
    bescheide: bescheide.map(
      ({ art, aktenzeichen, issuedOn, amountCent, bewilligungszeitraum, differenceCent }) => ({
        art,
        aktenzeichen,
        issuedOn,
        amount: money(amountCent),
        bewilligungszeitraum: { from: bewilligungszeitraum.from, to: bewilligungszeitraum.to },
        difference: differenceCent === undefined ? undefined : money(differenceCent),
      }),
    ),
    abweichungen: abweichungen.map((abweichung) =>
      abweichung.of === 'haushaltsmittel'
        ? {
            of: abweichung.of,
            from: money(abweichung.fromCent),
            to: money(abweichung.toCent),
            effectiveOn: abweichung.effectiveOn,
          }
        : {
            of: abweichung.of,
            label: abweichung.label,
            from: abweichung.from,
            to: abweichung.to,
            effectiveOn: abweichung.effectiveOn,
          },
    ),
    budgetHistory: budgetHistory.map(({ kind, amountCent, effectiveOn, fassung }) => ({
      kind,
      amount: money(amountCent),
      effectiveOn,
      fassung,
    })),
  };
}

function money(amountCent: number) {
  return { amountCent, currency: 'EUR' };
}

/** Somebody may have typed the name into the field of the office. */
function officeWithoutName({ office, name }: PublicSignature): string {
  return office.replaceAll(name, '').replace(/\s+/gu, ' ').trim();
}
