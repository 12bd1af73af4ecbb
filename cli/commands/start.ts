import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LocalStage, writeEndpoints } from '../stage/endpoints.ts';
import { fail, LocalStageFailure } from '../terminal/failure.ts';
import { type RunningStage, startLocalStage } from '../local/stage.ts';
import { ROOT_STATE_FOLDER, stateFolderOf } from '../stage/state-folder.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';

const HELP = `npm start [-- --port N] [--empty] [--story NAME]

Richtet die lokale Stage ein, startet sie und bleibt, bis Ctrl-C oder SIGTERM kommt. Beim ersten Mal
wird die Geschichte der Zielvereinbarung 2025 von Limburg-Weilburg gespielt. Der Stand bleibt in
.local/ erhalten; npm run reset vergisst alles.

  --port N       Port des Emulators; sonst der letzte oder ein freier
  --empty        spielt keine Geschichte
  --story NAME   spielt eine andere Geschichte: limburg-weilburg (Standard) oder year, ein ganzes Jahr
  --help         zeigt diesen Text`;

type Story = { playStory(stage: LocalStage, say: (line: string) => void): Promise<void> };

const STORIES: Readonly<Record<string, () => Promise<Story>>> = {
  'limburg-weilburg': () => import('../story/limburg-weilburg.ts'),
  year: () => import('../story/year.ts'),
};
const DEFAULT_STORY = 'limburg-weilburg';

type Wishes = { readonly port?: number; readonly empty: boolean; readonly story?: string };

await main(openTerminal());

async function main(terminal: Terminal): Promise<void> {
  const interrupted = new AbortController();
  watchNpm(interrupted);
  // the first asks us to end in order, the second is the system's again
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => interrupted.abort());
  try {
    const wishes = readWishes();
    if (wishes === undefined) return terminal.say(HELP);
    await run(wishes, { terminal, signal: interrupted.signal });
  } catch (error) {
    if (interrupted.signal.aborted) return terminal.say('Abgebrochen; der Stand bleibt in .local/ erhalten.');
    process.exitCode = 1;
    if (error instanceof LocalStageFailure) return terminal.complain(error.message);
    terminal.complain('Die lokale Stage ist an einem unerwarteten Fehler gescheitert:');
    throw error;
  }
}

/** npm passes SIGTERM to a shell that dies of it and leaves us behind: without our parent we end as well. */
function watchNpm(interrupted: AbortController): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interrupted.abort();
  }, 200).unref();
}

type Surroundings = { readonly terminal: Terminal; readonly signal: AbortSignal };

async function run(wishes: Wishes, { terminal, signal }: Surroundings): Promise<void> {
  terminal.say('Lokale Stage der Zielvereinbarungen');
  const stage = await startLocalStage({
    stateFolder: ROOT_STATE_FOLDER,
    say: terminal.say,
    status: terminal.status,
    signal,
    ...(wishes.port === undefined ? {} : { port: wishes.port }),
  });
  try {
    await unlessInterrupted(tellStory(wishes, stage, terminal), signal);
    writeEndpoints(ROOT_STATE_FOLDER, stage.endpoints);
    announce(stage.endpoints, terminal);
    await untilAsked(stage, signal);
  } finally {
    terminal.say('Die lokale Stage wird beendet …');
    await stage.stop();
  }
  terminal.say('Beendet; der Stand bleibt in .local/ erhalten.');
}

async function tellStory(
  { empty, story }: Wishes,
  { endpoints, isEmpty }: RunningStage,
  { say }: Terminal,
): Promise<void> {
  const mark = stateFolderOf(ROOT_STATE_FOLDER).story;
  if (!isEmpty) {
    const isWhole = existsSync(mark);
    const asked = story === undefined ? '' : ` Für „${story}“ zuerst: npm run reset.`;
    return say(
      isWhole
        ? `Alles ist, wie es war.${asked}`
        : `Der Speicher ist nicht leer; es wird keine Geschichte gespielt.${asked}`,
    );
  }
  if (empty) return;
  say('Die Geschichte wird gespielt; die Adressen stehen danach da.');
  const name = story ?? DEFAULT_STORY;
  await (await STORIES[name]?.())?.playStory(endpoints, say);
  writeFileSync(mark, `${name}\n`);
}

/** Who is asked to end does not play the story to its end: the stage is taken from under it. */
async function unlessInterrupted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
  });
  // Whichever comes second has nobody left to tell.
  for (const promise of [work, interrupted]) promise.catch(() => undefined);
  await Promise.race([work, interrupted]);
}

/** The last lines: where everything is, and who can sign in. */
function announce(
  { portalUrl, staffUrl, apiUrl, endpointUrl, ingressQueueUrl, users }: LocalStage,
  { say }: Terminal,
): void {
  say('');
  say(`Portal        ${portalUrl}`);
  say(`Arbeitsplatz  ${staffUrl}`);
  say(`API           ${apiUrl}`);
  say(`AWS-Endpunkt  ${endpointUrl}`);
  say(`Eingang       ${ingressQueueUrl}`);
  say(`Alle Adressen ${join('.local', 'endpoints.json')}`);
  say('Anmeldung');
  for (const { email, password, groups } of users)
    say(`  ${email.padEnd(45)} ${password}  ${groups.join(', ')}`);
  say('Beenden mit Ctrl-C.');
}

async function untilAsked({ ended }: RunningStage, signal: AbortSignal): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    if (signal.aborted) resolve('asked');
    signal.addEventListener('abort', () => resolve('asked'), { once: true });
  });
  if ((await Promise.race([asked, ended.then(() => 'died' as const)])) === 'asked') return;
  fail('Der Emulator ist von selbst zu Ende gegangen.', stateFolderOf(ROOT_STATE_FOLDER).emulatorLog);
}

function readWishes(): Wishes | undefined {
  const { values } = parseArguments();
  if (values.help === true) return undefined;
  const { port: asked, empty = false, story } = values;
  if (story !== undefined && !Object.hasOwn(STORIES, story))
    fail(`Die Geschichte „${story}“ gibt es nicht; es gibt ${Object.keys(STORIES).join(' und ')}.`);
  const wishes = { empty, ...(story !== undefined && { story }) };
  if (asked === undefined) return wishes;
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1024 || port > 65_535)
    fail(`--port ist eine Zahl von 1024 bis 65535, nicht „${asked}“.`);
  return { ...wishes, port };
}

function parseArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        empty: { type: 'boolean' },
        story: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch {
    return fail(`Diese Angaben kennt der Befehl nicht.\n\n${HELP}`);
  }
}
