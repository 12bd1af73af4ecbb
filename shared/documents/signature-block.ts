import { PARTIES, type Party } from '../../events/primitives.ts';
import { perParty } from '../domain/per-party.ts';
import type { DocumentBlock, SignatureEntry } from './document-model.ts';
import type { PartyNames } from './fill-placeholders.ts';

/** A signature as declared, to be printed in the reading version. */
export type PrintedSignature = {
  readonly party: Party;
  readonly signatory: {
    readonly name: string;
    readonly office: string;
    readonly capacity?: string | undefined;
  };
  readonly place: string;
  readonly signedOn: { readonly date: string; readonly asWritten: string };
};

/** How many signatures each side gives. */
export type SignatureSlots = Readonly<Record<Party, number>>;

const oneEach: SignatureSlots = perParty(() => 1);

/**
 * The block at the end: first the Land, then the Kommune. A slot without a declaration stays empty, with
 * lines for place, date, name and office. The reading version never shows a handwritten signature.
 */
export function signatureBlock(
  parties: PartyNames,
  signatures: readonly PrintedSignature[] = [],
  slots: SignatureSlots = oneEach,
): DocumentBlock {
  const entries = PARTIES.flatMap((party) => {
    const printed = signatures.filter((signature) => signature.party === party);
    const count = Math.max(slots[party], printed.length);
    return Array.from({ length: count }, (_, at) => entry(parties, party, printed[at]));
  });
  return { kind: 'signatures', entries };
}

function entry(parties: PartyNames, party: Party, signature?: PrintedSignature): SignatureEntry {
  if (signature === undefined) return { party, body: [`Für ${accusative(parties, party)}`] };
  const { name, office, capacity } = signature.signatory;
  return {
    party,
    placeAndDate: `${signature.place}, den ${signature.signedOn.asWritten}`,
    name: capacity === undefined ? name : `${capacity} ${name}`,
    office,
    body: namesItsBody(office, parties) ? [] : [bodyBelowOffice(parties, party)],
  };
}

function accusative({ programme, gebietskoerperschaft }: PartyNames, party: Party): string {
  const names: Readonly<Record<Party, string>> = {
    land: programme.ministry.forms.accusative,
    kommune: gebietskoerperschaft.forms.accusative,
  };
  return names[party];
}

/** As the signed papers have it: "Staatsministerin / Hessisches Ministerium …", "Landrat / des Landkreises …". */
function bodyBelowOffice({ programme, gebietskoerperschaft }: PartyNames, party: Party): string {
  const names: Readonly<Record<Party, string>> = {
    land: programme.ministry.name,
    kommune: gebietskoerperschaft.forms.genitive,
  };
  return names[party];
}

/** "Oberbürgermeister der Stadt Kassel" needs no second "der Stadt Kassel" below it. */
function namesItsBody(office: string, { programme, gebietskoerperschaft }: PartyNames): boolean {
  return office.includes(gebietskoerperschaft.forms.genitive) || office.includes(programme.ministry.name);
}
