import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';

/** Notes the name of every command that a client sends, `GetItem`, `PutObject`, in order. */
export function recordCalls(client: DynamoDBClient | S3Client): string[] {
  const calls: string[] = [];
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  stack.add(
    (next: (args: unknown) => unknown, { commandName = '' }: { commandName?: string }) =>
      (args: unknown) => {
        calls.push(commandName.replace(/Command$/u, ''));
        return next(args);
      },
    { step: 'initialize' },
  );
  return calls;
}

/** How often each command was sent. */
export function counted(calls: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(calls, (call) => call)].map(([call, list]) => [call, list.length]),
  );
}
