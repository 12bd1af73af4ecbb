import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EventInvalid } from '../../events/emit.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { refusalOf } from '../../events/reading/read.ts';
import { readStrictly } from '../../events/reading/strict-json.ts';
import type { Wire } from '../../events/wire.ts';
import { bordersOf } from '../stage/borders.ts';
import { contractProblem } from '../stage/contract-problem.ts';
import { sendAndTell, type EmitTools } from './emit/send-and-tell.ts';
import { wireInFolder, type LocalStage } from '../stage/endpoints.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { logOf } from '../terminal/log.ts';
import { runningStage } from '../stage/running-stage.ts';
import { ROOT_STATE_FOLDER } from '../stage/state-folder.ts';
import { judgedInTime, receiptNow } from '../stage/receipts.ts';

const HELP = `npm run emit -- DATEI.json… [--dry-run] [--folder ORDNER]

Sendet Ereignisse (je Datei ein CloudEvent oder eine Liste davon) in die Eingangsqueue der lokalen Stage.
Danach wird gewartet, bis jedes beurteilt ist, und gesagt, was daraus wurde.
  --dry-run        prüft nur gegen den Ereignisvertrag und sendet nichts
  --folder ORDNER  Ordner der lokalen Stage (Standard: .local)
  --help           zeigt diesen Text

Ende mit 0: alles verzeichnet oder wartend, mit --dry-run: alles gültig · 2: etwas entspricht nicht dem Vertrag (nichts wurde gesendet), wurde zurückgewiesen oder ist noch nicht beurteilt · 1: konnte nicht laufen`;

/** A list of events in one file; each event has the bounds of the contract when it is checked. */
const LIST_BOUNDS = { bytes: 64 * 1024 * 1024, levels: 33, names: 10_000_000, entries: 100_000 };

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, folder: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true || positionals.length === 0) {
    console.log(HELP);
    return values.help === true ? 0 : 1;
  }
  const files = await Promise.allSettled(positionals.map(readEvents));
  const unreadable = files.flatMap((file, index) =>
    file.status === 'rejected' ? [positionals[index] ?? ''] : [],
  );
  if (unreadable.length > 0) {
    console.error(`Nicht lesbar: ${unreadable.join(', ')}. Nichts wurde gesendet.`);
    return 1;
  }
  const read = files.flatMap((file) => (file.status === 'fulfilled' ? file.value : []));
  const events = read.filter((one) => 'event' in one);
  const stateFolder = values.folder ?? ROOT_STATE_FOLDER;
  const wire = wireInFolder(stateFolder);
  const problems = read.flatMap((one) =>
    'event' in one ? problemIn(one, wire) : [`${one.file}: ${one.problem}`],
  );
  for (const line of problems) console.error(line);
  if (problems.length > 0) {
    console.error(`${read.length} gelesen, ${problems.length} ungültig, 0 gesendet.`);
    return 2;
  }
  if (values['dry-run'] === true) {
    console.log(`${events.length} gelesen, alle gültig, nichts gesendet.`);
    return 0;
  }
  const stage = runningStage(stateFolder);
  return sendAndTell(
    events.map(({ event }) => event),
    await toolsOf(stage, wire),
  );
}

async function toolsOf(stage: LocalStage, wire: Wire): Promise<EmitTools> {
  const borders = bordersOf(stage);
  const land = await borders.signIn('land');
  const log = logOf(stage, wire);
  return {
    wire,
    send: (event) => borders.emit(event),
    receipt: (event) => receiptNow(land, event),
    judged: (event) => judgedInTime(land, event),
    contradicted: (event) => judgedInTime(land, event, ({ otherContent }) => otherContent !== undefined),
    marker: ({ source, id }) => log.marker(source, id),
    say: (line) => console.log(line),
  };
}

type Read = { readonly file: string; readonly event: CloudEvent };
type Refused = { readonly file: string; readonly problem: string };

/** The events of a file as strictly as every door reads them, or why it is not read. @throws where there is no file. */
async function readEvents(file: string): Promise<readonly (Read | Refused)[]> {
  const read = readStrictly(await readFile(file), LIST_BOUNDS);
  if (!read.ok) return [{ file, problem: new EventInvalid(refusalOf(read.fault)).message }];
  const list: readonly unknown[] = Array.isArray(read.value) ? read.value : [read.value];
  return list.map((event) => ({ file, event: event as CloudEvent })); // oxlint-disable-line typescript/no-unsafe-type-assertion -- checked right after, and sent as it was read
}

function problemIn({ file, event }: Read, wire: Wire): readonly string[] {
  const problem = contractProblem(event, wire);
  return problem === undefined ? [] : [`${file}: ${problem}`];
}
