import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readStrictly, type StrictlyRead } from '../../../events/reading/strict-json.ts';
import { REASONS } from '../../../events/reasons.ts';
import { gebietskoerperschaftenIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { diceOf, type Dice } from '../../simulation/histories/dice.ts';
import { example, examples } from '../../support/facts/examples.ts';
import { mutated } from '../../support/bodies/mutated-json.ts';
import { recorder } from '../../support/stages/recorder.ts';

/** `AQB_BODIES=100000` reads as many bodies as the pipeline does. */
const BODIES = Number(process.env['AQB_BODIES'] ?? 3_000);
/** A store for so many: what is kept of refused bodies is no leak of the reader. */
const BODIES_PER_STORE = 500;
/** Bytes by which the heap may differ between the first part of a run and its end. */
const NOISE = 16 * 1024 * 1024;

const EXAMPLES = examples().map(({ body }) => body);
const DRAFT = example('zielvereinbarung.drafted');
const KEYS = gebietskoerperschaftenIn(2025).map(({ ags }) => ags);

/** An example, or the draft of any Gebietskörperschaft under an id of its own: that is recorded where it stays sound. */
function soundBody(seed: number, dice: Dice): string {
  if (dice.once(0.6)) return dice.oneOf(EXAMPLES);
  const ags = dice.oneOf(KEYS);
  const data = { ...DRAFT.data, ags };
  return JSON.stringify({
    ...DRAFT,
    id: `draft-${seed}`,
    subject: `AQB-2025-${ags}`,
    sequence: undefined,
    data,
  });
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const heap = () => {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
};

/** Fields of a text by its letters alone: each text before a colon. Shares nothing with the reader. */
const fieldsIn = (text: string) => text.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/gu)?.length ?? 0;

function fieldsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce((sum: number, part) => sum + fieldsOf(part), 0);
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** What is wrong with an answer: what is read has every field of its text, sound and in one form; else a reason. */
function faultsIn(read: StrictlyRead): readonly string[] {
  if (!read.ok) return Object.hasOwn(REASONS, read.fault.reason) ? [] : ['a reason that is none'];
  const { value, text } = read;
  const again = JSON.stringify(value);
  return [
    ...(fieldsOf(value) === fieldsIn(text) ? [] : ['a field is gone']),
    ...(again.isWellFormed() && !/\\ud[89a-f]|�|\\u0000/u.test(again) ? [] : ['a text is damaged']),
    ...(again === again.normalize('NFC') ? [] : ['a text is not in NFC']),
    ...(JSON.stringify(JSON.parse(text)).normalize('NFC') === again ? [] : ['a value is another']),
  ];
}

test(`${BODIES} mutated bodies: none ends the process, none is recorded damaged, memory stays flat`, async () => {
  const counts = { read: 0, refused: 0, recorded: 0 };
  let stage = recorder();
  let atFirst = 0;
  for (let seed = 0; seed < BODIES; seed += 1) {
    const dice = diceOf(seed);
    const body = mutated(soundBody(seed, dice), dice);
    const read = readStrictly(body);
    expect([seed, faultsIn(read)]).toEqual([seed, []]);
    counts[read.ok ? 'read' : 'refused'] += 1;
    if (seed % BODIES_PER_STORE === 0) {
      counts.recorded += soundEvents(stage);
      stage = recorder();
      if (seed >= BODIES * 0.2 && atFirst === 0) atFirst = heap();
    }
    const { outcome } = await stage.receive(
      typeof body === 'string' ? body : Buffer.from(body).toString('utf8'),
    );
    expect(['recorded', 'duplicate', 'parked', 'refused']).toContain(outcome);
  }
  counts.recorded += soundEvents(stage);
  const grown = heap() - atFirst;
  console.log(
    `${BODIES} bodies: ${counts.read} read, ${counts.refused} refused, ${counts.recorded} facts recorded, heap ${Math.round(grown / 1024)} KB from the first fifth to the end`,
  );
  expect(grown).toBeLessThan(NOISE);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(BODIES / 100);
  expect(Object.keys(Object.prototype)).toEqual([]);
}, 600_000);

/** How many facts a store has recorded, each without damage. */
function soundEvents({ store }: ReturnType<typeof recorder>): number {
  const events = [...store.memory.events.values()];
  const written = JSON.stringify(events);
  expect(written.isWellFormed() && !written.includes('�')).toBe(true);
  return events.length;
}
