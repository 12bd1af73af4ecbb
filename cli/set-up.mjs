// Prepares what `npm start` and `npm test` need, before either runs: the packages of the lockfile and
// the Python environment of the local stage. Plain Node 20 or newer, no packages, nothing to type.
// Does nothing, quickly, when everything is in place; may be interrupted and run again at any time.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...names) => join(root, ...names);

const REQUIREMENTS = 'requirements-local.txt';
const OLDEST_NODE = 20;
const OLDEST_PYTHON = [3, 10];
const NODE_FOR_SCRIPTS = 24;

/** One sentence for the person at the keyboard; nothing else is printed. */
class NotReady extends Error {}

try {
  checkNode();
  await installPackages();
  checkNodeOfScripts();
  await installPython();
} catch (error) {
  if (!(error instanceof NotReady)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new NotReady(
    `Node ${process.versions.node} ist zu alt: Installieren Sie Node ${OLDEST_NODE} oder neuer (https://nodejs.org).`,
  );
}

async function installPackages() {
  if (packagesAreCurrent()) return;
  say('Pakete werden nach der Lockdatei installiert (npm ci) …');
  const { command, first } = npm();
  const { code, output } = await run(command, [
    ...first,
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0)
    throw new NotReady(
      `${output.trim()}\n\nDie Pakete ließen sich nicht installieren; npm sagt darüber, warum.`,
    );
  say('Pakete sind installiert.');
}

/** npm leaves a copy of the lockfile in node_modules as its last act; equal content means nothing is missing. */
function packagesAreCurrent() {
  const installed = at('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const has = packagesIn(installed);
  return Object.entries(packagesIn(at('package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      has[path]?.version === version ||
      (has[path] === undefined && (optional ?? devOptional) === true),
  );
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** The npm that called us on the Node that it runs on: ours may lie in the folder that npm ci deletes. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && script.endsWith('.js'))
    return { command: node ?? process.execPath, first: [script] };
  if (spawnSync('npm', ['--version'], { stdio: 'ignore' }).status === 0) return { command: 'npm', first: [] };
  throw new NotReady('npm fehlt: Es gehört zu Node; installieren Sie Node mit npm (https://nodejs.org).');
}

function checkNodeOfScripts() {
  const node = at('node_modules', '.bin', 'node');
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (answer.status === 0 && answer.stdout.startsWith(`v${NODE_FOR_SCRIPTS}.`)) return;
  throw new NotReady(
    `Node ${NODE_FOR_SCRIPTS} aus dem Paket „node“ fehlt: Erlauben Sie Installationsskripte ` +
      '(npm config delete ignore-scripts) und wiederholen Sie npm ci.',
  );
}

async function installPython() {
  const wanted = createHash('sha256')
    .update(readFileSync(at(REQUIREMENTS)))
    .digest('hex');
  const stamp = at('.local', 'venv', '.requirements-sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const python = findPython();
  say('Python-Umgebung des lokalen Emulators wird eingerichtet …');
  mkdirSync(at('.local'), { recursive: true });
  rmSync(at('.local', 'venv'), { recursive: true, force: true });
  const made = await run(python, ['-m', 'venv', at('.local', 'venv')]);
  if (made.code !== 0) throw new NotReady(venvIsMissing());
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--require-hashes',
  ];
  const { code, output } = await run(at('.local', 'venv', 'bin', 'python'), [
    ...pip,
    '--requirement',
    at(REQUIREMENTS),
  ]);
  if (code !== 0) {
    throw new NotReady(
      `${output.trim()}\n\nDie Python-Pakete ließen sich nicht installieren; pip sagt darüber, warum.`,
    );
  }
  writeFileSync(stamp, wanted);
  say('Python-Umgebung ist eingerichtet.');
}

function findPython() {
  const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
  const found = candidates.find(isNewEnough);
  if (found !== undefined) return found;
  throw new NotReady(
    `Python ${OLDEST_PYTHON.join('.')} oder neuer fehlt; der lokale Emulator braucht es: ` +
      'apt install python3 python3-venv (Debian, Ubuntu), dnf install python3 (Fedora) oder brew install python (macOS).',
  );
}

function isNewEnough(command) {
  const test = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(', ')}))`;
  return spawnSync(command, ['-c', test], { stdio: 'ignore' }).status === 0;
}

function venvIsMissing() {
  return (
    'Python kann keine virtuelle Umgebung anlegen: Installieren Sie das Modul venv ' +
    '(apt install python3-venv auf Debian und Ubuntu).'
  );
}

/** Runs a program, keeps what it says, and shows every five seconds that it still works. */
function run(command, args) {
  return new Promise((resolve) => {
    const began = Date.now();
    const sign = setInterval(() => say(`  … seit ${Math.round((Date.now() - began) / 1000)} s`), 5000);
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    const end = (code) => {
      clearInterval(sign);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

function say(line) {
  console.log(line);
}
