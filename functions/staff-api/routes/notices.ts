import { isProblem, readBody } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import { noticeChoice, noticeSettings } from '../contract/answers.ts';
import { ROLES } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import type { Deps } from '../deps.ts';
import { seen, type Matter } from '../access/seeing.ts';

const PATH = '/v1/notices/settings';
const ANSWER = { 200: { description: 'When mails come', schema: noticeSettings } } as const;

/** `GET /v1/notices/settings`: when the caller gets mails; nobody reads what others chose. */
export function showNoticeSettings({ settings }: Deps): StaffRoute {
  return {
    method: 'GET',
    path: PATH,
    roles: ROLES,
    describe: {
      operationId: 'showNoticeSettings',
      tag: 'notices',
      summary: 'When the caller gets mails about news',
      answers: ANSWER,
    },
    answer: (_, user) =>
      seen(user, own(user), async () => ({
        status: 200,
        body: { delivery: await settings.delivery(user.subject) },
      })),
  };
}

/** `PUT /v1/notices/settings`: chooses it for oneself; the last choice holds, so a repeat changes nothing. */
export function chooseNoticeSettings({ settings }: Deps): StaffRoute {
  return {
    method: 'PUT',
    path: PATH,
    roles: ROLES,
    describe: {
      operationId: 'chooseNoticeSettings',
      tag: 'notices',
      summary: 'Chooses when the caller gets mails about news',
      body: { schema: noticeChoice, example: { delivery: 'daily' } },
      answers: ANSWER,
      problems: [400, 413, 415],
    },
    async answer(request, user) {
      const body = readBody(noticeChoice, request);
      if (isProblem(body)) return body;
      return seen(user, own(user), async () => {
        await settings.choose(user.subject, body.data.delivery);
        return { status: 200, body: body.data };
      });
    },
  };
}

const own = ({ subject }: User): Matter => ({ kind: 'account', subject });
