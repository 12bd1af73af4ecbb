import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { REGION } from '../../infra/stack-names.ts';
import { forgetStreamPositions, moveToPort, readNote, writeNote } from './emulator-state.ts';
import { fail } from '../terminal/failure.ts';
import { freePort, isFree } from './ports.ts';
import { endProcess, isRunning } from './processes.ts';
import { type StateFolder, VENV } from '../stage/state-folder.ts';

/** A running emulator. */
export type Emulator = {
  readonly port: number;
  /** Settles when the emulator ends by itself, which it should not. */
  readonly ended: Promise<void>;
  /** Ends it in order, so that it writes its state. */
  readonly stop: () => Promise<void>;
};

const PYTHON = join(VENV, 'bin', 'python');
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 60_000;
const HESITATION_MS = 2000;

/** Starts MiniStack on loopback with its state in this folder, on the port asked for, else the last one, else a free one. */
export async function startEmulator(folder: StateFolder, askedPort?: number): Promise<Emulator> {
  if (!existsSync(PYTHON)) fail('Der Emulator ist nicht eingerichtet: node cli/set-up.mjs holt das nach.');
  const last = readNote(folder)?.port;
  const port = await choosePort(askedPort, last);
  if (last !== undefined) moveToPort(folder, last, port);
  forgetStreamPositions(folder);
  dropOrphans(folder);
  rmSync(folder.temporary, { recursive: true, force: true });
  for (const path of [folder.services, folder.objects, folder.temporary])
    mkdirSync(path, { recursive: true });

  // the emulator unpacks its own CommonJS worker here; inside this repository it would pass for an ES module
  writeFileSync(join(folder.temporary, 'package.json'), '{"type":"commonjs"}\n');
  const child = launch(folder, port);
  if (child.pid === undefined) return fail('Der Emulator ließ sich nicht starten.', folder.emulatorLog);
  const { pid } = child;
  writeNote(folder, { port, running: { pid, owner: process.pid, isStopping: false } });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  // whatever happens to us, the emulator does not stay behind
  const lastResort = () => process.kill(pid, 'SIGTERM');
  process.once('exit', lastResort);

  const stop = async () => {
    process.off('exit', lastResort);
    writeNote(folder, { port, running: { pid, owner: process.pid, isStopping: true } });
    const inOrder = await endProcess(pid, hasEnded);
    writeNote(folder, { port });
    if (!inOrder)
      fail('Der Emulator hat sein Ende verweigert; sein letzter Stand fehlt womöglich.', folder.emulatorLog);
  };
  try {
    await untilHealthy({ folder, port, hasEnded });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, ended, stop };
}

/**
 * An emulator whose command was killed hard still runs: it is ended in order, and its state is written.
 * One that was killed itself has lost what happened since it was last stopped in order.
 */
export async function endLeftOver(folder: StateFolder, say: (line: string) => void): Promise<void> {
  const note = readNote(folder);
  if (note?.running === undefined) return;
  const { pid, owner } = note.running;
  if (owner !== process.pid && !(await leaves(folder, owner))) {
    fail(`Die lokale Stage läuft schon (Prozess ${owner}); beenden Sie sie dort mit Ctrl-C.`);
  }
  if (readNote(folder)?.running === undefined) return;
  if (isRunning(pid, 'ministack')) {
    say('Ein Emulator vom letzten Mal läuft noch; er wird beendet.');
    await endProcess(pid, () => !isRunning(pid, 'ministack'));
  } else {
    say('Der Emulator wurde beim letzten Mal nicht ordentlich beendet; es gilt sein Stand davor.');
  }
  writeNote(folder, { port: note.port });
}

/** A command that was just told to stop needs a moment, and its emulator a little longer to write its state. */
async function leaves(folder: StateFolder, owner: number): Promise<boolean> {
  const began = Date.now();
  const limit = () => (readNote(folder)?.running?.isStopping === true ? STOP_LIMIT_MS : HESITATION_MS);
  while (isRunning(owner, 'start.ts')) {
    if (Date.now() - began > limit()) return false;
    await pause(100);
  }
  return true;
}

/** Objects without a state that knows them: the first run was cut off before it could write one. */
function dropOrphans({ services, objects }: StateFolder): void {
  if (!existsSync(join(services, 'cloudformation.json'))) rmSync(objects, { recursive: true, force: true });
}

async function choosePort(asked: number | undefined, last: number | undefined): Promise<number> {
  if (asked !== undefined) {
    return (await isFree(asked))
      ? asked
      : fail(`Der Port ${asked} ist belegt; nennen Sie einen anderen (--port).`);
  }
  return last !== undefined && (await isFree(last)) ? last : freePort();
}

function launch(folder: StateFolder, port: number): ChildProcess {
  const log = openSync(folder.emulatorLog, 'w');
  try {
    return spawn(PYTHON, ['-m', 'ministack'], {
      // a group of its own: Ctrl-C reaches us, and we end the emulator in order
      detached: true,
      stdio: ['ignore', log, log],
      env: variables(folder, port),
    });
  } finally {
    closeSync(log);
  }
}

/** Few and chosen: the functions inherit them. Their `node` is ours, because it comes first on the path. */
function variables(folder: StateFolder, port: number): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folder.temporary,
    TMPDIR: folder.temporary,
    LANG: 'C.UTF-8',
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    // would listen on all interfaces
    IOT_MTLS_ENABLED: '0',
    MINISTACK_REGION: REGION,
    LAMBDA_EXECUTOR: 'local',
    PERSIST_STATE: '1',
    S3_PERSIST: '1',
    STATE_DIR: folder.services,
    S3_DATA_DIR: folder.objects,
  };
}

type Waiting = { folder: StateFolder; port: number; hasEnded: () => boolean };

async function untilHealthy({ folder, port, hasEnded }: Waiting): Promise<void> {
  const began = Date.now();
  while (!hasEnded() && Date.now() - began < START_LIMIT_MS) {
    if (await isHealthy(port)) return;
    await pause(100);
  }
  const last = readFileSync(folder.emulatorLog, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  fail(`Der Emulator ist nicht bereit geworden. Zuletzt sagte er: ${last}`, folder.emulatorLog);
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_ministack/health`, {
      signal: AbortSignal.timeout(2000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
