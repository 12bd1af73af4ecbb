import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendAndTell } from '../../cli/commands/emit/send-and-tell.ts';
import { runRollOver } from '../../cli/commands/roll-over/run.ts';
import { readWishes } from '../../cli/commands/roll-over/wishes.ts';
import type { Judged } from '../../cli/stage/receipts.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { inMemoryEventStore, inMemoryReceipts } from '../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../shared/application/viewing/receipt-of.ts';
import { command } from '../end-to-end/command.ts';
import { HMSI, SUBJECT, drafted, released } from '../support/facts/given.ts';
import { seedText } from '../support/facts/seed-text.ts';
import { OWN_WIRE, WIRE } from '../support/facts/wire.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';
import { recorderOn } from '../support/stages/recorder.ts';
import { stageOfCommands } from '../support/stages/stage-of-commands.ts';

const DRAFT = { ...drafted(), sequence: '1' };
const RELEASE = { ...released(), sequence: '2' };

const folder = mkdtempSync(join(tmpdir(), 'own-prefix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe.skipIf(withoutEmulator)('a stage with a prefix of its own', () => {
  const { endpoint } = emulatorForTests();
  let stage: Awaited<ReturnType<typeof stageOfCommands>>;
  let ordinary: typeof stage;
  beforeAll(async () => {
    const place = { endpoint: endpoint(), folder };
    stage = await stageOfCommands({ ...place, name: 'own' }, { wire: OWN_WIRE });
    ordinary = await stageOfCommands({ ...place, name: 'ordinary' }, { wire: WIRE });
  }, 60_000);

  /** Runs a command while the stage judges what comes in. */
  async function run(at: typeof stage, name: string, ...args: readonly string[]) {
    const { ended } = command(name, ...args);
    const over = new AbortController();
    const watched = ended.finally(() => over.abort());
    while (!over.signal.aborted) {
      await at.judge();
      await sleep(50);
    }
    return watched;
  }

  test('has its dead letters read, sent back in order and told of, by the file of its addresses', async () => {
    await stage.bury(OWN_WIRE.toCloudEvent(RELEASE));
    await stage.bury(OWN_WIRE.toCloudEvent(DRAFT));
    await stage.bury(WIRE.toCloudEvent({ ...released(), id: 'of-another-stage' }));
    const listed = await run(stage, 'redrive', '--dry-run', '--endpoints', stage.file);
    expect([listed.code, listed.stdout.split('\n').slice(0, 3)]).toEqual([
      0,
      [
        `ingress: ${SUBJECT} ${DRAFT.id} (${OWN_WIRE.prefix}.zielvereinbarung.drafted.v1 von ${HMSI}, Nr. 1)`,
        `ingress: ${SUBJECT} ${RELEASE.id} (${OWN_WIRE.prefix}.zielvereinbarung.released-for-signature.v1 von ${HMSI}, Nr. 2)`,
        expect.stringMatching(/ \(unlesbar\)$/u),
      ],
    ]);
    const { code, stdout, stderr } = await run(stage, 'redrive', '--endpoints', stage.file);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual([
      `${SUBJECT} ${DRAFT.id}: verzeichnet (Nr. 1).`,
      `${SUBJECT} ${RELEASE.id}: verzeichnet (Nr. 2).`,
      expect.stringMatching(/ \(unlesbar\): zurückgewiesen \(event-type-unknown\)/u),
      '3 zurückgesendet: 2 verzeichnet, 1 zurückgewiesen.',
    ]);
    expect([code, stderr]).toEqual([2, '']);
  });

  test('has its letters sent back as a stage with the default has', async () => {
    await ordinary.bury(WIRE.toCloudEvent(RELEASE));
    await ordinary.bury(WIRE.toCloudEvent(DRAFT));
    const { code, stdout } = await run(ordinary, 'redrive', '--endpoints', ordinary.file);
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, '2 zurückgesendet: 2 verzeichnet.']);
  });

  test('sends its history again by its own types, and its subscriber reads them', async () => {
    const replayed = await run(stage, 'replay', SUBJECT, '--folder', stage.stateFolder);
    expect([replayed.code, replayed.stderr]).toEqual([0, '']);
    const heard = await run(stage, 'subscribe', '--for', '4', '--folder', stage.stateFolder);
    expect(heard.stdout).toMatch(/Nr[.] 1 +zielvereinbarung[.]drafted[.]v1\n/u);
    expect(heard.stdout).toMatch(/Nr[.] 2 +zielvereinbarung[.]released-for-signature[.]v1\n/u);
    expect(heard.stdout).not.toContain(OWN_WIRE.prefix);
    expect(heard.stdout).toContain('2 empfangen: 0 Wiederholungen, 2 übergeben');
  });

  test('is found sound, or not, as a stage with the default is', async () => {
    const [own, other] = [
      await run(stage, 'verify', '--endpoints', stage.file),
      await run(ordinary, 'verify', '--endpoints', ordinary.file),
    ];
    expect([own.code, own.stderr]).toEqual([other.code, other.stderr]);
    expect(own.stdout).toBe(other.stdout);
    expect(own.stdout).toContain('1 Verlauf mit 2 Ereignissen geprüft');
    expect(own.stdout).not.toMatch(/could-not-look|log-tampered|head-/u);
  });

  test('has its events held against its own contract before anything is sent', async () => {
    const own = fileOf('own-event.json', OWN_WIRE.toCloudEvent(DRAFT));
    const others = fileOf('others-event.json', WIRE.toCloudEvent(DRAFT));
    const trying = (file: string) => command('emit', '--dry-run', file, '--folder', stage.stateFolder).ended;
    expect(await trying(own)).toMatchObject({ code: 0 });
    expect(await trying(others)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('event-type-unknown'),
    });
    const text = fileOf('text.txt', seedText);
    const imported = command('import', text, '--dry-run', '--folder', stage.stateFolder).ended;
    expect((await imported).stdout).toContain(`"type": "${OWN_WIRE.prefix}.zielvereinbarung.drafted.v1"`);
    const nowhere = command('import', text, '--dry-run', '--folder', join(folder, 'nowhere')).ended;
    expect((await nowhere).stdout).toContain(`"type": "${WIRE.prefix}.zielvereinbarung.drafted.v1"`);
  });
});

