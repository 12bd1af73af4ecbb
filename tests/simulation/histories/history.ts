import { inSendingOrder } from '../../../cli/commands/redrive/dead-letter.ts';
import { sendersOf } from '../../../functions/record-event/original-sender.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { SENDER_ID } from '../cloud/cloud.ts';
import { MAX_RECEIVES } from '../cloud/queue.ts';
import { FAULTS, NO_FAULTS, placesOf, type FaultPlan } from '../cloud/faults.ts';
import { diceOf, type Dice } from './dice.ts';
import {
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
} from '../../support/facts/given-year.ts';
import { about, letterOf, lettersOf } from './letters.ts';
import {
  MINISTRY,
  command,
  confirmScan,
  declarationOf,
  kreisOf,
  scanBytes,
  sendBody,
  sendFile,
  tickOf,
  uploadScan,
  type Confirmation,
  type Person,
  type Reply,
  type Sheet,
  type Side,
} from './people.ts';
import { AGS, SIMULATED_SENDERS } from './senders.ts';
import { CALM, Simulation, type Settings } from '../simulation.ts';
import { WIRE } from '../../support/facts/wire.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How often dead letters are sent back where a single receive makes one. */
const ROUNDS = 5;

/** What the API promised to people. */
export type Promised = {
  readonly subject: string;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly reply: Reply;
};

/** A history that has come to rest. */
export type Played = {
  readonly simulation: Simulation;
  readonly promised: readonly Promised[];
  readonly confirmed: readonly Confirmed[];
};

/** Where in the log the API said that it recorded what people confirmed. */
export type Confirmed = { readonly subject: string; readonly versions: readonly number[] };

/** What people were answered. */
type Answers = { readonly promised: Promised[]; readonly confirmed: Confirmed[] };

/**
 * Plays the history of this seed: some Zielvereinbarungen at once, letters and people in an order of chance, faults
 * on the way; then everything comes to rest without further faults, and the clock goes on beyond every window.
 */
export async function playHistory(seed: number): Promise<Played> {
  const dice = diceOf(seed);
  const others = diceOf(-2 - seed);
  const simulation = new Simulation(
    settingsOf(dice, others),
    faultPlanOf(dice, dice.oneOf([0, 0.003, 0.02])),
  );
  const answers: Answers = { promised: [], confirmed: [] };
  const people: Promise<void>[] = [];
  const count = 1 + dice.upTo(dice.once(0.1) ? 7 : 1);
  for (const ags of AGS.slice(0, count)) {
    sendLetters(simulation, ags, dice);
    for (const errand of stopsOf(simulation, ags, others))
      people.push(heardLater(errand(simulation, answers)));
    for (const errand of errandsOf(ags, dice, others)) people.push(heardLater(errand(simulation, answers)));
  }
  if (dice.once(0.1)) {
    const due = simulation.cloud.now + dice.upTo(HOUR);
    simulation.expect({ due, run: () => void simulation.call('reconcile', {}) });
  }
  // Clocks that differ tell something near the end of an undo window only.
  if (simulation.settings.undoWindowMinutes > 0 && others.once(0.5))
    for (let at = 0; at < 3 * HOUR; at += 5 * MINUTE)
      simulation.expect({
        due: simulation.cloud.now + at + others.upTo(MINUTE),
        run: () => void simulation.call('remind', {}),
      });
  await simulation.settle();
  // What is still to come meets no fault any more.
  simulation.faults = NO_FAULTS;
  await Promise.all(people);
  await comeToRest(simulation, dice);
  return { simulation, ...answers };
}

/** Whoever waits for it in the end hears of a failure: until then it is nobody's. */
function heardLater(errand: Promise<void>): Promise<void> {
  errand.catch(() => undefined);
  return errand;
}

/**
 * Every clock rings once more after every window: what time brings has come, what was lost is found. Reconciling
 * looks at every possible log, so a history that lost nothing is reconciled now and then only.
 */
async function comeToRest(simulation: Simulation, dice: Dice): Promise<void> {
  simulation.pass(3 * HOUR);
  await sendDeadLettersBack(simulation);
  await sendBackAgain(simulation);
  await ring(simulation, 'remind', {});
  await ring(simulation, 'remind', { run: 'daily' });
  // Reconciling leaves alone what was recorded a moment ago: it comes round every quarter of an hour.
  simulation.pass(HOUR / 4);
  if (simulation.lostCount() > 0) {
    await ring(simulation, 'reconcile', { run: 'nightly' });
    // What the first one let happen has its own consequences.
    simulation.pass(HOUR / 4);
    await ring(simulation, 'reconcile', {});
  } else if (dice.once(0.15)) await ring(simulation, 'reconcile', { run: 'nightly' });
  await sendBackAgain(simulation);
  if (simulation.settings.undoWindowMinutes > 0) await afterTheLastWindow(simulation);
}

