import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { DEFAULT_PREFIX } from '../../events/wire-type.ts';
import { wireOf, type Wire } from '../../events/wire.ts';
import { variable } from '../../shared/lambda/environment.ts';
import { fail } from '../terminal/failure.ts';
import { stateFolderOf, ROOT_STATE_FOLDER } from './state-folder.ts';

/** A made-up person who can sign in at the local stage. */
const demoUser = z.object({
  email: z.string(),
  password: z.string(),
  /** Role and, for a Kreis, `ags-<five digits>`. */
  groups: z.array(z.string()),
});

/** A made-up authority that signs in with client credentials and sends by `POST /v1/events`. */
const demoClient = z.object({
  name: z.string(),
  /** The only `source` that it may use. */
  source: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});

/**
 * Variables by which the functions of the stage read, judge and keep. The prefix of its event types is among them: by
 * another one nothing is read right, so none is taken for granted.
 */
const stageSettings = z.object({ EVENT_PREFIX: variable.eventPrefix }).catchall(z.string());

/** Addresses of a running local stage; each works as it stands from another process on the machine. */
export const localStage = z.object({
  endpointUrl: z.url(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  ingressQueueUrl: z.url(),
  ingressDlqUrl: z.url(),
  /** For commands that do what functions of the stage do; nobody else sends there. */
  internalQueueUrl: z.url(),
  inspectionQueueUrl: z.url(),
  internalDlqUrl: z.url(),
  tableName: z.string(),
  inboxBucket: z.string(),
  archiveBucket: z.string(),
  portalBucket: z.string(),
  eventBusName: z.string(),
  /** What goes out on the bus, for one subscriber on this machine. */
  subscriberQueueUrl: z.url(),
  /** Without `/v1` and without trailing slash. */
  apiUrl: z.url(),
  /** Public pages, for a browser and curl; with trailing slash. */
  portalUrl: z.url(),
  /** The staff workplace, for a browser; with trailing slash. */
  staffUrl: z.url(),
  /** `iss` of the tokens. */
  issuer: z.url(),
  userPoolId: z.string(),
  userPoolClientId: z.string(),
  users: z.array(demoUser),
  /** Where client credentials become a token. */
  tokenUrl: z.url(),
  clients: z.array(demoClient),
  settings: stageSettings,
});

/** Addresses of a running local stage. */
export type LocalStage = z.infer<typeof localStage>;

/**
 * What the commands need that repair: the names of a stage's stores and queues, as its stacks put them out. The
 * file of a local stage is one of these, too. A stage on AWS needs no address and no keys.
 */
export const stageAddresses = localStage
  .pick({
    region: true,
    ingressQueueUrl: true,
    ingressDlqUrl: true,
    internalQueueUrl: true,
    internalDlqUrl: true,
    inspectionQueueUrl: true,
    tableName: true,
    inboxBucket: true,
    archiveBucket: true,
    portalBucket: true,
    portalUrl: true,
    settings: true,
  })
  .extend({
    endpointUrl: z.url().exactOptional(),
    accessKeyId: z.string().exactOptional(),
    secretAccessKey: z.string().exactOptional(),
  });

/** Addresses of any stage, for the commands that repair. */
export type StageAddresses = z.infer<typeof stageAddresses>;

/** A made-up person who can sign in. */
export type DemoUser = z.infer<typeof demoUser>;

/** A made-up authority with client credentials. */
export type DemoClient = z.infer<typeof demoClient>;

/**
 * Reads the addresses of the stage that `npm start` runs; undefined while it does not run or is not ready.
 * @throws LocalStageFailure in German where the file lacks something, SyntaxError where it is no JSON.
 */
export function readEndpoints(stateFolder: string = ROOT_STATE_FOLDER): LocalStage | undefined {
  const file = stateFolderOf(stateFolder).endpoints;
  if (!existsSync(file)) return undefined;
  const read = localStage.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  return fail(
    `In ${file} fehlt oder stimmt nicht: ${faultsOf(read.error)}. Ein früherer Stand des Programms hat die Datei geschrieben. Starten Sie die lokale Stage neu mit: npm start`,
  );
}

/** The names of what a file of addresses lacks or says wrongly. */
export function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path }) => path.join('.')).join(', ');
}

/** How a stage reads and writes events: a command makes it once, from the addresses it was given. */
export function wireOfStage({ settings }: Pick<StageAddresses, 'settings'>): Wire {
  return wireOf(settings.EVENT_PREFIX);
}

/** The wire for what needs no stage: that of the stage in this folder; where none runs, of one that has the default. */
export function wireInFolder(stateFolder: string): Wire {
  return wireOfStage(readEndpoints(stateFolder) ?? { settings: { EVENT_PREFIX: DEFAULT_PREFIX } });
}

/** Announces the stage: the file appears whole or not at all, and only its owner reads it. */
export function writeEndpoints(stateFolder: string, stage: LocalStage): void {
  const file = stateFolderOf(stateFolder).endpoints;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(localStage.parse(stage), null, 2)}\n`);
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** Takes the announcement back; nothing happens where there is none. */
export function removeEndpoints(stateFolder: string): void {
  rmSync(stateFolderOf(stateFolder).endpoints, { force: true });
}
