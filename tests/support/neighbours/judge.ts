import type { asking } from '../stages/staff-api.ts';
import { cellsOf, type Bodies, type Cell, type Contract, type Request } from './cells.ts';
import { AGS, NAMES, subjectOf, type World } from './world.ts';

/** Who goes through the matrix. */
export type Caller = {
  readonly name: string;
  readonly claims: object;
  /** Whose things they may see: nobody's but their own, or all. */
  readonly sees: 'own' | 'neighbour' | 'all';
  /** Whether names of persons are their business, where they see something at all. */
  readonly readsNames: boolean;
  /** Whether they are told nothing of the neighbour, not even whether there is something. */
  readonly isStranger: boolean;
};

/** What was heard in a cell, and why it is wrong, if it is. */
export type Heard = {
  readonly caller: string;
  readonly cell: Cell;
  readonly status: number;
  readonly code: string | undefined;
  /** What of the neighbour's was in the answer. */
  readonly told: readonly string[];
  readonly wrong?: string;
};

type Ask = ReturnType<typeof asking>;
type Reply = Awaited<ReturnType<Ask>>;

/** What is asked, of which stage. */
export type Matrix = {
  readonly contract: Contract;
  readonly world: World;
  readonly ask: Ask;
  readonly bodies: Bodies;
};

/** Asks every cell as this caller: first what only reads, so that nobody hears what they said themselves. */
export async function heardBy(matrix: Matrix, caller: Caller): Promise<readonly Heard[]> {
  const cells = cellsOf(matrix.contract, matrix.world, matrix.bodies);
  const [reads, writes] = [cells.filter(isRead), cells.filter((cell) => !isRead(cell))];
  const heard: Heard[] = [];
  for (const cell of [...reads, ...writes]) heard.push(await judged(matrix, caller, cell));
  return heard;
}

const isRead = ({ request: { method } }: Cell) => method === 'GET';

async function judged(matrix: Matrix, caller: Caller, cell: Cell): Promise<Heard> {
  const { world, ask } = matrix;
  const send = ({ method, path, ...rest }: Request) => ask(method, path, { ...rest, claims: caller.claims });
  world.noted.length = 0;
  const reply = await send(cell.request);
  const lines = JSON.stringify(world.noted);
  const wrong =
    faultOf(matrix, { caller, cell, reply, lines }) ??
    (caller.isStranger ? await tellsApart({ send, cell, reply, world }) : undefined);
  const { status, body } = reply;
  const answer = JSON.stringify(reply);
  const told = [...NAMES, ...world.canaries].filter((secret) => answer.includes(secret));
  return { caller: caller.name, cell, status, code: body.code, told, ...(wrong !== undefined && { wrong }) };
}

type Said = { readonly caller: Caller; readonly cell: Cell; readonly reply: Reply; readonly lines: string };

function faultOf({ world }: Matrix, { caller, cell, reply, lines }: Said): string | undefined {
  if (reply.status >= 500) return 'the machinery failed';
  const answer = JSON.stringify(reply);
  const asked = JSON.stringify(cell.request);
  const leaked = world.canaries.find((secret) => answer.includes(secret) && !asked.includes(secret));
  if (caller.sees === 'own' && leaked !== undefined) return `tells ${leaked}`;
  const name = NAMES.find((one) => answer.includes(one) && !asked.includes(one));
  const mayRead =
    caller.sees !== 'own' && (caller.readsNames || cell.operation.startsWith('GET /v1/clearing/'));
  if (name !== undefined && !mayRead) return `names ${name}`;
  const logged = [...unloggedOf(world), ...accountsIn(caller.claims)].find((one) => lines.includes(one));
  return logged === undefined ? undefined : `logs ${logged}`;
}

/** What no line of the log may hold: uploads and places at the desk are named there by ids of ours (d-15). */
function unloggedOf({ canaries, sides: { neighbour } }: World): readonly string[] {
  const { uploads, clearing } = neighbour;
  const ours = [...uploads, ...clearing.map(({ key }) => key)];
  return [...NAMES, ...canaries.filter((secret) => !ours.includes(secret))];
}

function accountsIn(claims: object): readonly string[] {
  return 'sub' in claims && typeof claims.sub === 'string' ? [claims.sub] : [];
}

type Compared = {
  readonly send: (request: Request) => Promise<Reply>;
  readonly cell: Cell;
  readonly reply: Reply;
  readonly world: World;
};

/** Whether the answer differs from that to the same question about what does not exist (H7). */
async function tellsApart({ send, cell, reply, world }: Compared): Promise<string | undefined> {
  // What was done is done: a question that changes something is asked once more only where it was refused.
  if (!isRead(cell) && reply.status < 400) return undefined;
  const missing = inOtherWords(cell.request, world);
  if (missing === undefined) return undefined;
  const other = await send(missing);
  const [said, heard] = [reply, other].map((one) => JSON.stringify(inOtherWords(one, world) ?? one));
  return said === heard ? undefined : `tells from what does not exist: ${said} / ${heard}`;
}

/** The same with everything of the neighbour replaced by what nobody has; nothing where it names nothing. */
function inOtherWords<Value extends object>(
  value: Value,
  { sides: { neighbour } }: World,
): Value | undefined {
  const { uploads, hashes, clearing, ids } = neighbour;
  const text = JSON.stringify(value);
  const ours = [...uploads, ...hashes, ...clearing.map(({ key }) => key)];
  const replaced = [...ours, ...ids].reduce(
    (words, secret) => words.replaceAll(secret, `${secret.slice(1)}${secret.charAt(0)}`),
    text.replaceAll(AGS.neighbour, AGS.missing),
  );
  return replaced === text ? undefined : (JSON.parse(replaced) as Value);
}

/** What lies in the log and in the desk of the neighbour: nobody else's question changes it. */
export async function neighbourIn({ store, findings, sides }: World): Promise<object> {
  const { subject, clearing } = sides.neighbour;
  return {
    history: await store.history(subject),
    waiting: await store.waiting(subject),
    clearing: await Promise.all(clearing.map(({ month, key }) => store.clearingItem(month, key))),
    row: await store.yearRow(subjectOf(AGS.neighbour)),
    findings: [...findings],
  };
}