/** What was concluded only while everything came to rest has an undo window of its own. */
async function afterTheLastWindow(simulation: Simulation): Promise<void> {
  const lost = simulation.lostCount();
  simulation.pass(2 * HOUR);
  await ring(simulation, 'remind', {});
  simulation.pass(HOUR / 4);
  if (simulation.lostCount() > lost) {
    await ring(simulation, 'reconcile', { run: 'nightly' });
    simulation.pass(HOUR / 4);
    await ring(simulation, 'reconcile', {});
  }
  await sendBackAgain(simulation);
}

/** With a single receive a message dies of two writers at once as well: the operator is called again. */
async function sendBackAgain(simulation: Simulation): Promise<void> {
  const rounds = simulation.settings.maxReceives === 1 ? ROUNDS : 0;
  for (let round = 1; round <= rounds; round += 1) await sendDeadLettersBack(simulation);
}

/**
 * As `npm run redrive` does: sorted by its own rule, sent by the operator with all who sent it before, each under a
 * deduplication id of its own.
 */
async function sendDeadLettersBack(simulation: Simulation): Promise<void> {
  const { cloud } = simulation;
  for (const queue of [cloud.ingress, cloud.internal]) {
    const dead = queue.dead.splice(0);
    simulation.sentBack.push(...dead.map(({ body }) => body));
    const letters = dead.map((letter) => ({
      ...letter,
      group: letter.group ?? '',
      receipt: '',
      senders: sendersOf(letter),
    }));
    for (const { body, group, senders } of inSendingOrder(letters, WIRE))
      cloud.deliver(queue, {
        body,
        group,
        senderId: SENDER_ID.operator,
        ...(senders !== undefined && { originalSenderId: senders }),
        isFresh: true,
      });
  }
  for (const queue of [cloud.inspection, cloud.production])
    for (const { body, senderId } of queue.dead.splice(0)) {
      simulation.sentBack.push(body);
      cloud.deliver(queue, { body, senderId });
    }
  await simulation.settle();
}

async function ring(simulation: Simulation, fn: 'remind' | 'reconcile', event: object): Promise<void> {
  const rung = tickOf(simulation, fn, event);
  await simulation.settle();
  await rung;
}

function settingsOf(dice: Dice, others: Dice): Settings {
  const clocksDiffer = others.once(0.4);
  const undoWindowMinutes = dice.once(0.3) ? 60 : 0;
  const pace = dice.oneOf([5, 50, 400]);
  const streamTrouble = dice.once(0.3);
  const hints = dice.once(0.3);
  // Every process gets its turn alike; or the oldest goes first; or it falls behind all that begin later.
  const fairness = dice.oneOf([1, 1, 4, 0.25]);
  return {
    ...CALM,
    senders: SIMULATED_SENDERS,
    salt: () => Array.from({ length: 4 }, () => hexOf(dice.next())).join(''),
    undoWindowMinutes,
    batch: dice.oneOf([1, 3, 10]),
    concurrency: 1 + dice.upTo(2),
    shards: 1 + dice.upTo(1),
    maxReceives: dice.once(0.2) ? 1 : MAX_RECEIVES,
    pick: (length) => Math.floor(dice.next() ** fairness * length),
    pace: () => dice.upTo(pace),
    chance: dice.next,
    notices: () => {
      if (hints && dice.once(0.1)) return [];
      if (hints && dice.once(0.2)) return [{ after: 0 }, { after: dice.upTo(HOUR) }];
      return [{ after: hints ? dice.upTo(5000) : 0 }];
    },
    streamFate: () => {
      if (!streamTrouble || !dice.once(0.12)) return 'once';
      return dice.once(0.3) ? 'lost' : 'twice';
    },
    // Five minutes to either side, and another with each run.
    ahead: () => (clocksDiffer ? others.upTo(10 * MINUTE) - 5 * MINUTE : 0),
    standingClock: false,
  };
}

const hexOf = (part: number) =>
  Math.floor(part * 2 ** 32)
    .toString(16)
    .padStart(8, '0');

function faultPlanOf(dice: Dice, likelihood: number): FaultPlan {
  if (likelihood === 0) return NO_FAULTS;
  // One kind often, or all of them: what only many of a kind bring about is rare among all.
  const favoured = dice.once(0.5) ? dice.oneOf(FAULTS) : undefined;
  return ({ command: asked }) => {
    if (!dice.once(likelihood)) return undefined;
    const kinds = favoured === undefined ? FAULTS : [favoured];
    const possible = kinds.filter((kind) => placesOf(kind, asked) > 0);
    if (possible.length === 0) return undefined;
    const kind = dice.oneOf(possible);
    return { kind, at: dice.upTo(placesOf(kind, asked) - 1) };
  };
}

