import { z } from 'zod';
import { fieldIn } from '../../../events/reading/detail.ts';
import { answerSentence, DELAYS } from '../../../events/reasons.ts';
import type { Preview } from '../../../shared/application/foresight/previews-together.ts';
import {
  isProblem,
  problem,
  readQuery,
  type Problem,
  type Reply,
  type Request,
} from '../../../shared/lambda/http-handler.ts';
import { KEY_RULE, idempotencyKey } from '../contract/idempotency-key.ts';

/** Query of routes that can judge without recording: the name alone says it. */
export const previewQuery = z.object({
  preview: z
    .enum(['', 'true'])
    .meta({ id: 'PreviewFlag', description: 'The name alone, or `true`' })
    .optional()
    .meta({ description: 'Judges without recording anything', param: { allowEmptyValue: true } }),
});

/** Whether only a preview is asked for; another value than `true` is a problem, for it may mean either. */
export function previewAsked(request: Request): { readonly isPreview: boolean } | Problem {
  const query = readQuery(previewQuery, request);
  return isProblem(query) ? query : { isPreview: query.data.preview !== undefined };
}

/** Whether a command is only looked at, and under which name it can be repeated; only a preview needs none. */
export function sendingOf(given: Request): { readonly isPreview: boolean; readonly key?: string } | Problem {
  const asked = previewAsked(given);
  if (isProblem(asked)) return asked;
  const header = given.header('idempotency-key');
  const key = idempotencyKey.safeParse(header);
  if (key.success) return { ...asked, key: key.data };
  if (header !== undefined) return problem(400, 'request-invalid', KEY_RULE);
  // Nothing is recorded by a preview, so there is nothing to repeat.
  return asked.isPreview ? asked : problem(400, 'idempotency-key-missing');
}

/** Answers a system: its own facts, and not how the Zielvereinbarung stands by what others told. */
export function eventPreviewReply(said: Preview): Reply {
  if (said.outcome !== 'would-record') return previewReply(said);
  const { outcome, facts, hints } = said;
  return { status: 200, body: { outcome, facts, hints } };
}

/** Answers a preview: it is carried out whatever it says. */
export function previewReply(said: Preview): Reply {
  switch (said.outcome) {
    case 'parked':
      return { status: 200, body: { ...said, text: DELAYS[said.reason] } };
    case 'refused':
      return {
        status: 200,
        body: { ...said, ...fieldIn(said.detail ?? ''), text: answerSentence(said.reason) },
      };
    case 'duplicate':
    case 'would-record':
      return { status: 200, body: said };
  }
}
