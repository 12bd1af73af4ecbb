import { roleOf } from '../../shared/domain/senders.ts';

/** Message attribute in which whoever sends a dead letter back says who had sent it before. */
export const ORIGINAL_SENDER = 'originalSenderId';

/** A message by who sent it. */
export type SentBy = {
  /** As SQS states it: `AROA…:session` for a role. */
  readonly senderId: string;
  /** {@link ORIGINAL_SENDER} of the message, which anybody can write. */
  readonly originalSenderId?: string | undefined;
};

/**
 * All who sent a message, the newest first, with a space between them: what goes along as
 * {@link ORIGINAL_SENDER} when it is sent back. Whoever sends back need not know who the operator is: what a
 * stranger wrote into the attribute stays behind the stranger's own id.
 */
export function sendersOf({ senderId, originalSenderId }: SentBy): string {
  return originalSenderId === undefined ? senderId : `${senderId} ${originalSenderId}`;
}

/**
 * Whose word a message is: the newest of its senders that is not the operator, however often the operator sent
 * it back; the operator's own where it names nobody. The operator vouches that it forwards, not for what is
 * said, so a stranger is refused after a redrive as before (I3). The attribute of anybody else says nothing (E12).
 */
export function judgedSender(sent: SentBy, operatorId: string | undefined): string {
  const senders = sendersOf(sent).split(' ');
  return senders.find((senderId) => roleOf(senderId) !== operatorId) ?? sent.senderId;
}
