import { describe, expect, test } from 'vitest';
import { runReplay } from '../../cli/commands/subscriber/run-replay.ts';
import type { OutgoingEvent } from '../../events/fact.ts';
import { SUBJECT, drafted, released } from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const WISH = { subject: SUBJECT, from: 1, queueUrl: 'http://nix' };

describe('npm run replay', () => {
  test('sends the history from a number on', async () => {
    const { code, sent, said } = await replaying({ ...WISH, from: 2 });
    expect([code, sent.map(({ sequence }) => sequence)]).toEqual([0, ['2']]);
    expect(said).toEqual([`${SUBJECT}: 2 festgehalten, ab Nr. 2 1 gesendet.`]);
  });

  test('ends with 2 where nothing is recorded from this number on', async () => {
    const { code, sent, said } = await replaying({ ...WISH, from: 3 });
    expect([code, sent]).toEqual([2, []]);
    expect(said).toEqual([`${SUBJECT}: 2 festgehalten, ab Nr. 3 0 gesendet.`]);
  });

  test('says in one sentence that an id is unknown, and ends with 2', async () => {
    const { code, sent, said, complained } = await replaying({ ...WISH, subject: 'AQB-2025-06440' });
    expect([code, sent, said]).toEqual([2, [], []]);
    expect(complained).toEqual([
      'AQB-2025-06440 gibt es nicht, oder dazu ist nichts festgehalten. Nichts wurde gesendet.',
    ]);
  });

  test('says in one sentence that the queue does not exist, and ends with 1', async () => {
    const { code, said, complained } = await replaying(WISH, new Error('no such queue'));
    expect([code, said]).toEqual([1, []]);
    expect(complained).toEqual([
      'Die Queue http://nix gibt es in dieser Stage nicht, oder sie nimmt nicht alles an (Error).',
    ]);
  });
});

async function replaying(wish: typeof WISH, failure?: Error) {
  const { send, store } = recorder();
  for (const event of [drafted(), released()]) await send(event);
  const [sent, said, complained] = [[] as OutgoingEvent[], [] as string[], [] as string[]];
  const tools = {
    wire: WIRE,
    store,
    send: async (events: readonly OutgoingEvent[]) => {
      if (failure !== undefined) throw failure;
      sent.push(...events);
    },
    say: (line: string) => said.push(line),
    complain: (line: string) => complained.push(line),
  };
  return { code: await runReplay(tools, wish), sent, said, complained };
}
