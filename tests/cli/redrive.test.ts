import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inSendingOrder, letterName, type DeadLetter } from '../../cli/commands/redrive/dead-letter.ts';
import type { DeadLetterQueue } from '../../cli/commands/redrive/dead-letter-queue.ts';
import { listDeadLetters } from '../../cli/commands/redrive/list.ts';
import { redrive, type RedriveTools } from '../../cli/commands/redrive/redrive.ts';
import type { Judged } from '../../cli/stage/receipts.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { inMemoryReceipts } from '../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../shared/application/viewing/receipt-of.ts';
import type { Door } from '../../shared/domain/senders.ts';
import {
  HMSI,
  RP_KASSEL,
  SUBJECT,
  bescheid,
  drafted,
  released,
  scanArchived,
} from '../support/facts/given.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const draft = asCloudEvent({ ...drafted(), sequence: '1' });
const release = asCloudEvent({ ...released(), sequence: '2' });
const grant = asCloudEvent(bescheid('zuwendung', 890_000));
const scan = asCloudEvent(scanArchived());

const letter = (body: CloudEvent | string, group = SUBJECT): DeadLetter => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { receipt: `r-${text}`, messageId: `m-${text.length}`, group, body: text };
};

/** A FIFO queue of dead letters before a recorder: two at a time, and none behind one that is in flight. */
function deadLettersOf(
  { receive }: Pick<ReturnType<typeof recorder>, 'receive'>,
  name: Door,
  letters: readonly DeadLetter[],
) {
  let lying = [...letters];
  const hidden = new Set<DeadLetter>();
  const sent: DeadLetter[] = [];
  const queue: DeadLetterQueue = {
    name,
    size: () => Promise.resolve({ visible: lying.length - hidden.size, hidden: hidden.size }),
    async receive() {
      const blocked = new Set([...hidden].map(({ group }) => group));
      const found = lying.filter((one) => !hidden.has(one) && !blocked.has(one.group)).slice(0, 2);
      for (const one of found) hidden.add(one);
      return found;
    },
    async sendBack(one) {
      sent.push(one);
      await receive(one.body, name);
    },
    async remove({ body }) {
      lying = lying.filter((one) => one.body !== body);
      for (const one of hidden) if (one.body === body) hidden.delete(one);
    },
    async giveBack(given) {
      for (const one of hidden) if (given.some(({ body }) => body === one.body)) hidden.delete(one);
    },
  };
  return { queue, sent, lying: () => lying, hidden };
}

type Dead = { readonly ingress?: readonly DeadLetter[]; readonly internal?: readonly DeadLetter[] };

function operator({ ingress = [], internal = [] }: Dead) {
  const recording = recorder();
  const { store } = recording;
  const said: string[] = [];
  const complained: string[] = [];
  const interrupted = new AbortController();
  const receipt = async (event: CloudEvent): Promise<Judged | undefined> => {
    const read = await receiptOf({ store, receipts: inMemoryReceipts(store.memory) }, event);
    return read === undefined || read.state === 'received' ? undefined : read;
  };
  const doors = [
    deadLettersOf(recording, 'ingress', ingress),
    deadLettersOf(recording, 'internal', internal),
  ] as const;
  const tools: RedriveTools = {
    wire: WIRE,
    receipt,
    judged: receipt,
    contradicted: receipt,
    marker: ({ source, id }) => store.marker(source, id),
    unreadable: (body) =>
      Promise.resolve(
        [...store.memory.clearing.values()].some((item) => item.body === body)
          ? { end: 'zurückgewiesen', sentence: 'zurückgewiesen.' }
          : { end: 'noch nicht beurteilt', sentence: 'noch nicht beurteilt.' },
      ),
    queues: doors.map(({ queue }) => queue),
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    interrupted: interrupted.signal,
  };
  return { ...recording, interrupt: () => interrupted.abort(), tools, doors, said, complained };
}

/** As the client of a service fails: a name for machines, a sentence in English. */
const refusal = (name: string) => Object.assign(new Error('The specified thing failed.'), { name });

describe('the order of dead letters', () => {
  test('is that of Zielvereinbarung, source and number; what cannot be read is the last of its group', () => {
    const other = { ...draft, subject: 'AQB-2025-06531' };
    const tenth = { ...release, id: 'tenth', sequence: '10' };
    const unnumbered = asCloudEvent({ ...released(), id: 'unnumbered' });
    const letters = [
      letter('{'),
      letter(grant),
      letter(unnumbered),
      letter(tenth),
      letter(release),
      letter(draft),
      letter(other, other.subject),
    ];
    expect(
      inSendingOrder(letters, WIRE).map(({ event }) => [event?.subject, event?.source, event?.id]),
    ).toEqual([
      [other.subject, HMSI, other.id],
      [SUBJECT, HMSI, draft.id],
      [SUBJECT, HMSI, release.id],
      [SUBJECT, HMSI, 'tenth'],
      [SUBJECT, HMSI, 'unnumbered'],
      [SUBJECT, RP_KASSEL, grant.id],
      [undefined, undefined, undefined],
    ]);
  });

  test('is the same however they lay, where each has a number', () => {
    const numbered = Array.from({ length: 12 }, (_, index) =>
      letter({ ...release, id: `e${index}`, sequence: String(index + 1) }, SUBJECT),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(numbered, { minLength: 12 }), (shuffled) => {
        expect(inSendingOrder(shuffled, WIRE).map(letterName)).toEqual(
          numbered.map((_, index) => `${SUBJECT} e${index}`),
        );
      }),
    );
  });
});

