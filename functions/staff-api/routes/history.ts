import { z } from 'zod';
import { day, subject as subjectSchema } from '../../../events/primitives.ts';
import { detailOf } from '../../../events/reading/detail.ts';
import type { StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { withoutPersonalPart } from '../../../shared/domain/facts/personal-parts.ts';
import type { Moment } from '../../../shared/application/viewing/time-travel.ts';
import { problem, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import { historyPage } from '../contract/answers.ts';
import { ROLES } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import type { Deps } from '../deps.ts';
import { routeByAddress } from '../access/described-routes.ts';
import { maySeePersonal } from '../access/seeing.ts';
import { wholeNumber, wholeNumberOr } from '../contract/whole-number.ts';

/** Facts on one page of the history. */
const PAGE = 100;

/** A moment of the past. */
export const momentQuery = z.object({
  asOf: day.optional().meta({ description: 'State at the end of that day in Europe/Berlin' }),
  version: wholeNumber({ from: 1 }).optional().meta({ description: 'State after so many facts' }),
});

/** `?asOf=` or `?version=`, never both and no day to come; no moment where neither is asked for. */
export function momentOf(
  { asOf, version }: z.infer<typeof momentQuery>,
  today: string,
): { moment?: Moment } | Problem {
  if (asOf !== undefined && version !== undefined)
    return problem(400, 'request-invalid', detailOf('asOf', 'nicht zusammen mit „version“'));
  if (asOf !== undefined)
    return asOf > today
      ? problem(400, 'request-invalid', detailOf('asOf', 'liegt in der Zukunft'))
      : { moment: { day: asOf } };
  return version === undefined ? {} : { moment: { version } };
}

const pageQuery = z.object({
  after: wholeNumberOr(0, { from: 0 }).meta({ description: 'Version after which the page begins' }),
  limit: wholeNumberOr(PAGE, { from: 1, to: PAGE }),
});

/**
 * `GET /v1/zielvereinbarungen/{id}/events?after=n&limit=m`: the recorded history for reading systems, each fact
 * as it goes out on the bus. Names of persons and free text only for the Land, the own Kommune and the revision.
 */
export function listEvents({ recorder }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}/events',
    roles: ROLES,
    describe: {
      operationId: 'listEvents',
      tag: 'zielvereinbarungen',
      summary: 'The recorded history, each fact as it goes out',
      reads: { path: z.object({ id: subjectSchema }), query: pageQuery },
      answers: { 200: { description: 'One page', schema: historyPage } },
      problems: [400, 404],
    },
    about: ({ id }, user: User) => ({
      kind: 'zielvereinbarung',
      id,
      personal: maySeePersonal(user, id),
    }),
    async answer({ query: { after, limit }, caller }, { id, personal }) {
      const history = await recorder.store.history(id);
      if (history.length === 0) return problem(404, 'not-found');
      const end = after + limit;
      const page = readableBy(caller, id, history.slice(after, end));
      const items = page.map(({ event }) => recorder.wire.toOutgoing(event));
      return {
        status: 200,
        body: {
          items,
          personal: personal ? 'included' : 'withheld',
          ...(end < history.length ? { next: end } : {}),
        },
      };
    },
  });
}

/** The log as this person may read it: names of persons and free text only for those whom they concern. */
export function readableBy(user: User, id: string, history: readonly StoredEvent[]): readonly StoredEvent[] {
  return maySeePersonal(user, id) ? history : history.map(withoutPersonalPart);
}
