import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { decideAtDesk } from '../../../shared/application/clearing/decide-at-desk.ts';
import { remindOfExpiry } from '../../../shared/application/reminding/remind-expiry.ts';
import {
  at,
  canonical,
  isList,
  listAt,
  plainItem,
  sha256,
  textAt,
  without,
  type Json,
  type JsonObject,
} from '../../auditor/json.ts';
import type { GoldenHistory, GoldenStep } from './golden-histories.ts';
import { portal } from '../stages/portal.ts';
import { imitatedTable } from '../stores/table-imitation.ts';
import { WIRE } from '../facts/wire.ts';

/** What a history leaves behind, as short prints: one line per step, per kind of item and per public file. */
type Prints = {
  /** What came, what became of it, and a print of the whole table after it. */
  readonly steps: readonly string[];
  /** How many of each kind lie there in the end, and a print of them. */
  readonly items: Readonly<Record<string, string>>;
  /** Last hash of the chain, by subject. */
  readonly chain: Readonly<Record<string, string>>;
  /** Revision and print of each public file. */
  readonly pages: Readonly<Record<string, string>>;
  /** Print of each archived document, by key. */
  readonly archive: Readonly<Record<string, string>>;
  /** What publish-portal reported, and what became of it. */
  readonly reported: string;
};

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const print = (text: string | Uint8Array) => sha256(text).slice(0, 12);

/** The clearing desk, the marker and the receipt of what was refused. */
const SAYS_WHY = /^(?:CLEARING|SEEN|RECEIPT)#/u;

/**
 * Without the sentence beside a reason code ({@link SAYS_WHY}): for people it was worded anew, in German, after the
 * release. Codes, bodies and all else of these items are compared.
 */
function withoutDetail(value: Json): Json {
  if (isList(value)) return value.map(withoutDetail);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(without(value, 'detail'));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutDetail(part)]));
}

/** A pointer to an item of the clearing desk, or the list of its months: the release had neither. */
const SAYS_WHERE = /^CLEARING-/u;

/**
 * The table with each item of the clearing desk in the month in which the release put it, by the time that the message
 * says itself, in its key and wherever its place is named; without what has said where it lies since (ADR 0040).
 * Everything else of it is compared.
 */
function asFiledThen(items: readonly JsonObject[]): readonly JsonObject[] {
  const months = new Map(items.filter(isClearing).map((item) => [textAt(item, 'key'), monthThen(item)]));
  return items
    .filter((item) => !SAYS_WHERE.test(textAt(item, 'PK')))
    .map((item) =>
      isClearing(item) ? without({ ...item, PK: `CLEARING#${monthThen(item)}` }, 'time', 'refusedAt') : item,
    )
    .map((item) => withMonths(item, months));
}

function monthThen(item: JsonObject): string {
  const [said] = /^\d{4}-(?:0[1-9]|1[0-2])(?=-)/u.exec(textAt(item, 'time')) ?? [];
  return said ?? textAt(item, 'receivedAt').slice(0, 7);
}

function withMonths(object: JsonObject, months: ReadonlyMap<string, string>): JsonObject {
  const inside = (value: Json): Json => {
    if (isList(value)) return value.map(inside);
    return typeof value === 'object' && value !== null ? withMonths(value, months) : value;
  };
  const then = months.get(textAt(object, 'key'));
  const parts = Object.entries(object).map(([name, part]): [string, Json] => [name, inside(part)]);
  return { ...Object.fromEntries(parts), ...(then !== undefined && { month: then }) };
}

const isClearing = (item: JsonObject) => textAt(item, 'PK').startsWith('CLEARING#');

/** What a release left of a history: log, heads and rows as they lie in its table, and its pages. */
export type StoredHistory = { readonly items: readonly JsonObject[]; readonly pages: Prints['pages'] };

/** A stage over a table that holds just these items, and what it publishes of them. */
export async function stageOfStored({ items, pages }: StoredHistory) {
  const table = imitatedTable();
  for (const item of items)
    await table.client.send(new PutItemCommand({ TableName: 'table', Item: marshall(item) }));
  const stage = stageOf(0, table);
  const subjects = subjectsOf(items);
  const publish = async (): Promise<Prints['pages']> => {
    // A notice takes the place of something: what lay there is older than all that is published.
    for (const path of Object.keys(pages))
      stage.files.set(path, { path, revision: 0, body: new Uint8Array(), contentType: 'text/plain' });
    for (const subject of subjects) await stage.follow(subject);
    return leftBehind(stage).pages;
  };
  return { store: stage.publisher.store, subjects, publish };
}

/** The real store over a table in memory, so that items are compared as they lie in a stage. */
function stageOf(undoWindowMinutes: number, table = imitatedTable()) {
  const store = dynamoDbEventStore({ client: table.client, tableName: 'table', wire: WIRE });
  const lying = () => table.items().map((item) => plainItem(item));
  return { ...portal({ store, undoWindowMinutes }), lying, items: () => asFiledThen(lying()) };
}

