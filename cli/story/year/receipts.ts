import { until, type Staff } from '../../stage/borders.ts';
import { judged, type Judged, type Name } from '../../stage/receipts.ts';

/** Waits until every one of these messages came to this end. */
export async function allAre(land: Staff, names: readonly Name[], state: Judged['state']): Promise<void> {
  for (const name of names)
    await until(`${name.source} ${name.id} to be ${state}`, async () =>
      (await judged(land, name)).state === state ? true : undefined,
    );
}
