import type { Recorded, RecordedEvent } from '../../../../events/recorded/index.ts';

/** Stands where the name of a signatory was erased from the log (rule 10). */
export const NAME_WITHHELD = 'Name nicht mehr gespeichert';

/** Stands where a sentence of an assessment was erased from the log (rule 10). */
export const TEXT_WITHHELD = 'Text nicht mehr gespeichert';

/**
 * An event as it can be read and folded. Erasing a personal part takes the leaves out of the log, although
 * types promise them. That matters in two places: a signature, whose name and key are needed later, says that
 * its name is gone, and what is left of it keeps two signatories apart; an assessment keeps its figures and
 * says that its sentences are gone.
 */
export function readableEvent(event: RecordedEvent): RecordedEvent {
  if (event.type === 'SignatureReceived') return { ...event, data: readableSignature(event.data) };
  return event.type === 'ZielerreichungAssessed' ? { ...event, data: readableAssessment(event.data) } : event;
}

type Assessment = Recorded<'ZielerreichungAssessed'>['data'];
type Goal = Assessment['items'][number];

/** An assessment whose personal part may be gone. */
type StoredAssessment = {
  readonly summary?: string;
  readonly items: readonly (Omit<Goal, 'result' | 'consideredAbweichungen'> & {
    readonly result?: string;
    readonly consideredAbweichungen: readonly {
      readonly abweichung: number;
      readonly consideration?: string;
    }[];
  })[];
};

function readableAssessment({ items, summary = TEXT_WITHHELD }: StoredAssessment): Assessment {
  return {
    summary,
    items: items.map(({ result = TEXT_WITHHELD, consideredAbweichungen, ...figures }) => ({
      ...figures,
      result,
      consideredAbweichungen: consideredAbweichungen.map(({ abweichung, consideration = TEXT_WITHHELD }) => ({
        abweichung,
        consideration,
      })),
    })),
  };
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
