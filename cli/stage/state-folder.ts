import { join } from 'node:path';

/** Root of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Where `npm start` keeps everything; never committed. */
export const ROOT_STATE_FOLDER = join(ROOT, '.local');

/** The Python environment; shared by all local stages of this checkout, it outlives `npm run reset`. */
export const VENV = join(ROOT, '.local', 'venv');

/** What lies in the state folder of a local stage. */
export function stateFolderOf(folder: string) {
  return {
    endpoints: join(folder, 'endpoints.json'),
    users: join(folder, 'users.json'),
    /** What the subscriber on this machine has read so far. */
    subscriber: join(folder, 'subscriber.json'),
    /** Marks that the story was played to its end. */
    story: join(folder, 'story-played'),
    emulator: join(folder, 'emulator.json'),
    emulatorLog: join(folder, 'emulator.log'),
    deployLog: join(folder, 'deploy.log'),
    services: join(folder, 'services'),
    objects: join(folder, 's3'),
    temporary: join(folder, 'tmp'),
    cloudAssembly: join(folder, 'cdk.out'),
    outputs: join(folder, 'outputs.json'),
  } as const;
}

/** Paths of a state folder. */
export type StateFolder = ReturnType<typeof stateFolderOf>;
