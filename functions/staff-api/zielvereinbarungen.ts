import { subject as subjectSchema } from '../../events/primitives.ts';
import { viewAt } from '../../shared/application/time-travel.ts';
import { viewOf } from '../../shared/application/view.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/gebietskoerperschaft.ts';
import { programmesIn } from '../../shared/domain/programme/index.ts';
import { isProblem, problem } from '../../shared/lambda/http-handler.ts';
import { maySee, type StaffRoute } from './access.ts';
import type { Deps } from './deps.ts';
import { momentOf } from './history.ts';

const READERS: StaffRoute['roles'] = ['land', 'kommune', 'pruefung', 'archiv', 'revision'];

/**
 * `GET /v1/zielvereinbarungen/{id}`: one Zielvereinbarung with the list of what still stands before publication;
 * with `?asOf=YYYY-MM-DD` or `?version=n` as it stood then.
 */
export function showZielvereinbarung({ recorder }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}',
    roles: READERS,
    async answer({ params, query }, user) {
      const id = params['id'] ?? '';
      if (!subjectSchema.safeParse(id).success || !maySee(user, id)) return problem(404, 'not-found');
      const asked = momentOf(query, recorder.clock.today());
      if (isProblem(asked)) return asked;
      if (asked.moment !== undefined) {
        const past = viewAt(id, await recorder.store.history(id), asked.moment);
        return past === undefined ? problem(404, 'not-found') : { status: 200, body: past };
      }
      const [history, waiting] = await Promise.all([recorder.store.history(id), recorder.store.waiting(id)]);
      const view = viewOf(id, history, waiting);
      if (view === undefined) return problem(404, 'not-found');
      return { status: 200, body: view, headers: { etag: `"${view.version}"` } };
    },
  };
}

/** `GET /v1/zielvereinbarungen?year=2025`: the rows of a year, of all programmes or of one, that this user may see. */
export function listZielvereinbarungen({ recorder }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/zielvereinbarungen',
    roles: READERS,
    async answer({ query }, user) {
      const year = Number(query['year']);
      if (!Number.isInteger(year) || year < 2010 || year > 2099)
        return problem(400, 'request-invalid', 'year: required');
      const asked = query['programme'];
      const programmes = asked === undefined ? programmesIn(year).map(({ programme }) => programme) : [asked];
      const rows = await Promise.all(programmes.map((one) => recorder.store.yearRows(one, year)));
      const items = rows
        .flat()
        .filter(({ subject }) => maySee(user, subject))
        .map((row) => ({ ...row, name: gebietskoerperschaftIn(year, row.ags)?.officialName ?? row.ags }));
      return { status: 200, body: { items } };
    },
  };
}

/** `GET /v1/zielvereinbarungen/{id}/documents/{sha256}`: a link, good for five minutes, to a document we produced. */
export function linkDocument({ recorder, desk }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/zielvereinbarungen/{id}/documents/{sha256}',
    roles: READERS,
    async answer({ params }, user) {
      const id = params['id'] ?? '';
      if (!subjectSchema.safeParse(id).success || !maySee(user, id)) return problem(404, 'not-found');
      const view = viewOf(id, await recorder.store.history(id), []);
      const document = view?.documents.find(({ sha256 }) => sha256 === params['sha256']);
      if (document === undefined) return problem(404, 'not-found');
      return { status: 200, body: { ...document, url: await desk.link(document.archive) } };
    },
  };
}
