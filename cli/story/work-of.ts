import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LocalStage } from '../local/endpoints.ts';

/**
 * Milliseconds that the longest run of a function (`PublishPortal`) since an instant worked, from the reports
 * in the logs; undefined where the stage keeps none. What remains of a wait is waiting, not work.
 */
export async function workOf(
  stage: LocalStage,
  functionName: string,
  since: number,
): Promise<number | undefined> {
  const { endpointUrl: endpoint, region, accessKeyId, secretAccessKey } = stage;
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePattern: functionName }),
  );
  const reports = [];
  for (const { logGroupName } of logGroups) {
    const answer = await logs.send(
      new FilterLogEventsCommand({ logGroupName, startTime: since, filterPattern: 'REPORT' }),
    );
    reports.push(...(answer.events ?? []));
  }
  const durations = reports.flatMap(({ message = '' }) => /Duration: ([\d.]+) ms/u.exec(message)?.[1] ?? []);
  return durations.length === 0 ? undefined : Math.max(...durations.map(Number));
}
