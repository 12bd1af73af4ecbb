import type { Wire } from '../../../../events/wire.ts';
import { plainText } from '../../../../shared/domain/plain-text.ts';
import type { ClearingItemView } from '../../../api/types.ts';
import { gapFault, readReplacement, type Gap, type Order } from './decisions.ts';
import type { DeskAction } from './desk-actions.ts';

/** What was typed for a decision; which of it counts depends on the action. */
export type TypedOrder = {
  readonly reason: string;
  readonly body: string;
  readonly gap: Gap;
  /** Whether the number of an unreadable message is to be closed. */
  readonly closes: boolean;
};

/** What is wrong, by field. */
export type OrderErrors = Partial<Record<'reason' | 'body' | keyof Gap, string>>;

/** Which decision about which message, and whether a number may have been left open. */
export type OrderContext = {
  readonly action: DeskAction;
  readonly item: ClearingItemView;
  readonly hasGap: boolean;
  readonly wire: Wire;
};

/** The order as it can be sent, or what is wrong with it. A pure function. */
export function readOrder(
  typed: TypedOrder,
  { action, item, hasGap, wire }: OrderContext,
): Order | OrderErrors {
  const reason = plainText(typed.reason);
  const replacement = action === 'replace' ? readReplacement(typed.body, item, wire) : undefined;
  const gap = hasGap && typed.closes ? typed.gap : undefined;
  const errors: OrderErrors = {
    ...reasonFault(action, reason),
    ...(replacement?.ok === false && { body: replacement.text }),
    ...(gap && gapFault(gap)),
  };
  if (Object.keys(errors).length > 0) return errors;
  return { action, reason, ...(replacement?.ok === true && { body: replacement.body }), ...(gap && { gap }) };
}

/** Whether it can be sent. */
export function isOrder(read: Order | OrderErrors): read is Order {
  return 'action' in read;
}

function reasonFault(action: DeskAction, reason: string): OrderErrors {
  if (action === 'discard' && reason === '')
    return { reason: 'Bitte geben Sie an, warum die Nachricht verworfen wird.' };
  return reason.length > 1000 ? { reason: 'Die Begründung hat höchstens 1.000 Zeichen.' } : {};
}
