import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { AGAIN, untilUndisturbed, type Patience } from '../../application/ports/patience.ts';
import type { CommitOutcome, EventStore } from '../../application/ports/event-store.ts';

/** Reasons by which DynamoDB cancels a transaction for being too busy at one of its items. */
const BUSY = ['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded'];

/**
 * A store whose transactions outlast a busy item: the identical one is sent again after a growing pause (d-1, D4).
 * The SDK does so for a throttled call, and not for a transaction that was cancelled for one throttled item, of which
 * nothing was written. After the last try the cancellation is passed on: machinery, not content.
 */
export function unhurried(store: EventStore, patience: Patience): EventStore {
  return {
    ...store,
    commit(commit) {
      let busy = new Error('The store was busy');
      const attempt = async (): Promise<CommitOutcome | typeof AGAIN> => {
        try {
          return await store.commit(commit);
        } catch (error) {
          if (!isBusy(error)) throw error;
          busy = error;
          return AGAIN;
        }
      };
      return untilUndisturbed(patience, attempt, () => busy);
    },
  };
}

function isBusy(error: unknown): error is TransactionCanceledException {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(({ Code: code = '' }) => BUSY.includes(code));
}
