import type { DocumentBlock, SignatureEntry } from './document-model.ts';
import type { Parties } from './fill-placeholders.ts';

/** A signature as declared, to be printed in the reading version. */
export type PrintedSignature = {
  readonly party: 'land' | 'kommune';
  readonly signatory: {
    readonly name: string;
    readonly office: string;
    readonly capacity?: string | undefined;
  };
  readonly place: string;
  readonly signedOn: { readonly date: string; readonly asWritten: string };
};

/** How many signatures each side gives. */
export type SignatureSlots = { readonly land: number; readonly kommune: number };

const oneEach: SignatureSlots = { land: 1, kommune: 1 };

/**
 * The block at the end: first the Land, then the Kommune. A slot without a declaration stays empty, with
 * lines for place, date, name and office. The reading version never shows a handwritten signature.
 */
export function signatureBlock(
  parties: Parties,
  signatures: readonly PrintedSignature[] = [],
  slots: SignatureSlots = oneEach,
): DocumentBlock {
  const entries = (['land', 'kommune'] as const).flatMap((party) => {
    const printed = signatures.filter((signature) => signature.party === party);
    const count = Math.max(slots[party], printed.length);
    return Array.from({ length: count }, (_, at) => entry(parties, party, printed[at]));
  });
  return { kind: 'signatures', entries };
}

function entry(
  parties: Parties,
  party: SignatureEntry['party'],
  signature?: PrintedSignature,
): SignatureEntry {
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

function accusative({ programme, gebietskoerperschaft }: Parties, party: SignatureEntry['party']): string {
  return party === 'land' ? programme.ministry.forms.accusative : gebietskoerperschaft.forms.accusative;
}

/** As the signed papers have it: "Staatsministerin / Hessisches Ministerium …", "Landrat / des Landkreises …". */
function bodyBelowOffice(
  { programme, gebietskoerperschaft }: Parties,
  party: SignatureEntry['party'],
): string {
  return party === 'land' ? programme.ministry.name : gebietskoerperschaft.forms.genitive;
}

/** "Oberbürgermeister der Stadt Kassel" needs no second "der Stadt Kassel" below it. */
function namesItsBody(office: string, { programme, gebietskoerperschaft }: Parties): boolean {
  return office.includes(gebietskoerperschaft.forms.genitive) || office.includes(programme.ministry.name);
}
