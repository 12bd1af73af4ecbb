import { z } from 'zod';
import { receiptPath } from '../../../functions/staff-api/event-name.ts';
import { until, type Staff } from '../../borders.ts';
import type { Sent } from './post.ts';

const receipt = z.looseObject({
  state: z.enum(['received', 'recorded', 'duplicate', 'parked', 'refused']),
  otherContent: z.looseObject({}).optional(),
});

type Receipt = z.infer<typeof receipt>;

/** What became of a message: it is no longer only received. */
export type Judged = Receipt & { readonly state: Exclude<Receipt['state'], 'received'> };

/** Reads the receipt of a message once it was judged. */
export function judged(land: Staff, name: Sent): Promise<Judged> {
  return until(`the receipt of ${name.source} ${name.id}`, async () => {
    const { status, body } = await land.get(receiptPath(name));
    const read = status === 200 ? receipt.parse(body) : undefined;
    return read === undefined || read.state === 'received' ? undefined : { ...read, state: read.state };
  });
}

/** Waits until every one of these messages came to this end. */
export async function allAre(land: Staff, names: readonly Sent[], state: Judged['state']): Promise<void> {
  for (const name of names)
    await until(`${name.source} ${name.id} to be ${state}`, async () =>
      (await judged(land, name)).state === state ? true : undefined,
    );
}
