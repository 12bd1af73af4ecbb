import { hash } from 'node:crypto';
import { diceOf, type Dice } from './dice.ts';
import { lettersOf, type Letter } from './letters.ts';
import {
  MINISTRY,
  confirmScan,
  declarationOf,
  kreisOf,
  scanBytes,
  sendBody,
  uploadIdOf,
  uploadScan,
} from './people.ts';
import { AGS, SIMULATED_SENDERS } from './senders.ts';
import { CALM, Simulation, type Settings } from '../simulation.ts';

/** What may change about a history without changing a page. */
export const VARIATIONS = [
  'the Zielvereinbarungen told in another order',
  'everything told twice',
  'batches of three',
  'batches of ten',
  'a new process for every message',
  'many processes at once',
] as const;

/** One of the {@link VARIATIONS}. */
export type Variation = (typeof VARIATIONS)[number];

const SETTINGS: Partial<Record<Variation, Partial<Settings>>> = {
  'batches of three': { batch: 3 },
  'batches of ten': { batch: 10 },
  'a new process for every message': { coldStarts: true },
};

/**
 * Plays the letters of this seed, then the signatures of both sides, and gives a digest of everything public; a
 * variation changes how, never what. Logs may differ in the order of what two functions told side by side.
 */
export async function portalOf(seed: number, variation?: Variation): Promise<string> {
  const dice = diceOf(seed);
  const told = AGS.slice(0, 1 + dice.upTo(3)).map((ags) => [ags, lettersOf(ags, dice)] as const);
  const chance = diceOf(seed + 1);
  const simulation = new Simulation({
    ...CALM,
    senders: SIMULATED_SENDERS,
    ...(variation && SETTINGS[variation]),
    ...(variation === 'many processes at once' && {
      concurrency: 3,
      shards: 2,
      pick: (length) => chance.upTo(length - 1),
    }),
  });
  const letters = lettersInOrder(told, variation, chance);
  for (const { body, ...letter } of letters) sendBody(simulation, body, letter);
  await simulation.settle();
  if (variation === 'everything told twice') await tellAgain(simulation, letters);
  for (const [ags] of told) await signBoth(simulation, ags, variation);
  return digestOf(simulation);
}

type Told = readonly (readonly [ags: string, letters: readonly Letter[]])[];

/** The order within a Zielvereinbarung stays; that between them does not. */
function lettersInOrder(told: Told, variation: Variation | undefined, chance: Dice): readonly Letter[] {
  const letters = told.flatMap(([, list]) => list);
  if (variation !== 'the Zielvereinbarungen told in another order') return letters;
  const left = told.map(([, list]) => [...list]);
  return letters.flatMap(() => {
    const list = chance.oneOf(left.filter(({ length }) => length > 0));
    return list.splice(0, 1);
  });
}

/** Later than the queue remembers, so that every letter reaches the recorder once more. */
async function tellAgain(simulation: Simulation, letters: readonly Letter[]): Promise<void> {
  simulation.letTheQueuesForget();
  for (const { body, ...letter } of letters) sendBody(simulation, body, letter);
  await simulation.settle();
}

async function signBoth(
  simulation: Simulation,
  ags: string,
  variation: Variation | undefined,
): Promise<void> {
  const times = variation === 'everything told twice' ? 2 : 1;
  for (const side of ['land', 'kommune'] as const) {
    const person = side === 'land' ? MINISTRY : kreisOf(ags);
    const subject = `AQB-2025-${ags}`;
    const key = `${ags}-${side}`;
    const sheet = { subject, fassung: 1, bytes: scanBytes(key), parties: [side], key };
    const said = {
      uploadId: uploadIdOf(key, person),
      fassung: 1,
      signaturesVisible: [side],
      signatures: [declarationOf(side)],
    };
    for (let time = 1; time <= times; time += 1)
      await untilRest(simulation, () => uploadScan(simulation, person, sheet));
    // Not twice: whoever declares anew after a withdrawal that had waited says something new.
    await untilRest(simulation, () => confirmScan(simulation, person, said));
  }
}

async function untilRest(simulation: Simulation, act: () => Promise<unknown>): Promise<void> {
  const done = act();
  await simulation.settle();
  await done;
}

/** What a history gives that published nothing. */
export const NOTHING_PUBLIC = 'nothing';

function digestOf({ cloud }: Simulation): string {
  const pages = cloud.portal.newest().map(({ key, sha256 }) => `${key} ${sha256}`);
  if (pages.length === 0) return NOTHING_PUBLIC;
  return hash('sha256', pages.join('\n'));
}
