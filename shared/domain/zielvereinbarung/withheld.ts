import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';

/** Stands where the name of a signatory was erased from the log (rule 10). */
export const NAME_WITHHELD = 'Name nicht mehr gespeichert';

/**
 * An event as it can be read and folded. Erasing a personal part takes the leaves out of the log, although
 * types promise them; the one place where that matters is a signature, whose name and key are needed later:
 * the name says that it is gone, and what is left of the signature keeps two signatories apart.
 */
export function readableEvent(event: RecordedEvent): RecordedEvent {
  return event.type === 'SignatureReceived' ? { ...event, data: readableSignature(event.data) } : event;
}

type Signature = Recorded<'SignatureReceived'>['data'];

/** A signature whose personal part may be gone. */
type Stored = Omit<Signature, 'signatory' | 'signatoryKey'> & {
  readonly signatoryKey?: string;
  readonly signatory: Omit<Signature['signatory'], 'name'> & { readonly name?: string };
};

function readableSignature(data: Stored): Signature {
  const { signatory, signatoryKey } = data;
  return {
    ...data,
    signatory: { ...signatory, name: signatory.name ?? NAME_WITHHELD },
    signatoryKey: signatoryKey ?? keyOfRest(data),
  };
}

/** The same signature reported twice stays one. */
function keyOfRest({ party, place, signedOn, signatory, document }: Stored): string {
  const { office, capacity = '' } = signatory;
  return ['withheld', party, office, capacity, place, signedOn.date, document?.sha256 ?? ''].join(' ');
}
