import { z } from 'zod';
import type { StaffRoute } from '../access/access.ts';
import { noticeChoice, noticeSettings } from '../contract/answers.ts';
import { ROLES } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import type { Deps } from '../deps.ts';
import { routeByAddress } from '../access/described-routes.ts';
import type { Matter } from '../access/seeing.ts';

const PATH = '/v1/notices/settings';
const ANSWER = { 200: { description: 'When mails come', schema: noticeSettings } } as const;

/** `GET /v1/notices/settings`: when the caller gets mails; nobody reads what others chose. */
export function showNoticeSettings({ settings }: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: PATH,
    roles: ROLES,
    describe: {
      operationId: 'showNoticeSettings',
      tag: 'notices',
      summary: 'When the caller gets mails about news',
      reads: { path: z.object({}) },
      answers: ANSWER,
    },
    about: own,
    answer: async ({ caller }) => ({
      status: 200,
      body: { delivery: await settings.delivery(caller.subject) },
    }),
  });
}

/** `PUT /v1/notices/settings`: chooses it for oneself; the last choice holds, so a repeat changes nothing. */
export function chooseNoticeSettings({ settings }: Deps): StaffRoute {
  return routeByAddress({
    method: 'PUT',
    path: PATH,
    roles: ROLES,
    describe: {
      operationId: 'chooseNoticeSettings',
      tag: 'notices',
      summary: 'Chooses when the caller gets mails about news',
      reads: { path: z.object({}), body: noticeChoice },
      body: { example: { delivery: 'daily' } },
      answers: ANSWER,
      problems: [400, 413, 415],
    },
    about: own,
    async answer({ body, caller }) {
      await settings.choose(caller.subject, body.delivery);
      return { status: 200, body };
    },
  });
}

const own = (_: object, { subject }: User): Matter => ({ kind: 'account', subject });
