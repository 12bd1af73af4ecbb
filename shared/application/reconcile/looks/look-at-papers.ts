import type { Recorded, RecordedEvent } from '../../../../events/recorded/index.ts';
import { fassungOf } from '../../../domain/zielvereinbarung/state.ts';
import { produceSigning } from '../../publishing/produce-signing.ts';
import type { Finding } from '../finding.ts';
import type { Reconciler, SoundLog } from '../reconciler.ts';

/** What papers are looked at with. */
export type PaperLooker = Pick<Reconciler, 'publisher'> & {
  /** Whether the function that produces them is at work on this fact. */
  readonly isOnItsWay: (event: RecordedEvent) => boolean;
};

/** Fassungen that were released and have no PDF for signing on record: the parties have nothing to print. */
export function lookAtPapers(
  { publisher, isOnItsWay }: PaperLooker,
  { subject, events, folded }: SoundLog,
): readonly Finding[] {
  const { state } = folded.head;
  if (state.status === 'none') return [];
  return events
    .filter(isRelease)
    .filter((event) => !isOnItsWay(event))
    .filter(({ data }) => fassungOf(state, data.fassung) !== undefined && !isPrinted(events, data.fassung))
    .map(({ version, data }) => ({
      code: 'signing-pdf-missing',
      subject,
      version,
      repair: async () => {
        await produceSigning(publisher, { subject, data });
        return 'repaired';
      },
    }));
}

type Release = Recorded<'ZielvereinbarungReleasedForSignature'>;

const isRelease = (event: RecordedEvent): event is Release =>
  event.type === 'ZielvereinbarungReleasedForSignature';

function isPrinted(events: readonly RecordedEvent[], fassung: number): boolean {
  return events.some(
    (event) =>
      event.type === 'DocumentArchived' && event.data.kind === 'signing' && event.data.fassung === fassung,
  );
}