type Stage = ReturnType<typeof stageOf>;

/** Plays a history from the same instant, each step a minute after the one before, and says what it left. */
export async function printsOf({ steps, undoWindowMinutes = 0 }: GoldenHistory): Promise<Prints> {
  const stage = stageOf(undoWindowMinutes);
  const lines: string[] = [];
  for (const [place, step] of steps.entries()) {
    pass(stage, MINUTE);
    const became = await take(stage, step, place);
    for (const subject of subjectsOf(stage.items())) await stage.follow(subject);
    lines.push(`${became} ${print(linesOf(stage.items()).join('\n'))}`);
  }
  return { steps: lines, ...leftBehind(stage) };
}

function pass({ clock }: Stage, milliseconds: number): void {
  clock.at = new Date(Date.parse(clock.at) + milliseconds).toISOString();
}

async function take(stage: Stage, step: GoldenStep, place: number): Promise<string> {
  if ('days' in step) return expire(stage, step.days);
  if ('desk' in step) return decide(stage, step, `order-${place}`);
  if ('body' in step) return `message ${endOf(await stage.receive(step.body))}`;
  return `${step.id} ${endOf(await stage.send(step))}`;
}

function endOf(answer: object): string {
  const { outcome, reason } = { outcome: '', reason: '', ...answer };
  return [outcome, reason].join(' ').trim();
}

async function expire(stage: Stage, days: number): Promise<string> {
  pass(stage, days * DAY);
  const { recorder } = stage.reception;
  const ends: string[] = [];
  const send = async (events: readonly object[]) => {
    for (const event of events) ends.push(endOf(await stage.receive(JSON.stringify(event), 'internal')));
  };
  const { store, clock } = recorder;
  const over = await remindOfExpiry({ store, clock, crypto: nodeCrypto, wire: WIRE, queue: { send } });
  return `${days} days, ${over} over: ${ends.join()}`;
}

async function decide(
  stage: Stage,
  { desk, ...order }: Extract<GoldenStep, { readonly desk: string }>,
  idempotencyKey: string,
): Promise<string> {
  const item = stage.lying().find((one) => isClearing(one) && textAt(one, 'id') === desk && isUndecided(one));
  if (item === undefined) throw new Error(`Nothing of ${desk} lies at the desk`);
  const [month, key] = [textAt(item, 'PK').replace('CLEARING#', ''), textAt(item, 'SK')];
  const answer = await decideAtDesk(
    stage.reception.recorder,
    { month, key },
    { ...order, by: 'person-land', idempotencyKey, parties: ['land'], vouches: true },
  );
  return `${order.action} ${desk} ${endOf(answer ?? {})}`;
}

function isUndecided(item: JsonObject): boolean {
  const last = listAt(item, 'decisions').at(-1);
  return last === undefined || at(last, 'reopened') !== undefined;
}

/** Zielvereinbarungen that have a log. */
function subjectsOf(items: readonly JsonObject[]): readonly string[] {
  const logged = items.filter((item) => textAt(item, 'SK').startsWith('EVENT#'));
  return [...new Set(logged.map((item) => textAt(item, 'subject')))].toSorted();
}

/** What later releases note beside what is refused or waits, for its notice. */
const NOTED_SINCE = ['nextSequence', 'missing'];

function linesOf(items: readonly JsonObject[]): readonly string[] {
  return items
    .map((item) => without(item, ...NOTED_SINCE))
    .map((item) => canonical(SAYS_WHY.test(textAt(item, 'PK')) ? withoutDetail(item) : item))
    .toSorted();
}

/** `ZV EVENT`, `SEEN`, `YEAR`: what stands before the names in the keys of an item. */
function kindOf(item: JsonObject): string {
  const [partition, sort] = [textAt(item, 'PK'), textAt(item, 'SK')].map((key) => key.split('#')[0]);
  return partition === 'ZV' ? `ZV ${sort}` : String(partition);
}

function leftBehind({ items: all, files, objects, outcomes }: Stage): Omit<Prints, 'steps'> {
  const items = all();
  const kinds = [...new Set(items.map(kindOf))].toSorted();
  const heads = items.filter((item) => textAt(item, 'lastHash') !== '');
  return {
    items: Object.fromEntries(
      kinds.map((kind) => {
        const lines = linesOf(items.filter((item) => kindOf(item) === kind));
        return [kind, `${lines.length} ${print(lines.join('\n'))}`];
      }),
    ),
    chain: Object.fromEntries(heads.map((head) => [textAt(head, 'PK'), textAt(head, 'lastHash')])),
    pages: Object.fromEntries(
      [...files.values()]
        .toSorted((one, other) => (one.path < other.path ? -1 : 1))
        .map(({ path, revision, status, body }) => [path, `${revision} ${status ?? 200} ${print(body)}`]),
    ),
    archive: Object.fromEntries([...objects].map(([key, { bytes }]) => [key, print(bytes)])),
    reported: `${outcomes.length} ${print(outcomes.join('\n'))}`,
  };
}
