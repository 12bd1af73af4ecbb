import { z } from 'zod';
import { fieldIn } from '../../../events/reading/detail.ts';
import { answerSentence, DELAYS } from '../../../events/reasons.ts';
import type { Preview } from '../../../shared/application/foresight/previews-together.ts';
import type { Reply } from '../../../shared/lambda/http-handler.ts';

/**
 * Query of routes that can judge without recording: the name alone says it. Another value than `true` is refused, for
 * it may mean either.
 */
export const previewQuery = z.object({
  preview: z
    .enum(['', 'true'])
    .meta({ id: 'PreviewFlag', description: 'The name alone, or `true`' })
    .optional()
    .meta({ description: 'Judges without recording anything', param: { allowEmptyValue: true } }),
});

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
