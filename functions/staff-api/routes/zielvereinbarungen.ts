import { z } from 'zod';
import {
  haushaltsjahr,
  programmeCode,
  sha256,
  subject as subjectSchema,
} from '../../../events/primitives.ts';
import { viewAt } from '../../../shared/application/viewing/time-travel.ts';
import { missingNumbers } from '../../../shared/domain/facts/sequence.ts';
import { waitingLine } from '../../../shared/application/clearing/clearing-view.ts';
import { stateOf, viewOf } from '../../../shared/application/viewing/view.ts';
import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import type { YearRow } from '../../../shared/domain/zielvereinbarung/telling/summary.ts';
import { programmesIn } from '../../../shared/domain/programme/index.ts';
import { isProblem, problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';
import { actionsOf } from './actions.ts';
import type { StaffRoute } from '../access/access.ts';
import { documentLink, yearList, zielvereinbarung } from '../contract/answers.ts';
import { ROLES } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import type { Deps } from '../deps.ts';
import { momentOf, momentQuery, readableBy } from './history.ts';
import { routeByAddress } from '../access/described-routes.ts';
import { maySee, maySeePersonal, seesAll, type Matter } from '../access/seeing.ts';
import { wholeNumber } from '../contract/whole-number.ts';

const listQuery = z.object({
  year: wholeNumber({ from: haushaltsjahr.minValue ?? 0, to: haushaltsjahr.maxValue ?? 0 }),
  programme: programmeCode.optional().meta({ description: 'All programmes of the year where absent' }),
});

/**
 * `GET /v1/zielvereinbarungen/{id}`: one Zielvereinbarung with the list of what still stands before publication
 * and what this person can do now; with `?asOf=YYYY-MM-DD` or `?version=n` as it stood then, when nothing is done.
 */
export function showZielvereinbarung(deps: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}',
    roles: ROLES,
    describe: {
      operationId: 'showZielvereinbarung',
      tag: 'zielvereinbarungen',
      summary: 'One Zielvereinbarung with what still stands before its publication',
      reads: { path: z.object({ id: subjectSchema }), query: momentQuery },
      answers: {
        200: {
          description: 'The Zielvereinbarung',
          schema: zielvereinbarung,
          headers: { etag: 'Its version' },
        },
      },
      problems: [400, 404],
    },
    about: ({ id }, user: User) => ({ kind: 'zielvereinbarung', id, personal: maySeePersonal(user, id) }),
    answer: ({ path: { id }, query, caller }) => viewFor(deps, { id, user: caller, query }),
  });
}

type Asked = { readonly id: string; readonly user: User; readonly query: z.infer<typeof momentQuery> };

/** As it stands, with what this person can do; or as it stood then. */
async function viewFor({ recorder }: Deps, { id, user, query }: Asked): Promise<Reply | Problem> {
  const asked = momentOf(query, recorder.clock.today());
  if (isProblem(asked)) return asked;
  if (asked.moment !== undefined) {
    const past = viewAt(id, readableBy(user, id, await recorder.store.history(id)), asked.moment);
    return past === undefined ? problem(404, 'not-found') : shown(past);
  }
  const [history, waiting] = await Promise.all([recorder.store.history(id), recorder.store.waiting(id)]);
  const now = recorder.clock.now();
  // Only what waits under a number can miss another one.
  const head = waiting.some(({ sequence }) => sequence !== undefined)
    ? await recorder.store.load(id)
    : undefined;
  const view = viewOf(id, readableBy(user, id, history), {
    waiting: waiting.map((parked) => waitingLine(parked, now)),
    missing: head === undefined ? [] : missingNumbers(head.sequences, waiting),
    now,
  });
  const state = stateOf(history);
  if (view === undefined || state.status === 'none') return problem(404, 'not-found');
  const actions = actionsOf({ user, subject: id, state, today: recorder.clock.today() });
  return shown({ ...view, actions });
}

function shown<View extends { readonly version: number }>(view: View) {
  return { status: 200, body: view, headers: { etag: `"${view.version}"` } };
}

/** `GET /v1/zielvereinbarungen?year=2025`: the rows of a year, of all programmes or of one, that this user may see. */
export function listZielvereinbarungen({ recorder }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/zielvereinbarungen',
    roles: ROLES,
    describe: {
      operationId: 'listZielvereinbarungen',
      tag: 'zielvereinbarungen',
      summary: 'The Zielvereinbarungen of a year that the caller may see',
      reads: { path: z.object({}), query: listQuery },
      answers: { 200: { description: 'One row each', schema: yearList } },
      problems: [400],
    },
    about: (): Matter => ({ kind: 'rows' }),
    async answer({ query: { year, programme }, caller }) {
      const asked =
        programme === undefined ? programmesIn(year).map((known) => known.programme) : [programme];
      const rows = await Promise.all(asked.map((one) => visibleRows(recorder.store, caller, [one, year])));
      const items = rows
        .flat()
        .map((row) => ({ ...row, name: gebietskoerperschaftIn(year, row.ags)?.officialName ?? row.ags }));
      return { status: 200, body: { items } };
    },
  });
}

/** A Kommune's rows are read by their own keys; others are never in its hands (H18). */
async function visibleRows(
  store: Deps['recorder']['store'],
  user: User,
  [programme, year]: readonly [string, number],
): Promise<readonly YearRow[]> {
  if (seesAll(user)) return store.yearRows(programme, year);
  const own = user.ags.map((ags) => `${programme}-${year}-${ags}`).filter((subject) => maySee(user, subject));
  const rows = await Promise.all([...new Set(own)].map((subject) => store.yearRow(subject)));
  return rows.filter((row) => row !== undefined);
}

/** `GET /v1/zielvereinbarungen/{id}/documents/{sha256}`: a link, good for five minutes, to a document we produced. */
export function linkDocument({ recorder, desk }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}/documents/{sha256}',
    roles: ROLES,
    describe: {
      operationId: 'linkDocument',
      tag: 'zielvereinbarungen',
      summary: 'A link, good for five minutes, to a document that we produced',
      reads: { path: z.object({ id: subjectSchema, sha256 }) },
      answers: { 200: { description: 'The document', schema: documentLink } },
      problems: [404],
    },
    // A document names who is to sign.
    about: ({ id }) => ({ kind: 'zielvereinbarung', id, personal: true }),
    async answer({ path: { id, sha256: hash } }) {
      const view = viewOf(id, await recorder.store.history(id));
      const document = view?.documents.find((one) => one.sha256 === hash);
      if (document === undefined) return problem(404, 'not-found');
      return { status: 200, body: { ...document, url: await desk.link(document.archive) } };
    },
  });
}
