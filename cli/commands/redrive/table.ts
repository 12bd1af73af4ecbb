import type { CloudEvent } from '../../../events/fact.ts';
import { refusedSentence } from '../../../events/reasons.ts';
import type { Wire } from '../../../events/wire.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import { clearingItemOf } from '../../../shared/application/refusing/clearing-item.ts';
import { lyingItem } from '../../../shared/application/refusing/lying-item.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import { until } from '../../stage/borders.ts';
import { clientsOf } from '../../stage/connection.ts';
import type { StageAddresses } from '../../stage/endpoints.ts';
import { logOf } from '../../terminal/log.ts';
import { inTime, judgedBy, type Judged } from '../../stage/receipts.ts';
import type { ToldEnd } from '../../stage/telling.ts';

/** What the table itself says became of a message, whichever door it came through: an operator reads it there. */
export function endsInTable(stage: StageAddresses, wire: Wire) {
  const { tableName } = stage;
  const { dynamoDb: client } = clientsOf(stage);
  const [store, receipts] = [logOf(stage, wire), dynamoDbReceipts({ client, tableName })];
  const receipt = async (event: CloudEvent): Promise<Judged | undefined> => {
    const read = await receiptOf({ store, receipts }, event);
    return read === undefined || read.state === 'received' ? undefined : read;
  };
  const judged = (event: CloudEvent, isEnd?: (read: Judged) => boolean) =>
    inTime(judgedBy(() => receipt(event), event, isEnd));
  return {
    wire,
    receipt,
    judged: (event: CloudEvent) => judged(event),
    contradicted: (event: CloudEvent) => judged(event, ({ otherContent }) => otherContent !== undefined),
    marker: ({ source, id }: CloudEvent) => store.marker(source, id),
    /** The clearing desk keeps it under a fingerprint of what it is, in the month in which it first came. */
    async unreadable(body: string, isStuck: boolean): Promise<ToldEnd> {
      const read = wire.readEnvelope(body);
      const claim = read.ok ? read.event : read.claim;
      const message = { body, claim, reason: 'body-unreadable', door: '', proven: false } as const;
      const lying = () => {
        const receivedAt = new Date().toISOString();
        return lyingItem(store, clearingItemOf({ ...message, receivedAt }, nodeCrypto));
      };
      const found = await (isStuck ? lying() : inTime(until('the clearing desk', lying)));
      if (found === undefined) return { end: 'noch nicht beurteilt', sentence: 'noch nicht beurteilt.' };
      const sentence = `zurückgewiesen (${found.reason}): ${refusedSentence(found.reason)}`;
      return { end: 'zurückgewiesen', sentence };
    },
  };
}
