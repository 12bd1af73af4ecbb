import { readEndpoints, type LocalStage } from './endpoints.ts';
import { fail } from './failure.ts';

/** The stage that runs in this folder. @throws LocalStageFailure in German where none does. */
export function runningStage(stateFolder: string): LocalStage {
  return (
    readEndpoints(stateFolder) ??
    fail('Die lokale Stage läuft nicht oder ist noch nicht bereit. Starten Sie sie mit: npm start')
  );
}
