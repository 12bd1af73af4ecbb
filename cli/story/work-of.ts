import type { LocalStage } from '../stage/endpoints.ts';
import { logLines } from './log-lines.ts';

/**
 * Milliseconds that the longest run of a function (`PublishPortal`) since an instant worked, from the reports
 * in the logs; undefined where the stage keeps none. What remains of a wait is waiting, not work.
 */
export async function workOf(
  stage: LocalStage,
  functionName: string,
  since: number,
): Promise<number | undefined> {
  const reports = await logLines(stage, functionName, { word: 'REPORT', since });
  const durations = reports.flatMap((line) => /Duration: ([\d.]+) ms/u.exec(line)?.[1] ?? []);
  return durations.length === 0 ? undefined : Math.max(...durations.map(Number));
}
