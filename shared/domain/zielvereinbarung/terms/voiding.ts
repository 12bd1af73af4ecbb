import type { NewEvent } from '../../../../events/recorded/index.ts';
import { derivedFrom } from '../derived.ts';
import { fassungBeingSigned, type Concluded, type Open } from '../state.ts';

/** The signatures that new terms make void, each as a fact of its own, so that their holders are told (rule 1). */
export function voidedBy(cause: NewEvent, state: Open | Concluded, version: number): readonly NewEvent[] {
  const replaced = fassungBeingSigned(state);
  if (replaced === undefined) return [];
  return replaced.declarations.map(({ party, signedOn }, index) => ({
    ...derivedFrom(cause, `voided:${cause.subject}:${version + index + 2}`),
    type: 'SignatureVoided',
    data: { fassung: replaced.number, party, signedOn },
  }));
}
