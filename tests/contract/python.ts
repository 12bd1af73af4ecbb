import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, must, once, say } from './machine.ts';

const REQUIREMENTS = join(ROOT, 'requirements-contract.txt');
const FORMER_SDK = join(import.meta.dirname, 'sdks/python/requirements-1.txt');
const OLDEST_PYTHON = [3, 11];
const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];

/** Installs the pinned packages in an environment of their own, once per list of pins; gives its programs' folder. */
export async function pythonPrograms(): Promise<string> {
  const folder = await once('python', [REQUIREMENTS], async (made) => {
    say('Python-Umgebung der Vertragsprüfung wird eingerichtet …');
    await must(python(), ['-m', 'venv', made]);
    await must(join(made, 'bin/python'), [...PIP, '--require-hashes', '--requirement', REQUIREMENTS]);
  });
  return join(folder, 'bin');
}

/** Installs the former SDK of CloudEvents beside it; gives the folder for PYTHONPATH. */
export async function formerSdk(): Promise<string> {
  const programs = await pythonPrograms();
  return once('cloudevents-1', [FORMER_SDK], (made) =>
    must(
      join(programs, 'python'),
      [PIP, ['--no-deps', '--require-hashes', '--target', made], ['--requirement', FORMER_SDK]].flat(),
    ),
  );
}

/** @throws Error where it is missing */
function python(): string {
  const isNewEnough = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  const found = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'].find(
    (command) => spawnSync(command, ['-c', isNewEnough], { stdio: 'ignore' }).status === 0,
  );
  if (found !== undefined) return found;
  throw new Error(`Python ${OLDEST_PYTHON.join('.')} oder neuer fehlt; die Vertragsprüfung braucht es.`);
}
