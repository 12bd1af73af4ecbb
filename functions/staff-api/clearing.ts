import type { z } from 'zod';
import type { Party } from '../../events/primitives.ts';
import { DELAYS } from '../../events/reasons.ts';
import { decideAtDesk, type DeskAnswer, type DeskOrder } from '../../shared/application/clearing-desk.ts';
import {
  clearingList,
  clearingView,
  waitingList,
  type ClearingState,
} from '../../shared/application/clearing-view.ts';
import {
  isProblem,
  problem,
  readBody,
  readQuery,
  type Problem,
  type Reply,
  type Request,
} from '../../shared/lambda/http-handler.ts';
import type { StaffRoute, User } from './access.ts';
import { DESK_CONTRACT, decision, listQuery, parkedQuery } from './clearing-contract.ts';
import type { Deps } from './deps.ts';
import { idempotencyKey as keySchema } from './idempotency-key.ts';

const DESK: StaffRoute['roles'] = ['land', 'pruefung'];
/** The revision reads everything, and decides nothing. */
const DESK_READERS: StaffRoute['roles'] = [...DESK, 'revision'];

/** The guard has let only a place through. */
function placeOf({ month = '', key = '' }: Request['params']) {
  return { month, key };
}

/** `GET /v1/clearing?month=&state=`: what was refused, without bodies, month by month; `from` and `to` instead of `month`. */
export function listClearing({ recorder }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/clearing',
    roles: DESK_READERS,
    describe: DESK_CONTRACT.list,
    async answer(request) {
      const read = readQuery(listQuery, request);
      if (isProblem(read)) return read;
      const { month: one, from = one ?? '', to = one ?? '', state, cursor: after, ...page } = read.data;
      const asked: { state?: ClearingState } = state === undefined ? {} : { state };
      const { items, next } = await clearingList(recorder.store, {
        ...page,
        ...asked,
        from,
        to,
        ...(after !== undefined && { after }),
      });
      return { status: 200, body: { items, ...(next !== undefined && { next }) } };
    },
  };
}

/** `GET /v1/clearing/{month}/{key}`: one refused message as it came, why, and what was decided about it. */
export function showClearing({ recorder, prefix }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/clearing/{month}/{key}',
    roles: DESK_READERS,
    describe: DESK_CONTRACT.show,
    async answer({ params }) {
      const { month, key } = placeOf(params);
      const item = await recorder.store.clearingItem(month, key);
      return item === undefined
        ? problem(404, 'not-found')
        : { status: 200, body: clearingView(item, prefix) };
    },
  };
}

/** `POST /v1/clearing/{month}/{key}/decision`: replay, replace or discard; who, when and why stay with the message. */
export function decideClearing({ recorder, prefix }: Deps): StaffRoute {
  return {
    method: 'POST',
    path: '/v1/clearing/{month}/{key}/decision',
    roles: DESK,
    describe: DESK_CONTRACT.decide,
    async answer(given, user) {
      const read = readBody(decision, given);
      if (isProblem(read)) return read;
      const key = keySchema.safeParse(given.header('idempotency-key'));
      if (!key.success) return problem(400, 'idempotency-key-missing');
      const stray = strayField(read.data);
      if (stray !== undefined) return problem(400, 'request-invalid', stray);
      const answer = await decideAtDesk(
        { recorder, prefix },
        placeOf(given.params),
        orderOf(read.data, user, key.data),
      );
      return answer === undefined ? problem(404, 'not-found') : replyOf(answer);
    },
  };
}

/** `GET /v1/parked?until=2026-03`: what waits, of all Zielvereinbarungen, by the month of its last day. */
export function listParked({ recorder }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: '/v1/parked',
    roles: ['land', 'pruefung', 'archiv', 'revision'],
    describe: DESK_CONTRACT.parked,
    async answer(request) {
      const read = readQuery(parkedQuery, request);
      if (isProblem(read)) return read;
      const { until, cursor: after, limit: most } = read.data;
      const page = { limit: most, now: recorder.clock.now(), ...(after !== undefined && { after }) };
      return { status: 200, body: await waitingList(recorder.store, until, page) };
    },
  };
}

type Decision = z.infer<typeof decision>;

/** A field that this action does not hear: nobody shall believe that it was heard. */
function strayField({ action, body, source, subject, sequence }: Decision): string | undefined {
  if (body !== undefined && action !== 'replace') return 'body: only with replace';
  const names = { source, subject, sequence };
  const stray = Object.entries(names).find(([, value]) => value !== undefined)?.[0];
  if (stray !== undefined && (action !== 'discard' || sequence === undefined))
    return `${stray}: only with discard, and with sequence`;
  return undefined;
}

function orderOf(data: Decision, user: User, idempotencyKey: string): DeskOrder {
  const { action, reason, body, source, subject, sequence } = data;
  const parties: readonly Party[] = user.roles.includes('land') ? ['land'] : [];
  const named = { ...(source !== undefined && { source }), ...(subject !== undefined && { subject }) };
  return {
    action,
    by: user.subject,
    idempotencyKey,
    parties,
    vouches: user.roles.includes('land'),
    ...(reason !== undefined && { reason }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(sequence !== undefined && { gap: { ...named, sequence } }),
  };
}

function replyOf(answer: DeskAnswer): Reply | Problem {
  switch (answer.outcome) {
    case 'recorded':
      return { status: 201, body: answer };
    case 'duplicate':
    case 'discarded':
      return { status: 200, body: answer };
    case 'parked':
      return { status: 202, body: { ...answer, text: DELAYS[answer.reason] } };
    case 'refused':
      return problem(statusOf(answer.reason), answer.reason, answer.detail);
  }
}

/** The request itself was wrong, was not theirs to make, or the state does not allow it. */
function statusOf(reason: Extract<DeskAnswer, { outcome: 'refused' }>['reason']): number {
  if (reason === 'request-invalid' || reason === 'reason-missing') return 400;
  if (reason === 'event-too-large') return 413;
  return reason === 'party-not-own' || reason === 'role-missing' ? 403 : 409;
}