function sendLetters(simulation: Simulation, ags: string, dice: Dice): void {
  const begin = simulation.cloud.now;
  const span = dice.oneOf([1000, HOUR]);
  for (const [index, { body, ...letter }] of lettersOf(ags, dice).entries()) {
    const due = begin + index * 200 + (dice.once(0.2) ? dice.upTo(span) : 0);
    simulation.expect({ due, run: () => sendBody(simulation, body, letter) });
  }
}

/**
 * Somebody wants to stop the publication, at any time from before the draft until long after the page: the ministry's
 * own system, which may also want to release it again, or a person. Now and then a person releases it in the end.
 */
function stopsOf(simulation: Simulation, ags: string, dice: Dice): readonly Errand[] {
  if (!dice.once(0.12)) return [];
  const begin = simulation.cloud.now;
  const stop = dice.oneOf([publicationHeld(), publicationWithdrawn()]);
  const letters = dice.once(0.3) ? [stop, publicationReleased()] : [stop];
  for (const letter of dice.slightlyShuffled(letters)) {
    const due = begin + dice.upTo(dice.oneOf([2000, 20_000, 2 * HOUR]));
    const { body, ...sender } = letterOf(about({ ...letter, id: `stop ${letter.id}` }, ags));
    simulation.expect({ due, run: () => sendBody(simulation, body, sender) });
  }
  return dice.once(0.4) ? [releaseErrand(ags, dice.upTo(2 * HOUR))] : [];
}

function releaseErrand(ags: string, begin: number): Errand {
  const [type, data] = ['publication.released.v1', { reason: 'Geklärt.' }] as const;
  return async (simulation, answers) => {
    await simulation.wait(begin);
    const order = { subject: `AQB-2025-${ags}`, type, data, key: `lifted-${ags}` };
    await tellCommand(simulation, answers.promised, order);
  };
}

type Errand = (simulation: Simulation, answers: Answers) => Promise<void>;

/** What people do at the workplace about one Zielvereinbarung. */
function errandsOf(ags: string, dice: Dice, others: Dice): readonly Errand[] {
  const fassungen = dice.once(0.3) ? [1, 2] : [1];
  const scans = fassungen.flatMap((fassung) =>
    sheetsOf(dice).map((shows) =>
      scanErrand(ags, { fassung, shows, isForeign: others.once(0.08) }, { dice, others }),
    ),
  );
  return dice.once(0.15) ? [...scans, commandErrand(ags, dice)] : scans;
}

/** Both sides on one sheet, or each on its own; now and then one is missing. */
function sheetsOf(dice: Dice): readonly (readonly Side[])[] {
  if (dice.once(0.4)) return [['land', 'kommune']];
  const sides: readonly Side[] = ['land', 'kommune'];
  return sides.filter(() => dice.once(0.9)).map((side) => [side]);
}

/** A sheet of paper: of which Fassung, whose signatures it shows, and whether its code is that of another. */
type Paper = { readonly fassung: number; readonly shows: readonly Side[]; readonly isForeign: boolean };

