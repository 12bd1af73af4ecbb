import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Connection, connectionVariables } from '../stage/connection.ts';
import { fail } from '../terminal/failure.ts';
import { ROOT, type StateFolder } from '../stage/state-folder.ts';

/** What a run of the deployment tool needs. */
export type CdkRun = {
  readonly folder: StateFolder;
  readonly connection: Connection;
  /** Hears what happens at the moment, many times a second. */
  readonly status: (text: string) => void;
  /** Ends the tool when the person does not want to wait any longer. */
  readonly signal?: AbortSignal;
};

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** `stack | 3/13 | 11:06:03 PM | CREATE_COMPLETE | AWS::S3::Bucket | Portal/Bucket (…)` */
const PROGRESS = /^(?<stack>\S+) \| +(?<step>\d+\/\d+) \| .* \| \w+_COMPLETE +\| \S+ +\| (?<what>\S+)/u;

/** Runs `cdk` against the emulator; everything that it says goes to the log of deployments. */
export async function runCdk(
  args: readonly string[],
  { folder, connection, status, signal }: CdkRun,
): Promise<void> {
  const log = createWriteStream(folder.deployLog, { flags: 'a' });
  const child = spawn(process.execPath, [CDK, ...args, '--no-notices', '--ci'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: variables(connection),
    ...(signal === undefined ? {} : { signal }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      const { stack, step, what } = PROGRESS.exec(line)?.groups ?? {};
      if (stack !== undefined) status(`${stack} ${step ?? ''} ${what ?? ''}`);
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  log.end();
  if (code !== 0) fail(`Das Ausrollen ist gescheitert (cdk ${args[0] ?? ''}).`, folder.deployLog);
}

/** The person's own AWS settings stay out; nothing is looked up or reported on the network. */
function variables(connection: Connection): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:AWS|CDK|NODE_OPTIONS|VITEST)/u.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    ...connectionVariables(connection),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    // the templates are validated by npm run check; here it would cost two seconds a run
    CDK_VALIDATION: 'false',
  };
}
