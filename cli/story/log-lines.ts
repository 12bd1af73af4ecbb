import { DescribeLogGroupsCommand, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { clientsOf, type Connection } from '../stage/connection.ts';

/** Lines with this word that a function (`PublishPortal`) has logged since an instant; none where no log is kept. */
export async function logLines(
  stage: Connection,
  functionName: string,
  { word, since }: { readonly word: string; readonly since: number },
): Promise<readonly string[]> {
  const { logs: client } = clientsOf(stage);
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