/** Somebody uploads a sheet, sees it archived, and says what it shows; some wait long, some send what is no scan. */
function scanErrand(
  ags: string,
  { fassung, shows, isForeign }: Paper,
  { dice, others }: { readonly dice: Dice; readonly others: Dice },
): Errand {
  const subject = `AQB-2025-${ags}`;
  const begin = 2000 + dice.upTo(dice.oneOf([4000, HOUR]));
  const bytes = dice.once(0.05)
    ? new TextEncoder().encode(`kein Scan ${ags}`)
    : scanBytes(
        `${subject} ${fassung} ${shows.join(' ')}${isForeign ? `\n%CODE AQB-2025-${AGS[6]} 1\n` : ''}`,
      );
  const givesReason = others.once(0.8);
  const isSeconded = others.once(0.5);
  const declares = dice.once(0.5);
  const again = dice.once(0.15);
  const setsAside = dice.once(0.12);
  const side = shows.at(-1) ?? 'land';
  const person = side === 'land' ? MINISTRY : kreisOf(ags);
  const isNamed = side === 'kommune' || dice.once(0.9);
  const over = dice.once(0.1) ? overwriting(bytes, dice) : undefined;
  const strays = dice.once(0.5);
  return async (simulation, answers) => {
    await simulation.wait(begin);
    const sheet = { bytes, parties: shows, key: `${ags}-${fassung}-${shows.join('-')}` };
    const named = isNamed ? { ...sheet, subject, fassung } : sheet;
    const uploadId = await uploadWhenThere(simulation, person, named);
    if (uploadId === undefined) return;
    if (over !== undefined) simulation.expect(over(simulation, uploadId, named));
    const said = {
      uploadId,
      fassung,
      signaturesVisible: [...shows],
      signatures: declares ? [declarationOf(side)] : [],
    };
    if (isNamed) await confirmAs(subject, said);
    // Two people assign what named nothing, not always to the same.
    else {
      const other = strays ? `AQB-2025-${AGS[7]}` : subject;
      await Promise.all([subject, other].map((one) => confirmAs(one, { ...said, zielvereinbarung: one })));
    }
    if (isForeign && givesReason) await acceptForeign(said);
    if (again) await confirmAs(subject, said);
    if (setsAside) await tellCommand(simulation, answers.promised, setAside(subject, uploadId, fassung));

    async function acceptForeign(asked: Confirmation): Promise<void> {
      await confirmAs(subject, { ...asked, reason: 'Das Deckblatt wurde vertauscht.' });
      const other = side === 'land' ? kreisOf(ags) : MINISTRY;
      if (isSeconded) await confirmScan(simulation, other, { ...asked, signatures: [] });
    }

    async function confirmAs(target: string, confirmation: Confirmation): Promise<void> {
      const reply = await confirmScan(simulation, person, confirmation);
      // Whoever names nothing hears where somebody else filed the scan meanwhile.
      const heard = confirmation.zielvereinbarung ?? reply?.body['zielvereinbarung'];
      const filed = typeof heard === 'string' ? heard : target;
      answers.confirmed.push({ subject: filed, versions: versionsOf(reply) });
    }
  };
}

/** The same file or another comes in once more under the key of an upload, at once or later. */
function overwriting(bytes: Uint8Array, dice: Dice) {
  const after = dice.upTo(dice.oneOf([0, 2000, HOUR]));
  const second = dice.once(0.5) ? bytes : scanBytes('Etwas anderes');
  return (simulation: Simulation, uploadId: string, form: Sheet) => ({
    due: simulation.cloud.now + after,
    run: () => sendFile(simulation, uploadId, { form, bytes: second }),
  });
}

/** Places in the log that an answer names, fact by fact. */
function versionsOf(reply: Reply | undefined): readonly number[] {
  const events = (reply?.body['events'] ?? []) as readonly { readonly versions?: readonly number[] }[];
  return events.flatMap(({ versions = [] }) => versions.slice(0, 1));
}

const setAside = (subject: string, uploadId: string, fassung: number) => ({
  subject,
  type: 'scan.set-aside.v1',
  data: { uploadId, fassung, reason: 'Falsches Blatt.' },
  key: `aside-${uploadId}`,
});

/** The page for uploads is empty until there is a Zielvereinbarung: people come back some times. */
async function uploadWhenThere(
  simulation: Simulation,
  person: Person,
  sheet: Sheet,
): Promise<string | undefined> {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const uploadId = await uploadScan(simulation, person, sheet);
    if (uploadId !== undefined) return uploadId;
    await simulation.wait(20 * 60_000);
  }
  return undefined;
}

/** The ministry decides something by hand. */
function commandErrand(ags: string, dice: Dice): Errand {
  const begin = dice.upTo(2 * HOUR);
  const subject = `AQB-2025-${ags}`;
  const [type, data] = dice.oneOf([
    ['publication.held.v1', { reason: 'Pressetermin.' }],
    ['publication.released.v1', { reason: 'Freigegeben.' }],
    ['publication.withdrawn.v1', { reason: 'Fehler im Text.' }],
    ['zielvereinbarung.released-for-signature.v1', { fassung: 1 }],
    ['umsetzungsbesprechung.held.v1', { on: '2025-08-28', participants: ['HMSI'] }],
  ] as const);
  return async (simulation, answers) => {
    await simulation.wait(begin);
    await tellCommand(simulation, answers.promised, { subject, type, data, key: `by-hand-${ags}` });
  };
}

async function tellCommand(
  simulation: Simulation,
  promised: Promised[],
  order: { readonly subject: string; readonly type: string; readonly data: object; readonly key: string },
): Promise<void> {
  const reply = await command(simulation, MINISTRY, order);
  const id = `${await PSEUDONYMS.of(MINISTRY.sub)}:${order.key}`;
  promised.push({ subject: order.subject, type: order.type, source: 'urn:aqb:staff-api', id, reply });
}
