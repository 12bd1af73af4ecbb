import { VersionConflict } from '../../shared/application/recording/while-head-moves.ts';
import { StaleVersion } from '../../shared/application/recording/known-command.ts';
import { httpHandler, problem, type Route } from '../../shared/lambda/http-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { guarded, guardedForSystems, type Gate, type StaffRoute, type SystemRoute } from './access/access.ts';
import { decideClearing, listClearing, listParked, showClearing } from './routes/clearing.ts';
import { recordEvent } from './routes/commands.ts';
import { confirmUpload } from './routes/confirmation.ts';
import { showContract } from './routes/contract.ts';
import type { Deps } from './deps.ts';
import { sendEvent, showReceipt } from './routes/events.ts';
import { listEvents } from './routes/history.ts';
import { chooseNoticeSettings, showNoticeSettings } from './routes/notices.ts';
import { announceUpload, showUpload } from './routes/uploads.ts';
import { linkDocument, listZielvereinbarungen, showZielvereinbarung } from './routes/zielvereinbarungen.ts';

/** The HTTP door of staff: every route with its roles, every answer a value. */
export function createHandler(deps: Deps, tokens: Omit<Gate, 'pseudonyms'>, telemetry: Telemetry) {
  const gate: Gate = { ...tokens, pseudonyms: deps.pseudonyms };
  return httpHandler(
    telemetry,
    [
      ...staffRoutes(deps).map((route) => guarded(route, gate)),
      ...systemRoutes(deps).map((route) => guardedForSystems(route, gate)),
      showContract(deps),
    ].map(patient),
  );
}

/** All routes of staff. */
export function staffRoutes(deps: Deps): readonly StaffRoute[] {
  return [
    announceUpload(deps),
    showUpload(deps),
    confirmUpload(deps),
    listZielvereinbarungen(deps),
    showZielvereinbarung(deps),
    listEvents(deps),
    linkDocument(deps),
    recordEvent(deps),
    listClearing(deps),
    showClearing(deps),
    decideClearing(deps),
    listParked(deps),
    showNoticeSettings(deps),
    chooseNoticeSettings(deps),
  ];
}

/** All routes that systems of other authorities may use. */
export function systemRoutes(deps: Deps): readonly SystemRoute[] {
  return [sendEvent(deps), showReceipt(deps)];
}

/** Where others kept changing the Zielvereinbarung, the caller is told to read it again. */
function patient(route: Route): Route {
  return {
    ...route,
    async answer(request) {
      try {
        return await route.answer(request);
      } catch (error) {
        if (error instanceof StaleVersion) return problem(412, 'version-changed');
        if (error instanceof VersionConflict) return problem(409, 'version-changed');
        throw error;
      }
    },
  };
}
