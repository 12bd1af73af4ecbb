import type { Recorded } from '../../../../events/recorded/index.ts';
import { NAME_WITHHELD } from './withheld.ts';
import type { Fassung } from '../state.ts';

/** A signature as it was declared, with its names: enough to ask about it, never to decide. */
export type Signature = Recorded<'SignatureReceived'>['data'];

/** Before, between or behind a name, and no part of it. */
const NO_NAME = new Set(
  [
    'herr frau dr prof professor professorin dipl ing med jur phil rer nat pol oec habil hc mag',
    'freiherr freifrau graf graefin von van vom zu zur der den de',
    'landrat landraetin buergermeister buergermeisterin oberbuergermeister oberbuergermeisterin stadtrat stadtraetin',
    'minister ministerin staatsminister staatsministerin staatssekretaer staatssekretaerin',
    'kreisbeigeordneter kreisbeigeordnete beigeordneter beigeordnete dezernent dezernentin',
  ].flatMap((words) => words.split(' ')),
);

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Words in small letters without marks: `ä` as `ae`, `é` as `e`. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüß]/gu, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '');
  return plain.split(/[^\p{Letter}]+/u).filter((word) => word !== '');
}

/**
 * What is left of a name in every spelling: its first and its last word, whichever stands first, without titles,
 * particles and initials; `Muster, Dr. Max P.` is `Max Muster`. Two people may share it.
 */
export function nameCore(name: string): string {
  const [family = [], ...given] = name.split(',').map(namesIn);
  const words = [...given.flat(), ...family];
  const [first, last] = [words[0], words.at(-1)];
  return [...new Set([first, last])]
    .filter((word) => word !== undefined)
    .toSorted()
    .join(' ');
}

function namesIn(text: string): readonly string[] {
  return wordsOf(text).filter((word) => word.length > 1 && !NO_NAME.has(word));
}

/** Those of other names that count on this Fassung beside this signature, for either side; of them alone can be asked. */
export function othersOn(
  { number, declarations }: Fassung,
  { signatoryKey }: Pick<Signature, 'signatoryKey'>,
  signatures: readonly Signature[],
): readonly Signature[] {
  return signatures.filter(
    (one) =>
      one.fassung === number &&
      one.signatoryKey !== signatoryKey &&
      declarations.some(({ party, signatory }) => party === one.party && signatory === one.signatoryKey),
  );
}

/** Whether one of the others has the same name in another spelling; of a name that was erased nobody knows. */
export function hasNamesake({ signatory }: Signature, others: readonly Signature[]): boolean {
  const core = nameCore(signatory.name);
  return (
    core !== '' && others.some(({ signatory: { name } }) => name !== NAME_WITHHELD && nameCore(name) === core)
  );
}

/** Whether one of the others holds the same office on the same side. */
export function hasOfficeTwice({ party, signatory }: Signature, others: readonly Signature[]): boolean {
  const office = officeOf(signatory);
  return others.some((other) => other.party === party && officeOf(other.signatory) === office);
}

const officeOf = ({ office }: Signature['signatory']) => wordsOf(office).join(' ');
