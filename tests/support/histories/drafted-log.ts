import { drafted, revised } from '../facts/given.ts';
import { recorder } from '../stages/recorder.ts';

/** A log in which two Zielvereinbarungen have four Fassungen each, the last of them only drafted. */
export async function draftedLog() {
  const { send, store } = recorder();
  for (const fact of [drafted(), revised(2), revised(3), revised(4)])
    for (const ags of ['06533', '06531']) {
      const data = fact.type === 'ZielvereinbarungDrafted' ? { ...fact.data, ags } : fact.data;
      await send({ ...fact, subject: `AQB-2025-${ags}`, id: `${fact.id}-${ags}`, data } as typeof fact);
    }
  return store;
}
