import { describe, expect, test } from 'vitest';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbMailbox } from '../../../shared/adapters/table/dynamodb-mailbox.ts';
import { dynamoDbNoticeSettings } from '../../../shared/adapters/table/dynamodb-notice-settings.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import {
  inMemoryMailbox,
  inMemoryNoticeSettings,
} from '../../../shared/adapters/memory/in-memory-mailbox.ts';
import { DIGEST, type Mailbox, type NoticeSettings } from '../../../shared/application/ports/mail.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import {
  createTable,
  emulatorForTests,
  localDynamoDb,
  withoutEmulator,
} from '../../support/processes/emulator.ts';
import { SUBJECT, drafted, released } from '../../support/facts/given.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { WIRE } from '../../support/facts/wire.ts';

type Fresh = { readonly store: EventStore; readonly mailbox: Mailbox; readonly settings: NoticeSettings };

const slip = (day: string, matter = `${SUBJECT}#000002`) => ({
  day,
  matter,
});
const NOTE = slip('2025-09-01');

/** What every mailbox promises; runs on the twin and on the emulator's DynamoDB. */
function contract(fresh: () => Promise<Fresh>): void {
  test('a slip is laid once: laid again, it is what became of it', async () => {
    const { mailbox } = await fresh();
    await mailbox.lay('one', NOTE);
    await mailbox.lay('one', NOTE);
    expect(await mailbox.waiting('one', NOTE.day)).toEqual([NOTE]);
    expect(await mailbox.waiting('other', NOTE.day)).toEqual([]);
    await mailbox.claim('one', NOTE, 'mail-1');
    await mailbox.lay('one', NOTE);
    expect(await mailbox.waiting('one', NOTE.day)).toEqual([]);
  });

  test('slips wait in the order of their days, and not from before the asked one', async () => {
    const { mailbox } = await fresh();
    for (const day of ['2025-09-03', '2025-08-31', '2025-09-02']) await mailbox.lay('one', slip(day));
    await mailbox.lay('one', slip('2025-09-02', DIGEST));
    expect((await mailbox.waiting('one', '2025-09-01')).map(({ day }) => day)).toEqual([
      '2025-09-02',
      '2025-09-03',
    ]);
  });

  test('a slip is claimed by one mail, and by its own repeat', async () => {
    const { mailbox } = await fresh();
    expect(await mailbox.claim('one', NOTE, 'mail-1')).toBe(false);
    await mailbox.lay('one', NOTE);
    const claims = await Promise.all(
      ['mail-1', 'mail-2', 'mail-3'].map((mail) => mailbox.claim('one', NOTE, mail)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    const winner = `mail-${claims.indexOf(true) + 1}`;
    expect(await mailbox.claim('one', NOTE, winner)).toBe(true);
  });

  test('only the mail that claimed a slip says what became of it, and what is sent stays sent', async () => {
    const { mailbox } = await fresh();
    await mailbox.lay('one', NOTE);
    await mailbox.claim('one', NOTE, 'mail-1');
    await mailbox.settle('one', NOTE, { mail: 'mail-2', state: 'waiting' });
    expect(await mailbox.claim('one', NOTE, 'mail-2')).toBe(false);
    await mailbox.settle('one', NOTE, { mail: 'mail-1', state: 'waiting' });
    expect(await mailbox.claim('one', NOTE, 'mail-2')).toBe(true);
    await mailbox.settle('one', NOTE, { mail: 'mail-2', state: 'sent' });
    await mailbox.lay('two', NOTE);
    await mailbox.claim('two', NOTE, 'mail-3');
    await mailbox.settle('two', NOTE, { mail: 'mail-3', state: 'overtaken' });
    await mailbox.lay('two', NOTE);
    expect(await mailbox.waiting('two', NOTE.day)).toEqual([]);
    await mailbox.settle('one', NOTE, { mail: 'mail-2', state: 'waiting' });
    expect(await mailbox.claim('one', NOTE, 'mail-2')).toBe(false);
    expect(await mailbox.waiting('one', NOTE.day)).toEqual([]);
  });

  test('a position moves on and never back', async () => {
    const { mailbox } = await fresh();
    expect([...(await mailbox.positions())]).toEqual([]);
    for (const version of [3, 5, 4]) await mailbox.advance(SUBJECT, version);
    expect([...(await mailbox.positions())]).toEqual([[SUBJECT, 5]]);
  });

  test('what was recorded after a version comes in order, and nothing of others', async () => {
    const { store, mailbox } = await fresh();
    const { send } = recorderOn(store);
    for (const fact of [drafted(), released()]) await send(fact);
    const typesAfter = async (version: number) =>
      (await mailbox.eventsAfter(SUBJECT, version)).map(({ type }) => type);
    expect(await typesAfter(0)).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungReleasedForSignature']);
    expect(await typesAfter(1)).toEqual(['ZielvereinbarungReleasedForSignature']);
    expect(await typesAfter(2)).toEqual([]);
    expect(await mailbox.eventsAfter('AQB-2025-06531', 0)).toEqual([]);
  });

  test('a choice holds until the next, and is nobody else’s', async () => {
    const { settings } = await fresh();
    expect(await settings.delivery('one')).toBe('daily');
    for (const delivery of ['immediate', 'off'] as const) await settings.choose('one', delivery);
    expect(await settings.delivery('one')).toBe('off');
    expect(await settings.delivery('two')).toBe('daily');
  });
}

describe('the mailbox in the twin', () => {
  contract(() => {
    const store = inMemoryEventStore();
    return Promise.resolve({ store, mailbox: inMemoryMailbox(store), settings: inMemoryNoticeSettings() });
  });
});

describe.skipIf(withoutEmulator)('the mailbox in DynamoDB', () => {
  const emulator = emulatorForTests();
  let tables = 0;
  contract(async () => {
    const client = localDynamoDb(emulator.endpoint());
    const tableName = `mailbox-${(tables += 1)}`;
    await createTable(client, tableName);
    const settings = { client, tableName, wire: WIRE };
    return {
      store: dynamoDbEventStore(settings),
      mailbox: dynamoDbMailbox(settings),
      settings: dynamoDbNoticeSettings(settings),
    };
  });
});