/** The same stage in memory, as the commands meet it that wait for the API. */
function stageInMemory() {
  const { receive, send, store } = recorderOn(inMemoryEventStore(), { wire: OWN_WIRE });
  const receipts = inMemoryReceipts(store.memory);
  const judged = async (event: CloudEvent): Promise<Judged | undefined> => {
    const read = await receiptOf({ store, receipts }, event);
    return read === undefined || read.state === 'received' ? undefined : read;
  };
  const said: string[] = [];
  const sent: CloudEvent[] = [];
  const tools = {
    wire: OWN_WIRE,
    store,
    receipt: judged,
    judged,
    contradicted: judged,
    marker: ({ source, id }: CloudEvent) => store.marker(source, id),
    send: async (event: CloudEvent) => {
      sent.push(event);
      await receive(JSON.stringify(event));
    },
    say: (line: string) => said.push(line),
  };
  return { tools, sent, said, send };
}

describe('a stage with a prefix of its own, in memory', () => {
  test('tells a repeat from another content by its own types', async () => {
    const { tools, said } = stageInMemory();
    const event = OWN_WIRE.toCloudEvent(DRAFT);
    const other = { ...event, data: { ...event.data, asOf: '2025-07-02' } };
    const codes = [];
    for (const one of [event, event, other]) codes.push(await sendAndTell([one], tools));
    expect(codes).toEqual([0, 0, 2]);
    expect(said.filter((line) => line.startsWith('1 gelesen'))).toEqual([
      '1 gelesen, 1 gesendet: 1 verzeichnet.',
      '1 gelesen, 1 gesendet: 1 wiederholt.',
      '1 gelesen, 1 gesendet: 1 zurückgewiesen.',
    ]);
  });

  test('gets the drafts of the next year by its own types', async () => {
    const { tools, sent, said, send } = stageInMemory();
    await send(drafted());
    const wishes = readWishes(['--from', '2025', '--to', '2026', '--yes']);
    if (wishes === 'help' || 'problem' in wishes) throw new Error('unread');
    const rolling = {
      ...tools,
      confirm: () => Promise.resolve(true),
      write: () => Promise.resolve(),
      now: () => '2025-09-01T09:00:00Z',
    };
    await runRollOver(rolling, wishes);
    expect(sent.map(({ type }) => type)).toEqual([`${OWN_WIRE.prefix}.zielvereinbarung.drafted.v1`]);
    expect(said.join('\n')).toContain('1 gesendet, 1 angelegt.');
  });
});
