import { detailOf } from '../../../events/reading/detail.ts';
import { envelope } from '../../../events/fact.ts';
import { type Claim } from '../../../events/reading/read.ts';
import type { Wire } from '../../../events/wire.ts';
import { isNewNumber } from '../log/head.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { ClearingItem, ClosedGap } from '../ports/clearing.ts';
import type { Head } from '../ports/event-store.ts';

/** The number that a person says an unreadable message had; source and subject where the message named none. */
export type GapOrder = { readonly source?: string; readonly subject?: string; readonly sequence: string };

type Refused = {
  readonly outcome: 'refused';
  readonly reason: 'request-invalid' | 'replacement-differs' | 'gap-not-open';
  readonly detail: string;
};

/** Fields by which a sender names and numbers a message. */
const NAMING = ['source', 'id', 'subject', 'sequence'] as const;

/**
 * The first field in which the message that a person names is not the refused one; undefined where it is. Where
 * the refused one could be read its number counts also by being absent, else only what it validly says of itself.
 */
export function fieldThatDiffers(
  { body }: Pick<ClearingItem, 'body'>,
  named: Claim,
  wire: Wire,
): string | undefined {
  const read = wire.readEnvelope(body);
  if (read.ok) return NAMING.find((field) => read.event[field] !== named[field]);
  const { claim } = read;
  return NAMING.find((field) => isValid(field, claim[field]) && claim[field] !== named[field]);
}

/** Whether this gap is one: named validly, not contradicting the message, and neither used up nor waiting. */
export async function closableGap(
  { store, wire }: Recorder,
  item: ClearingItem,
  { sequence, ...order }: GapOrder,
): Promise<{ readonly closes: ClosedGap; readonly head: Head | undefined } | Refused> {
  const closes = {
    source: order.source ?? item.source ?? '',
    subject: order.subject ?? item.subject ?? '',
    sequence,
  };
  const invalid = (['source', 'subject', 'sequence'] as const).find(
    (field) => !isValid(field, closes[field]),
  );
  if (invalid !== undefined) return refused('request-invalid', invalid);
  const differs = fieldThatDiffers(item, { ...item, ...closes }, wire);
  if (differs !== undefined) return refused('replacement-differs', differs);
  const head = await store.load(closes.subject);
  const waits = (await store.waiting(closes.subject)).some(
    (waiting) => waiting.source === closes.source && waiting.sequence === sequence,
  );
  return waits || !isNewNumber(head, closes) ? refused('gap-not-open', 'sequence') : { closes, head };
}

function isValid(field: (typeof NAMING)[number], value: string | undefined): boolean {
  return envelope.shape[field].safeParse(value).success;
}

function refused(reason: Refused['reason'], field: string): Refused {
  return { outcome: 'refused', reason, detail: detailOf(field) };
}
