// `npm run simulate`: random histories through the real handlers, with faults, each looked at by the auditor.
// Bundles the simulation once and shares the seeds among processes, one for each core. Progress lies in
// `.local/simulate/`: the same run of the same code goes on where it was stopped.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { bundled } from './bundle.ts';
import { startWorker } from './checking/worker-process.ts';

const CHUNK = 100;
const SHOWN = 10;

const HELP = `npm run simulate -- [Optionen]

Spielt zufällige Verläufe mit Fehlern durch die echten Funktionen und prüft jeden mit einem unabhängigen Prüfer.

  --seeds N    so viele Verläufe (1000)
  --from S     ab diesem Startwert (0)
  --seed S     nur diesen einen Verlauf, mit allem, was nicht stimmt
  --case FALL  statt eines Verlaufs die Hauptaufgabe mit einem Fehler: „<Funktion> <Befehl> <Gegenstand> <wievielter> <Fehler>“
  --bug NAME   mit einem absichtlichen Fehler aus tests/simulation/bugs/
  --until-found  hört auf, sobald ein Verlauf nicht stimmt
  --jobs N     so viele Prozesse (einer je Kern)
  --fresh      vergisst, was ein früherer Lauf schon geprüft hat

Ende mit 0: alles stimmt; 2: etwas stimmt nicht, jeder Startwert mit dem Befehl, der ihn wiederholt; 1: ließ sich nicht ausführen.`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string' },
    case: { type: 'string' },
    bug: { type: 'string' },
    'until-found': { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
    fresh: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else process.exitCode = await (values.case === undefined ? simulate() : playCase(values.case));

async function simulate() {
  const from = Number(values.seed ?? values.from);
  const to = values.seed === undefined ? from + Number(values.seeds) : from + 1;
  if (![from, to, Number(values.jobs)].every(Number.isSafeInteger) || to <= from || Number(values.jobs) < 1) {
    console.error('--seeds und --jobs brauchen ganze Zahlen ab 1, --from und --seed ganze Zahlen.');
    return 1;
  }
  const { bundle, place } = await bundled(values.bug);
  const progress = progressOf(place);
  const chunks = chunksOf(from, to).filter(([one, other]) => !progress.done.has(`${one} ${other}`));
  const known = chunksOf(from, to).length - chunks.length;
  if (known > 0)
    console.log(
      `${known * CHUNK} Verläufe dieses Standes sind schon geprüft und stimmen (--fresh prüft sie neu).`,
    );
  const sums = { seeds: 0, events: 0, messages: 0, calls: 0, faults: 0, lost: 0 };
  const failed = [];
  const began = Date.now();
  const jobs = Math.min(Number(values.jobs), chunks.length);
  await Promise.all(
    Array.from({ length: jobs }, () =>
      work(bundle, chunks, (answer) => {
        for (const name of ['events', 'messages', 'calls', 'faults', 'lost']) sums[name] += answer[name];
        sums.seeds += answer.to - answer.from;
        failed.push(...answer.failed);
        if (answer.failed.length === 0) progress.note(`${answer.from} ${answer.to}`);
        if (values['until-found'] && failed.length > 0) chunks.length = 0;
        if (answer.digest !== undefined) console.log(`Fingerabdruck des Verlaufs: ${answer.digest}`);
        tell(sums, to - from, began);
      }),
    ),
  );
  return report(sums, failed);
}

/** The main job with one fault, as the battery plays it. */
async function playCase(name) {
  const { bundle } = await bundled(values.bug);
  const worker = startWorker(bundle);
  const { name: played, violations, digest } = await worker.ask(`case ${name}`);
  await worker.end();
  if (played !== name) {
    console.error(`Die Hauptaufgabe hat keinen Fall ${name}.`);
    return 1;
  }
  console.log(`Fall ${name}: ${violations.length} Verstöße`);
  for (const violation of violations) console.log(`  ${violation}`);
  console.log(`Fingerabdruck: ${digest}`);
  return violations.length === 0 ? 0 : 2;
}

function tell({ seeds }, all, began) {
  if (all < 2 * CHUNK || (!process.stdout.isTTY && seeds % 1000 !== 0)) return;
  console.log(`… ${seeds} von ${all} Verläufen, ${Math.round((Date.now() - began) / 1000)} s`);
}

function report(sums, failed) {
  const bug = values.bug === undefined ? '' : ` --bug ${values.bug}`;
  for (const { seed, violations } of failed.toSorted((one, other) => one.seed - other.seed).slice(0, SHOWN)) {
    console.log(`\nStartwert ${seed}: ${violations.length} Verstöße`);
    for (const violation of violations.slice(0, SHOWN)) console.log(`  ${violation}`);
    console.log(`  Wiederholen: npm run simulate -- --seed ${seed}${bug}`);
  }
  if (failed.length > SHOWN) console.log(`\nund ${failed.length - SHOWN} weitere Startwerte`);
  const { seeds, events, messages, calls, faults, lost } = sums;
  console.log(
    `${seeds} Verläufe: ${messages} Nachrichten, ${events} verzeichnete Tatsachen, ${calls} Aufrufe, ${faults} Fehler eingestreut, ${lost} Hinweise verloren; ${failed.length} Verläufe mit Verstößen.`,
  );
  return failed.length === 0 ? 0 : 2;
}

function chunksOf(from, to) {
  const chunks = [];
  for (let at = from; at < to; at += CHUNK) chunks.push([at, Math.min(at + CHUNK, to)]);
  return chunks;
}

/** One process that takes chunks until none is left. */
async function work(bundle, chunks, heard) {
  const worker = startWorker(bundle);
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift())
    heard(await worker.ask(chunk.join(' ')));
  await worker.end();
}

/** Which chunks of this very code were found sound. */
function progressOf(place) {
  const file = `${place}.done`;
  const isKnown = existsSync(file) && !values.fresh && values.bug === undefined && values.seed === undefined;
  const done = new Set(isKnown ? readFileSync(file, 'utf8').split('\n') : []);
  return {
    done,
    note(chunk) {
      if (values.bug !== undefined || values.seed !== undefined) return;
      done.add(chunk);
      writeFileSync(file, [...done].join('\n'));
    },
  };
}
