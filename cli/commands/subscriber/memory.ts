import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { outgoingEnvelope } from '../../../events/fact.ts';
import type { SubscriberMemory } from '../../../events/subscriber.ts';
import { stateFolderOf } from '../../stage/state-folder.ts';

const memory = z.object({
  last: z.record(z.string(), z.int().min(1)),
  held: z.array(outgoingEnvelope),
  notices: z.array(z.string()),
});

/** What the subscriber of this machine has read so far; undefined before its first run. */
export function readMemory(stateFolder: string): SubscriberMemory | undefined {
  const file = stateFolderOf(stateFolder).subscriber;
  return existsSync(file) ? memory.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Keeps it, whole or not at all. */
export function writeMemory(stateFolder: string, kept: SubscriberMemory): void {
  const file = stateFolderOf(stateFolder).subscriber;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
