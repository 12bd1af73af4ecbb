import { fieldIn } from '../../../events/reading/detail.ts';
import { answerSentence, waitingSentence } from '../../../events/reasons.ts';
import type { Preview } from '../../../shared/application/foresight/previews-together.ts';
import type { Reply } from '../../../shared/lambda/http-handler.ts';

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
      return { status: 200, body: { ...said, text: waitingSentence(said.reason) } };
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
