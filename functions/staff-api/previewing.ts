import { z } from 'zod';
import { answerSentence, DELAYS } from '../../events/reasons.ts';
import type { Preview } from '../../shared/application/preview.ts';
import type { Reply } from '../../shared/lambda/http-handler.ts';

/** Query of routes that can judge without recording: the name alone says it. */
export const previewQuery = z.object({
  preview: z
    .enum(['', 'true'])
    .optional()
    .meta({ description: 'Judges without recording anything', param: { allowEmptyValue: true } }),
});

/** Answers a preview: it is carried out whatever it says. */
export function previewReply(said: Preview): Reply {
  switch (said.outcome) {
    case 'parked':
      return { status: 200, body: { ...said, text: DELAYS[said.reason] } };
    case 'refused':
      return { status: 200, body: { ...said, text: answerSentence(said.reason) } };
    case 'duplicate':
    case 'would-record':
      return { status: 200, body: said };
  }
}
