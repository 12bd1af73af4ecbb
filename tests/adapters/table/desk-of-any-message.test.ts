import { describe } from 'vitest';
import {
  inMemoryClearingInventory,
  inMemoryEventStore,
  inMemoryReceipts,
} from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { dynamoDbClearingInventory } from '../../../shared/adapters/table/clearing-inventory.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { emulatorForTests, withoutEmulator } from '../../support/processes/emulator.ts';
import { deskContract } from '../../support/stores/desk-contract.ts';
import { dynamoDbLocalForTests, withoutDynamoDbLocal } from '../../support/stores/dynamodb-local.ts';
import { tablesOn } from '../../support/stores/store-engines.ts';
import { imitatedTable } from '../../support/stores/table-imitation.ts';

describe('the in-memory twin', () => {
  deskContract(() => {
    const store = inMemoryEventStore();
    const { memory } = store;
    return Promise.resolve({
      store,
      receipts: inMemoryReceipts(memory),
      inventory: inMemoryClearingInventory(memory),
    });
  }, 300);
});

describe('a table in memory', () => {
  deskContract(() => {
    const settings = { tableName: 'log', wire: WIRE, ...imitatedTable({ pageItems: 2 }) };
    return Promise.resolve({
      store: dynamoDbEventStore(settings),
      receipts: dynamoDbReceipts(settings),
      inventory: dynamoDbClearingInventory(settings),
    });
  }, 60);
});

const engines = (endpoint: Parameters<typeof tablesOn>[0]) => {
  const fresh = tablesOn(endpoint);
  return async () => {
    const table = await fresh();
    return { ...table, inventory: dynamoDbClearingInventory(table) };
  };
};

describe.skipIf(withoutEmulator)('DynamoDB of the emulator', () => {
  deskContract(engines(emulatorForTests()), 4);
});

describe.skipIf(withoutDynamoDbLocal)('DynamoDB Local', () => {
  deskContract(engines(dynamoDbLocalForTests()), 4);
});
