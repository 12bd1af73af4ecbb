import { z } from 'zod';
import { receiptPath } from '../../functions/staff-api/contract/event-name.ts';
import { TooLate, until, type Staff } from './borders.ts';

const refusal = z.looseObject({ reason: z.string(), text: z.string(), detail: z.string().optional() });

const receipt = z.looseObject({
  state: z.enum(['received', 'recorded', 'duplicate', 'parked', 'refused']),
  ...refusal.partial().shape,
  versions: z.array(z.number()).readonly().optional(),
  until: z.string().optional(),
  otherContent: refusal.optional(),
});

/** What the API says became of an event. */
type Receipt = z.infer<typeof receipt>;

/** What became of a message: it is no longer only received. */
export type Judged = Receipt & { readonly state: Exclude<Receipt['state'], 'received'> };

/** Name of an event: its sender's source and id. */
export type Name = { readonly source: string; readonly id: string };

/** The receipt as it is at the moment; undefined where nobody knows the event, or nobody judged it yet. */
export async function receiptNow(
  land: Pick<Staff, 'get'>,
  { source, id }: Name,
): Promise<Judged | undefined> {
  const { status, body } = await land.get(receiptPath({ source, id }));
  const read = status === 200 ? receipt.parse(body) : undefined;
  return read === undefined || read.state === 'received' ? undefined : { ...read, state: read.state };
}

/** Reads the receipt of a message once it was judged. @throws TooLate where that does not happen. */
export function judged(
  land: Pick<Staff, 'get'>,
  name: Name,
  isEnd: (read: Judged) => boolean = () => true,
): Promise<Judged> {
  return judgedBy(() => receiptNow(land, name), name, isEnd);
}

/** As {@link judged}; undefined where nobody judged the message within two minutes. */
export function judgedInTime(
  land: Pick<Staff, 'get'>,
  name: Name,
  isEnd?: (read: Judged) => boolean,
): Promise<Judged | undefined> {
  return inTime(judged(land, name, isEnd));
}

/** Asks for a receipt until it is one that ends the waiting. @throws TooLate where that does not happen. */
export function judgedBy(
  ask: () => Promise<Judged | undefined>,
  { source, id }: Name,
  isEnd: (read: Judged) => boolean = () => true,
): Promise<Judged> {
  return until(`the receipt of ${source} ${id}`, async () => {
    const read = await ask();
    return read !== undefined && isEnd(read) ? read : undefined;
  });
}

/** What was awaited; undefined where it did not come in time. */
export async function inTime<Awaited>(awaited: Promise<Awaited>): Promise<Awaited | undefined> {
  try {
    return await awaited;
  } catch (error) {
    if (error instanceof TooLate) return undefined;
    throw error;
  }
}

/**
 * Why an event is not recorded, in German with its code; undefined where it is. Where another content came
 * under the same name before, that one counts and this one lies at the clearing desk.
 */
export function obstacle({ state, otherContent, ...why }: Judged): string | undefined {
  const { reason, text, detail } = otherContent ?? why;
  if (otherContent === undefined && (state === 'recorded' || state === 'duplicate')) return undefined;
  const verb = state === 'parked' && otherContent === undefined ? 'wartet' : 'zurückgewiesen';
  const code = [reason, detail].filter((part) => part !== undefined).join(', ');
  return [verb, code === '' ? '' : ` (${code})`, text === undefined ? '.' : `: ${text}`].join('');
}
