import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StateFolder } from '../stage/state-folder.ts';

const emulatorNote = z.object({
  /** Port of the last run; the state names it in many places. */
  port: z.number().int(),
  /** Process of the emulator and of the command that runs it; absent after an orderly stop. */
  running: z.object({ pid: z.number().int(), owner: z.number().int(), isStopping: z.boolean() }).optional(),
});

/** What a state folder remembers of its emulator. */
export type EmulatorNote = z.infer<typeof emulatorNote>;

/** Undefined on the first start. */
export function readNote({ emulator }: StateFolder): EmulatorNote | undefined {
  if (!existsSync(emulator)) return undefined;
  const parsed = emulatorNote.safeParse(JSON.parse(readFileSync(emulator, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Remembers the port, and who runs. */
export function writeNote({ emulator }: StateFolder, note: EmulatorNote): void {
  const draft = `${emulator}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(note)}\n`);
  renameSync(draft, emulator);
}

/**
 * Moves the stored state to another port while the emulator rests: it keeps queues under their address,
 * and a queue of another port is never polled.
 */
export function moveToPort({ services }: StateFolder, from: number, to: number): void {
  if (from === to || !existsSync(services)) return;
  for (const name of readdirSync(services).filter((file) => file.endsWith('.json'))) {
    const file = join(services, name);
    const before = readFileSync(file, 'utf8');
    const after = before.replaceAll(`localhost:${from}`, `localhost:${to}`);
    if (after !== before) writeFileSync(file, after);
  }
}

const functionState = z.looseObject({
  payload: z.looseObject({
    dynamodb_stream_positions: z.looseObject({ data: z.record(z.string(), z.number()) }),
  }),
});

/**
 * Lets the readers of the table's stream begin anew while the emulator rests: it keeps how far they had read,
 * and forgets what there was to read, so that they would wait for as many new records as there were old ones.
 */
export function forgetStreamPositions({ services }: StateFolder): void {
  const file = join(services, 'lambda.json');
  if (!existsSync(file)) return;
  const state = functionState.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!state.success) return;
  state.data.payload.dynamodb_stream_positions.data = {};
  writeFileSync(file, JSON.stringify(state.data));
}
