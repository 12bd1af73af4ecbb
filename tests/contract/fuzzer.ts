import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.local/venv-contract');
const REQUIREMENTS = join(ROOT, 'requirements-contract.txt');
const OLDEST_PYTHON = [3, 11];

/** Installs the pinned fuzzer in an environment of its own, once per list of pins. @throws Error where Python is missing. */
export function installFuzzer(say: (line: string) => void): void {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const stamp = join(FOLDER, '.requirements-sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Python-Umgebung der Vertragsprüfung wird eingerichtet …');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(ROOT, '.local'), { recursive: true });
  must(python(), ['-m', 'venv', FOLDER]);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  must(join(FOLDER, 'bin/python'), [
    '-m',
    'pip',
    'install',
    ...quiet,
    '--require-hashes',
    '--requirement',
    REQUIREMENTS,
  ]);
  writeFileSync(stamp, wanted);
}

function python(): string {
  const isNewEnough = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  const found = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'].find(
    (command) => spawnSync(command, ['-c', isNewEnough], { stdio: 'ignore' }).status === 0,
  );
  if (found !== undefined) return found;
  throw new Error(`Python ${OLDEST_PYTHON.join('.')} oder neuer fehlt; die Vertragsprüfung braucht es.`);
}

function must(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} endete mit ${status}`);
}

/** What one run fires: at which operations, as whom, and how much. */
export type Fire = {
  readonly url: string;
  readonly token: string;
  /** Requests per operation. */
  readonly examples: number;
  readonly seed: number;
  readonly operations?: readonly string[];
};

/** What is held against every answer, and that what the contract forbids is refused. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'missing_required_header',
];

/** Fires at the API by its own contract; gives the number of requests, and whether all of them held. */
export async function fire({ url, token, examples, seed, operations = [] }: Fire) {
  const args = [
    ['run', join(ROOT, 'functions/staff-api/openapi.json')],
    ['--url', url, '--header', `Authorization: Bearer ${token}`],
    ['--max-examples', String(examples), '--seed', String(seed), '--workers', '1'],
    ['--phases', 'examples,fuzzing', '--checks', CHECKS.join(',')],
    ['--continue-on-failure', '--no-shrink', '--generation-database', 'none'],
    ...operations.map((operation) => ['--include-operation-id', operation]),
  ].flat();
  const { code, output } = await run(join(FOLDER, 'bin/schemathesis'), args);
  const requests = Number(/(\d+) generated/u.exec(output)?.[1] ?? 0);
  return { requests, holds: code === 0 && requests > 0, output };
}

/** Programs of the environment, without ours in their way. */
function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: FOLDER, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
