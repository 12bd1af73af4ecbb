import { readFileSync } from 'node:fs';
import {
  faultsOf,
  readEndpoints,
  stageAddresses,
  type LocalStage,
  type StageAddresses,
} from './endpoints.ts';
import { fail } from '../terminal/failure.ts';
import { ROOT_STATE_FOLDER } from './state-folder.ts';

/** The stage that runs in this folder. @throws LocalStageFailure in German where none does. */
export function runningStage(stateFolder: string): LocalStage {
  return (
    readEndpoints(stateFolder) ??
    fail('Die lokale Stage läuft nicht oder ist noch nicht bereit. Starten Sie sie mit: npm start')
  );
}

/** Options of the commands that repair, which know any stage by a file of its addresses. */
export const STAGE_OPTIONS = { folder: { type: 'string' }, endpoints: { type: 'string' } } as const;

/** What the help says of {@link STAGE_OPTIONS}. */
export const STAGE_HELP = `  --folder ORDNER    Ordner der lokalen Stage (Standard: .local)
  --endpoints DATEI  Adressen einer anderen Stage (docs/operations.md); es gelten Ihre AWS-Zugangsdaten`;

type Asked = { readonly folder?: string | undefined; readonly endpoints?: string | undefined };

/** The stage that is asked for: by the file of its addresses, or the local one. @throws LocalStageFailure in German. */
export function askedStage({ folder, endpoints }: Asked): StageAddresses {
  if (endpoints === undefined) return runningStage(folder ?? ROOT_STATE_FOLDER);
  if (folder !== undefined) fail('Bitte nur eines angeben: --folder oder --endpoints.');
  const read = stageAddresses.safeParse(jsonOf(endpoints));
  if (read.success) return read.data;
  const faults = faultsOf(read.error);
  return fail(`In ${endpoints} fehlt oder stimmt nicht: ${faults}. Was hineingehört: docs/operations.md.`);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return fail(`${file} ist nicht lesbar oder kein JSON.`);
  }
}
