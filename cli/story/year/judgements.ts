import { z } from 'zod';
import { parseJson } from '../../../events/reading/parse-json.ts';
import { UNKNOWN_GROUP, until } from '../../stage/borders.ts';
import type { LocalStage } from '../../stage/endpoints.ts';
import { logLines } from '../log-lines.ts';

/** What the recorder logs of each message; `subject` is the group that the message came in. */
const line = z.object({ message: z.literal('judged'), outcome: z.string(), subject: z.string() });

/**
 * How often the recorder says in its log that a message of the story's own group is a duplicate. Facts of our
 * functions never come in that group, so what is counted was sent by the story.
 * @throws Error where not as many messages of the group were judged as were sent.
 */
export async function duplicatesOf(
  stage: LocalStage,
  { since, judged: expected }: { readonly since: number; readonly judged: number },
): Promise<number> {
  const outcomes = await until(`${expected} judgements in the log of the recorder`, async () => {
    const found = outcomesIn(await logLines(stage, 'RecordEvent', { word: 'judged', since }));
    return found.length < expected ? undefined : found;
  });
  return outcomes.filter((outcome) => outcome === 'duplicate').length;
}

function outcomesIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((text) => {
    const { success, data } = line.safeParse(parseJson(text));
    return success && data.subject === UNKNOWN_GROUP ? [data.outcome] : [];
  });
}
