import { describe, expect, test } from 'vitest';
import { sendAndTell, type EmitTools } from '../../cli/commands/emit/send-and-tell.ts';
import type { Judged } from '../../cli/stage/receipts.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { inMemoryReceipts } from '../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../shared/application/viewing/receipt-of.ts';
import { drafted, money, released } from '../support/facts/given.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const DRAFT = asCloudEvent(drafted());
const RELEASE = asCloudEvent(released());

describe('npm run emit', () => {
  test('says the number of what was recorded', async () => {
    const { emit } = stage();
    expect(await emit(DRAFT, RELEASE)).toEqual([
      0,
      `${DRAFT.subject} ${DRAFT.id}: verzeichnet (Nr. 1).`,
      `${RELEASE.subject} ${RELEASE.id}: verzeichnet (Nr. 2).`,
      '2 gelesen, 2 gesendet: 2 verzeichnet.',
    ]);
  });

  test('tells a repeat from what is new', async () => {
    const { emit } = stage();
    await emit(DRAFT);
    expect(await emit(DRAFT, RELEASE)).toEqual([
      0,
      expect.stringContaining(': schon verzeichnet (Nr. 1); die Wiederholung ändert nichts.'),
      expect.stringContaining(': verzeichnet (Nr. 2).'),
      '2 gelesen, 2 gesendet: 1 verzeichnet, 1 wiederholt.',
    ]);
  });

  test('tells a repeat also within one run', async () => {
    const { emit } = stage();
    expect((await emit(DRAFT, DRAFT))[3]).toBe('2 gelesen, 2 gesendet: 1 verzeichnet, 1 wiederholt.');
  });

  test('names another content under a known id as refused', async () => {
    const { emit } = stage();
    await emit(DRAFT);
    const other = asCloudEvent(drafted({ haushaltsmittel: money(900_000) }));
    expect(await emit(other)).toEqual([
      2,
      expect.stringContaining(': zurückgewiesen (event-id-reused): Unter dieser Kennung'),
      '1 gelesen, 1 gesendet: 1 zurückgewiesen.',
    ]);
    expect((await emit(DRAFT))[0]).toBe(0);
  });

  test('says for what an early event waits and how long, which is no failure', async () => {
    const { emit } = stage();
    expect(await emit(RELEASE)).toEqual([
      0,
      expect.stringMatching(
        /: wartet \(zielvereinbarung-unknown\): Die Zielvereinbarung .* Längstens bis 31[.]03[.]2026[.]$/u,
      ),
      '1 gelesen, 1 gesendet: 1 wartend.',
    ]);
  });

  test('ends with 2 and the reason where something is refused', async () => {
    const { emit } = stage();
    const again = { ...DRAFT, id: 'another' };
    expect(await emit(DRAFT, again)).toEqual([
      2,
      expect.stringContaining('verzeichnet (Nr. 1).'),
      expect.stringContaining(
        'another: zurückgewiesen (already-exists): Diese Zielvereinbarung gibt es schon.',
      ),
      '2 gelesen, 2 gesendet: 1 verzeichnet, 1 zurückgewiesen.',
    ]);
  });

  test('waits for nobody else where nobody judges, and ends with 2', async () => {
    const { emit, waited } = stage({ judges: false });
    const [code, ...lines] = await emit(DRAFT, RELEASE);
    expect([code, lines.at(-1)]).toEqual([2, '2 gelesen, 2 gesendet: 2 noch nicht beurteilt.']);
    expect(waited).toEqual([DRAFT.id]);
  });
});

/** A stage on the recorder of the tests; its receipts are those of the API. */
function stage({ judges = true } = {}) {
  const { receive, store } = recorder();
  const receipts = inMemoryReceipts(store.memory);
  const receipt = async (event: CloudEvent): Promise<Judged | undefined> => {
    const found = await receiptOf({ store, receipts }, event);
    if (found === undefined || found.state === 'received') return undefined;
    return 'versions' in found ? { ...found, versions: [...found.versions] } : found;
  };
  const waited: string[] = [];
  const emit = async (...events: readonly CloudEvent[]) => {
    const lines: string[] = [];
    const judged = (event: CloudEvent) => {
      waited.push(event.id);
      return receipt(event);
    };
    const tools: EmitTools = {
      wire: WIRE,
      send: async (event) => {
        if (judges) await receive(JSON.stringify(event));
      },
      receipt,
      judged,
      contradicted: judged,
      marker: ({ source, id }) => store.marker(source, id),
      say: (line) => lines.push(line),
    };
    return [await sendAndTell(events, tools), ...lines];
  };
  return { emit, waited };
}
