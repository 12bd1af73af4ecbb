// `npm run simulate:bugs`: each deliberate bug is put into a copy of the sources, and the seed or the case of the fault
// battery in found.json must find it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundled } from '../bundle.ts';
import { startWorker } from '../checking/worker-process.ts';

const BUGS = dirname(fileURLToPath(import.meta.url));
const FOUND = join(BUGS, 'found.json');
const WIDTH = 76;

const HELP = `npm run simulate:bugs -- [Optionen] [NAME…]

Setzt jeden absichtlichen Fehler aus tests/simulation/bugs/ in eine Kopie der Quellen ein. Der Startwert oder der Fall, der in found.json steht, muss ihn finden.

  NAME…     nur diese Fehler
  --search  sucht neu, wo der bekannte Startwert nichts mehr findet, und schreibt found.json
  --fresh   mit --search: sucht überall neu
  --seeds N mit --search: so viele Startwerte, ehe die Fälle der Fehlerprobe an der Reihe sind (3000)

Ende mit 0: jeder Fehler gefunden; 2: einer nicht; 1: ließ sich nicht ausführen.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    search: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3000' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else process.exitCode = await huntAll();

async function huntAll() {
  const known = new Map(JSON.parse(readFileSync(FOUND, 'utf8')).map((bug) => [bug.name, bug]));
  const names = patchNames();
  const asked = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  const hunted = new Map();
  const began = Date.now();
  for (const name of asked) hunted.set(name, await hunt(name, known.get(name)));
  const found = [...hunted.values()].filter(({ violation }) => violation !== undefined);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`\n${found.length} of ${asked.length} found (${seconds} s)`);
  if (values.search) note(names.flatMap((name) => hunted.get(name)?.bug ?? known.get(name) ?? []));
  return found.length === asked.length ? 0 : 2;
}

function patchNames() {
  const files = readdirSync(BUGS).filter((name) => name.endsWith('.patch'));
  return files.map((name) => name.slice(0, -'.patch'.length)).toSorted();
}

/** The bug with the seed that finds it, and what that seed finds. */
async function hunt(name, known) {
  const { bundle } = await bundled(name);
  const worker = startWorker(bundle);
  const before = known && !values.fresh ? await violationAt(worker, known.seed) : undefined;
  const isToBeSought = before === undefined && values.search;
  const { seed = known?.seed, violation = before } = isToBeSought ? await search(worker) : {};
  await worker.end();
  console.log(`${name.padEnd(34)} ${String(seed).padEnd(52)} ${shortened(violation ?? 'NICHT GEFUNDEN')}`);
  const foundBy = typeof seed === 'number' ? 'history' : 'fault';
  return { violation, ...(seed !== undefined && { bug: { name, what: whatOf(name), foundBy, seed } }) };
}

/** What this seed of the histories, or this case of the fault battery, finds. */
async function violationAt(worker, seed) {
  if (typeof seed === 'string') return (await worker.ask(`case ${seed}`)).violations[0];
  const { failed } = await worker.ask(`${seed} ${seed + 1}`);
  return failed[0]?.violations[0];
}

/** The first seed that finds it; where no seed of many does, the first case of the fault battery. */
async function search(worker) {
  for (let seed = 0; seed < Number(values.seeds); seed += 1) {
    const violation = await violationAt(worker, seed);
    if (violation !== undefined) return { seed, violation };
  }
  const { name, violations } = await worker.ask('first case');
  return violations.length === 0 ? {} : { seed: name, violation: violations[0] };
}

/** The sentence at the head of a patch. */
function whatOf(name) {
  const [head] = readFileSync(join(BUGS, `${name}.patch`), 'utf8').split('\n--- ');
  return head.replaceAll(/\s+/gu, ' ').trim();
}

function shortened(text) {
  const [line] = text.split('\n');
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}

function note(bugs) {
  writeFileSync(FOUND, `${JSON.stringify(bugs, undefined, 2)}\n`);
}
