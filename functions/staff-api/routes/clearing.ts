import { detailOf } from '../../../events/reading/detail.ts';
import type { Party } from '../../../events/primitives.ts';
import { isRefusal, waitingSentence } from '../../../events/reasons.ts';
import {
  decideAtDesk,
  type DeskAnswer,
  type DeskOrder,
  type DeskRefusal,
} from '../../../shared/application/clearing/decide-at-desk.ts';
import { previewAtDesk, type DeskPreview } from '../../../shared/application/clearing/preview-at-desk.ts';
import { clearingList } from '../../../shared/application/clearing/clearing-list.ts';
import { clearingView, shownDesk, waitingList } from '../../../shared/application/clearing/clearing-view.ts';
import { versionsSideBySide } from '../../../shared/application/clearing/versions-side-by-side.ts';
import { problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import type { User } from '../access/caller.ts';
import { DESK_CONTRACT, type DeskDecision } from '../contract/clearing-contract.ts';
import type { Deps } from '../deps.ts';
import { previewReply } from './previewing.ts';
import { routeByAddress } from '../access/described-routes.ts';
import type { Matter } from '../access/seeing.ts';

const DESK: StaffRoute['roles'] = ['land', 'pruefung'];
/** The revision reads everything, and decides nothing. */
const DESK_READERS: StaffRoute['roles'] = [...DESK, 'revision'];

/** `GET /v1/clearing?state=&search=`: what was refused, without bodies, month by month; of one `month`, or `from` and `to`. */
export function listClearing({ recorder, pseudonyms }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/clearing',
    roles: DESK_READERS,
    describe: DESK_CONTRACT.list,
    about: aboutDesk,
    async answer({ query }) {
      const { month: one, cursor: after, ...asked } = query;
      const { items, next } = await clearingList(shownDesk(recorder.store, pseudonyms), {
        ...(one !== undefined && { from: one, to: one }),
        ...asked,
        ...(after !== undefined && { after }),
      });
      return { status: 200, body: { items, ...(next !== undefined && { next }) } };
    },
  });
}

/** `GET /v1/clearing/{month}/{key}`: one refused message as it came, why, what was decided about it, and what came before under its id. */
export function showClearing({ recorder, pseudonyms }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/clearing/{month}/{key}',
    roles: DESK_READERS,
    describe: DESK_CONTRACT.show,
    // The message as it came: what names it holds, nobody knows.
    about: ({ month, key }) => ({ kind: 'desk', key: `${month}/${key}`, personal: true }),
    async answer({ path: { month, key } }) {
      const item = await shownDesk(recorder.store, pseudonyms).clearingItem(month, key);
      if (item === undefined) return problem(404, 'not-found');
      const both = await versionsSideBySide(recorder, item);
      return { status: 200, body: clearingView(item, recorder.wire, both) };
    },
  });
}

/** `POST /v1/clearing/{month}/{key}/decision`: replay, replace or discard; who, when and why stay with the message. With `?preview` it says what would follow. */
export function decideClearing({ recorder }: Deps): StaffRoute {
  return routeByAddress({
    method: 'POST',
    path: '/v1/clearing/{month}/{key}/decision',
    roles: DESK,
    describe: DESK_CONTRACT.decide,
    about: aboutDesk,
    async answer({ path: at, query, body, key = `preview-${recorder.crypto.salt()}`, caller }) {
      const stray = strayField(body);
      if (stray !== undefined) return problem(400, 'request-invalid', stray);
      const order = orderOf(body, caller, key);
      return query.preview === undefined
        ? replyOf(await decideAtDesk(recorder, at, order))
        : previewReplyOf(await previewAtDesk(recorder, at, order));
    },
  });
}

/** `GET /v1/parked?until=2026-03`: what waits, of all Zielvereinbarungen, by the month of its last day. */
export function listParked({ recorder }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/parked',
    roles: ['land', 'pruefung', 'archiv', 'revision'],
    describe: DESK_CONTRACT.parked,
    about: aboutDesk,
    async answer({ query: { until, cursor: after, limit } }) {
      const page = { limit, now: recorder.clock.now(), ...(after !== undefined && { after }) };
      return { status: 200, body: await waitingList(recorder.store, until, page) };
    },
  });
}

const aboutDesk = (): Matter => ({ kind: 'desk' });

/** A field that this action does not hear: nobody shall believe that it was heard. */
function strayField({ action, body, source, subject, sequence }: DeskDecision): string | undefined {
  if (body !== undefined && action !== 'replace') return detailOf('body', 'nur zusammen mit „replace“');
  const names = { source, subject, sequence };
  const stray = Object.entries(names).find(([, value]) => value !== undefined)?.[0];
  if (stray !== undefined && (action !== 'discard' || sequence === undefined))
    return detailOf(stray, 'nur zusammen mit „discard“ und „sequence“');
  return undefined;
}

function orderOf(data: DeskDecision, user: User, idempotencyKey: string): DeskOrder {
  const { action, reason, body, source, subject, sequence } = data;
  const parties: readonly Party[] = user.roles.includes('land') ? ['land'] : [];
  const named = { ...(source !== undefined && { source }), ...(subject !== undefined && { subject }) };
  return {
    action,
    by: user.pseudonym,
    formerBy: user.subject,
    idempotencyKey,
    parties,
    vouches: user.roles.includes('land'),
    ...(reason !== undefined && { reason }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(sequence !== undefined && { gap: { ...named, sequence } }),
  };
}

function replyOf(answer: DeskAnswer | undefined): Reply | Problem {
  if (answer === undefined) return problem(404, 'not-found');
  switch (answer.outcome) {
    case 'recorded':
      return { status: 201, body: answer };
    case 'duplicate':
    case 'discarded':
      return { status: 200, body: answer };
    case 'parked':
      return { status: 202, body: { ...answer, text: waitingSentence(answer.reason) } };
    case 'refused':
      return refusalProblem(answer);
  }
}

/** What the rules say of the message is an answer to a preview; what stands against the order is a problem as ever. */
function previewReplyOf(said: DeskPreview | undefined): Reply | Problem {
  if (said === undefined) return problem(404, 'not-found');
  if (said.outcome === 'would-discard') return { status: 200, body: said };
  if (said.outcome !== 'refused') return previewReply(said);
  const { reason } = said;
  return isRefusal(reason) && statusOf(reason) === 409
    ? previewReply({ ...said, reason })
    : refusalProblem(said);
}

function refusalProblem({ reason, detail }: DeskRefusal): Problem {
  return problem(statusOf(reason), reason, detail);
}

/** The request itself was wrong, was not theirs to make, or the state does not allow it. */
function statusOf(reason: DeskRefusal['reason']): number {
  if (reason === 'request-invalid' || reason === 'reason-missing') return 400;
  if (reason === 'event-too-large') return 413;
  return reason === 'party-not-own' || reason === 'role-missing' ? 403 : 409;
}
