import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LocalStage } from '../local/endpoints.ts';

/** Lines with this word that a function (`PublishPortal`) has logged since an instant; none where no log is kept. */
export async function logLines(
  { endpointUrl: endpoint, region, accessKeyId, secretAccessKey }: LocalStage,
  functionName: string,
  { word, since }: { readonly word: string; readonly since: number },
): Promise<readonly string[]> {
  const client = new CloudWatchLogsClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const { logGroups = [] } = await client.send(
    new DescribeLogGroupsCommand({ logGroupNamePattern: functionName }),
  );
  const lines: string[] = [];
  for (const { logGroupName } of logGroups)
    for await (const { events = [] } of paginateFilterLogEvents(
      { client },
      { logGroupName, startTime: since, filterPattern: `"${word}"` },
    ))
      lines.push(...events.map(({ message = '' }) => message));
  return lines;
}
