import { PARTIES, type Party } from '../../../../events/primitives.ts';
import { isAccepted } from './contradiction.ts';
import type { Declaration, Fassung, Scan } from '../state.ts';

/**
 * "Both signatures present", decided in this one place (rule 3, d-8): a slot is filled when a
 * declaration and an archived, checked scan agree in Fassung and party, and in hash where one is named; a scan whose
 * QR codes contradict its assignment only once two people accepted it.
 */

/** Whether this scan proves this declaration. */
export function proves(scan: Scan, declaration: Declaration): boolean {
  return (
    scan.aside !== true &&
    scan.sha256 !== undefined &&
    scan.check?.pagesComplete === true &&
    scan.check.visible.includes(declaration.party) &&
    isAccepted(scan, declaration.party) &&
    (declaration.sha256 === undefined || declaration.sha256 === scan.sha256)
  );
}

/** Whether this scan proves any declaration on this Fassung. */
export function provesAny(scan: Scan, { number, declarations }: Fassung): boolean {
  return scan.fassung === number && declarations.some((declaration) => proves(scan, declaration));
}

/** Declarations of this party that can fill a slot at all. */
export function declarationsOf({ declarations }: Fassung, party: Party): readonly Declaration[] {
  return declarations.filter((declaration) => declaration.party === party && declaration.fes !== true);
}

/** Declarations of this party that an archived, checked scan of the Fassung proves; one per person. */
export function filledSlots(fassung: Fassung, scans: readonly Scan[], party: Party): readonly Declaration[] {
  const proven = declarationsOf(fassung, party).filter((declaration) =>
    scans.some((scan) => scan.fassung === fassung.number && proves(scan, declaration)),
  );
  return onePerPerson(proven);
}

/** Declarations of this party that can fill a slot, one per person: a person who declares twice holds one slot. */
export function declaredSlots(fassung: Fassung, party: Party): readonly Declaration[] {
  return onePerPerson(declarationsOf(fassung, party));
}

function onePerPerson(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.filter(
    ({ signatory }, index) => declarations.findIndex((other) => other.signatory === signatory) === index,
  );
}

/** Whether each party's slots are filled on this Fassung. */
export function isSignedByBoth(fassung: Fassung, scans: readonly Scan[]): boolean {
  return PARTIES.every((party) => filledSlots(fassung, scans, party).length >= fassung.slots[party]);
}

/** The day on which the last of the needed signatures was given: the latest `signedOn`. */
export function lastSignedOn(fassung: Fassung, scans: readonly Scan[]): string | undefined {
  return PARTIES.flatMap((party) =>
    filledSlots(fassung, scans, party).map((declaration) => declaration.signedOn),
  )
    .sort()
    .at(-1);
}
