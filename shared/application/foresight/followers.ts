import { FOLLOWERS } from '../../domain/zielvereinbarung/telling/followers-sentence.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { SubjectCommit } from '../ports/event-store.ts';
import type { Preview } from './previews-together.ts';
import { couldGoOn } from '../recording/release-waiting.ts';
import { storeAfter } from './store-after.ts';

/**
 * Whether something that waits would have its turn once this is written. Costs no read where the head counts
 * nothing that waits; before anything is recorded no head counts all of it.
 */
export async function wouldGoOn(recorder: Recorder, commit: SubjectCommit): Promise<boolean> {
  const { subject, head } = commit;
  if (head !== undefined && head.version > 0 && head.parked === 0) return false;
  return couldGoOn({ ...recorder, store: storeAfter(recorder.store, commit) }, subject);
}

/** As said, with one sentence more where something would be recorded: what waited for it is judged then. */
export function withFollowers(said: Preview): Preview {
  if (said.outcome !== 'would-record') return said;
  return { ...said, consequences: [...said.consequences, FOLLOWERS] };
}
