import { z } from 'zod';
import { day, subject as subjectSchema } from '../../events/primitives.ts';
import { toOutgoing } from '../../events/write.ts';
import type { StoredEvent } from '../../shared/application/ports.ts';
import { partsOfEvent } from '../../shared/application/seal.ts';
import type { Moment } from '../../shared/application/time-travel.ts';
import { isProblem, problem, type Problem, type Request } from '../../shared/lambda/http-handler.ts';
import { maySee, maySeePersonal, type StaffRoute } from './access.ts';
import type { Deps } from './deps.ts';

/** Facts on one page of the history. */
const PAGE = 100;

/** `?asOf=` or `?version=`, never both and no day to come; no moment where neither is asked for. */
export function momentOf(query: Request['query'], today: string): { moment?: Moment } | Problem {
  const { asOf, version } = query;
  if (asOf !== undefined && version !== undefined)
    return problem(400, 'request-invalid', 'asOf: not together with version');
  if (asOf !== undefined) {
    if (!day.safeParse(asOf).success) return problem(400, 'request-invalid', 'asOf: must be YYYY-MM-DD');
    return asOf > today ? problem(400, 'request-invalid', 'asOf: in the future') : { moment: { day: asOf } };
  }
  if (version === undefined) return {};
  const number = wholeNumber(version, { from: 1 });
  return number === undefined
    ? problem(400, 'request-invalid', 'version: must be an integer from 1')
    : { moment: { version: number } };
}

/**
 * `GET /v1/zielvereinbarungen/{id}/events?after=n&limit=m`: the recorded history for reading systems, each fact
 * as it goes out on the bus. Names of persons and free text only for the Land, the own Kommune and the revision.
 */
export function listEvents({ recorder, prefix }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}/events',
    roles: ['land', 'kommune', 'pruefung', 'archiv', 'revision'],
    async answer({ params, query }, user) {
      const id = params['id'] ?? '';
      if (!subjectSchema.safeParse(id).success || !maySee(user, id)) return problem(404, 'not-found');
      const page = pageOf(query);
      if (isProblem(page)) return page;
      const history = await recorder.store.history(id);
      if (history.length === 0) return problem(404, 'not-found');
      const isPersonal = maySeePersonal(user, id);
      const end = page.after + page.limit;
      const items = history
        .slice(page.after, end)
        .map(({ event }) => toOutgoing(isPersonal ? event : withoutPersons(event), prefix));
      return {
        status: 200,
        body: {
          items,
          personal: isPersonal ? 'included' : 'withheld',
          ...(end < history.length ? { next: end } : {}),
        },
      };
    },
  };
}

type Page = { readonly after: number; readonly limit: number };

function pageOf(query: Request['query']): Page | Problem {
  const after = wholeNumber(query['after'] ?? '0', { from: 0 });
  if (after === undefined) return problem(400, 'request-invalid', 'after: must be an integer from 0');
  const limit = wholeNumber(query['limit'] ?? String(PAGE), { from: 1, to: PAGE });
  if (limit === undefined)
    return problem(400, 'request-invalid', `limit: must be an integer from 1 to ${PAGE}`);
  return { after, limit };
}

function wholeNumber(
  text: string,
  { from, to = Number.MAX_SAFE_INTEGER }: { from: number; to?: number },
): number | undefined {
  const schema = z
    .string()
    .regex(/^\d{1,9}$/u)
    .transform(Number)
    .pipe(z.int().min(from).max(to));
  return schema.safeParse(text).data;
}

type Event = StoredEvent['event'];

/** The part that the chain covers as it stands: what names nobody. */
function withoutPersons(event: Event): Event {
  const { data } = partsOfEvent(event).shared;
  return { ...event, data } as Event; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same data without its personal leaves, only to be written
}