describe('npm run redrive', () => {
  test('has nothing to do where nothing lies', async () => {
    const { tools, said } = operator({});
    expect(await redrive(tools)).toBe(0);
    expect(said).toEqual(['Nichts zu tun: Keine tote Nachricht liegt bereit.']);
  });

  test('sends the letters of both doors back in order and tells the end of each', async () => {
    const { tools, said, send, store, doors } = operator({
      ingress: [letter(release), letter(draft), letter(grant)],
      internal: [letter(scan)],
    });
    expect(await redrive(tools)).toBe(0);
    expect(doors.map(({ lying }) => lying())).toEqual([[], []]);
    expect((await store.history(SUBJECT)).map(({ event }) => event.type).slice(0, 2)).toEqual([
      'ZielvereinbarungDrafted',
      'ZielvereinbarungReleasedForSignature',
    ]);
    expect(said.at(-1)).toBe('4 zurückgesendet: 4 verzeichnet.');
    expect(said[0]).toBe(`${SUBJECT} ${draft.id}: verzeichnet (Nr. 1).`);
    expect(await send({ ...drafted(), sequence: '1' })).toMatchObject({ outcome: 'duplicate' });
  });

  test('hands every letter over with all who sent it, and tells a refused one as a refused one', async () => {
    const senders = 'AROASOMEOPERATOR:redrive AROASOMESTRANGER:session';
    const foreign = { ...letter({ ...draft, source: 'https://evil.example/' }), senders };
    const { tools, doors, said, store } = operator({ ingress: [foreign] });
    expect(await redrive(tools)).toBe(2);
    expect(doors[0].sent).toMatchObject([{ body: foreign.body, senders }]);
    expect(said[0]).toContain('zurückgewiesen (sender-not-allowed)');
    expect(store.memory.heads.size).toBe(0);
  });

  test('goes on round by round where a group holds its followers back', async () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      letter({ ...grant, id: `g${index}`, sequence: String(index + 1) }),
    );
    const { tools, doors } = operator({ ingress: many });
    await redrive(tools);
    expect(doors[0].sent.map(({ body }) => body)).toEqual(many.map(({ body }) => body));
    expect(doors[0].lying()).toEqual([]);
  });

  test('tells a repeat, what waits and what is refused apart, and ends with 2', async () => {
    const { tools, said, send } = operator({
      ingress: [letter(draft), letter('{'), letter({ ...grant, data: {} })],
      internal: [letter(scan)],
    });
    await send({ ...drafted(), sequence: '1' });
    expect(await redrive(tools)).toBe(2);
    expect(said.at(-1)).toBe('4 zurückgesendet: 1 wiederholt, 1 wartend, 2 zurückgewiesen.');
    expect(said.find((line) => line.includes('unlesbar'))).toMatch(/^AQB-2025-06533 m-1 [(]unlesbar[)]: /u);
    expect(said.find((line) => line.includes('schema-violated'))).toContain(`${SUBJECT} ${grant.id}`);
  });

  test('counts the second copy of a letter as a repeat', async () => {
    const copy = { ...letter(draft), receipt: 'copy', body: `${letter(draft).body} ` };
    const { tools, said } = operator({ ingress: [letter(draft), copy] });
    expect(await redrive(tools)).toBe(0);
    expect(said.at(-1)).toBe('2 zurückgesendet: 1 verzeichnet, 1 wiederholt.');
  });

  test('ends with 2 where nobody judges, and asks for the others without waiting', async () => {
    const { tools, said } = operator({ ingress: [letter(draft), letter(release)] });
    const nobody = () => Promise.resolve(undefined);
    let waited = 0;
    const judged = () => {
      waited += 1;
      return nobody();
    };
    expect(await redrive({ ...tools, receipt: nobody, judged })).toBe(2);
    expect(waited).toBe(1);
    expect(said.at(-1)).toContain('2 noch nicht beurteilt.');
  });

  test('removes nothing that its queue did not take, gives it back, and says so', async () => {
    const { tools, doors, complained, said } = operator({ ingress: [letter(draft), letter(release)] });
    const [{ queue, lying, hidden }] = doors;
    let left = 1;
    const failing: DeadLetterQueue = {
      ...queue,
      async sendBack(one) {
        if ((left -= 1) < 0) throw refusal('QueueDoesNotExist');
        await queue.sendBack(one);
      },
    };
    expect(await redrive({ ...tools, queues: [failing] })).toBe(1);
    expect(lying().map(({ body }) => body)).toEqual([letter(release).body]);
    expect(hidden.size).toBe(0);
    expect(said.at(-1)).toContain('1 zurückgesendet: 1 verzeichnet');
    expect(complained).toEqual([
      'Abgebrochen: Die Queue ingress oder ihre Dead-Letter-Queue war nicht zu erreichen oder lehnte ab (QueueDoesNotExist). Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue.',
    ]);
  });

  test('cut off between sending and removing, sends once more, and the marker answers', async () => {
    const { tools, doors, said, store } = operator({ ingress: [letter(draft)] });
    const [{ queue, lying }] = doors;
    const cutOff = { ...queue, remove: () => Promise.reject(new Error('cut off')) };
    expect(await redrive({ ...tools, queues: [cutOff] })).toBe(1);
    expect(lying()).toHaveLength(1);
    expect(await redrive(tools)).toBe(0);
    expect(lying()).toEqual([]);
    expect(said.at(-1)).toBe('1 zurückgesendet: 1 wiederholt.');
    expect(await store.history(SUBJECT)).toHaveLength(1);
  });

  test('gives back what it holds where a person interrupts, and waits for nobody', async () => {
    const letters = ['1', '2', '3', '4'].map((sequence) =>
      letter({ ...grant, id: sequence, sequence, subject: `AQB-2025-0653${sequence}` }, sequence),
    );
    const { tools, doors, said, complained, interrupt } = operator({ ingress: letters });
    const [{ queue, lying, hidden, sent }] = doors;
    const interrupted: DeadLetterQueue = {
      ...queue,
      async sendBack(one) {
        await queue.sendBack(one);
        interrupt();
      },
    };
    expect(await redrive({ ...tools, queues: [interrupted] })).toBe(1);
    expect([sent.length, lying().length, hidden.size]).toEqual([1, 3, 0]);
    expect(said.at(-1)).toBe('1 zurückgesendet: 1 wartend.');
    expect(complained).toEqual([
      'Unterbrochen nach 1 gesendeten Nachricht. Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue und ist wieder zu sehen.',
    ]);
  });

  test('says how many are hidden at the moment, which is not nothing to do', async () => {
    const { tools, doors, said } = operator({ ingress: [letter(draft), letter(release)] });
    await doors[0].queue.receive();
    expect(await redrive(tools)).toBe(2);
    expect(said).toEqual([
      expect.stringContaining('Keine tote Nachricht liegt bereit, aber 2 sind zurzeit verborgen'),
    ]);
    said.length = 0;
    await listDeadLetters(tools);
    expect(said[0]).toContain('ingress: 0 tote Nachrichten, dazu 2 sind zurzeit verborgen');
  });

  test('sends nothing where the table does not answer, and says so in German', async () => {
    const { tools, doors, complained } = operator({ ingress: [letter(draft)] });
    const receipt = () => Promise.reject(refusal('ResourceNotFoundException'));
    expect(await redrive({ ...tools, receipt })).toBe(1);
    expect([doors[0].sent, doors[0].lying().length, doors[0].hidden.size]).toEqual([[], 1, 0]);
    expect(complained).toEqual([
      'Abgebrochen: Die Tabelle war nicht zu erreichen oder lehnte ab (ResourceNotFoundException). Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue.',
    ]);
  });

  test('says what was kept and what to do where the table fails after sending', async () => {
    const { tools, doors, complained } = operator({ ingress: [letter(draft)] });
    const judged = () => Promise.reject(refusal('ResourceNotFoundException'));
    expect(await redrive({ ...tools, judged })).toBe(1);
    expect(doors[0].lying()).toEqual([]);
    expect(complained).toEqual([
      expect.stringMatching(
        /^Die Tabelle .*[.] Von 1 gesendeten .* Verloren ist keine: .* npm run redrive /u,
      ),
    ]);
  });

  test('with --dry-run says where followers of a group are out of sight', async () => {
    const three = ['1', '2', '3'].map((sequence) => letter({ ...grant, id: sequence, sequence }));
    const { tools, said } = operator({ ingress: three });
    await listDeadLetters(tools);
    expect(said).toContain(
      'ingress: 3 tote Nachrichten, nicht alle sind zu sehen, ohne sie zu senden. Nichts wurde gesendet.',
    );
  });

  test('with --dry-run lists in the order of sending and touches nothing', async () => {
    const { tools, doors, said, store } = operator({
      ingress: [letter(release), letter(draft), letter('{', 'unknown')],
    });
    expect(await listDeadLetters(tools)).toBe(0);
    expect(said).toEqual([
      `ingress: ${SUBJECT} ${draft.id} (${draft.type} von ${HMSI}, Nr. 1)`,
      `ingress: ${SUBJECT} ${release.id} (${release.type} von ${HMSI}, Nr. 2)`,
      'ingress: unknown m-1 (unlesbar)',
      'ingress: 3 tote Nachrichten. Nichts wurde gesendet.',
      'internal: 0 tote Nachrichten. Nichts wurde gesendet.',
    ]);
    expect([doors[0].lying().length, doors[0].hidden.size, doors[0].sent]).toEqual([3, 0, []]);
    expect(store.memory.heads.size).toBe(0);
  });
});
