import { parseArgs } from 'node:util';
import type { CloudEvent } from '../../../events/fact.ts';
import type { Wire } from '../../../events/wire.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import { readZielvereinbarung, type Reading } from '../../../shared/domain/reading/read-zielvereinbarung.ts';
import { contractProblem } from '../../stage/contract-problem.ts';
import { ROOT_STATE_FOLDER } from '../../stage/state-folder.ts';
import { obstacle, type Judged } from '../../stage/receipts.ts';
import { draftedEvent } from './drafted-event.ts';
import { readFileText } from './import-file.ts';
import { hintLines, problemLines, readingTable } from './import-report.ts';

/** What an import needs from outside. */
export type ImportPorts = {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Asks a person; undefined where there is none to ask. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
  /** How the stage of this folder reads and writes events; that of the default where none runs. */
  readonly wireIn: (folder: string) => Wire;
  /** The stage that runs in this folder. @throws LocalStageFailure where none does. */
  readonly findStage: (folder: string) => ImportStage;
  /** The present instant, RFC 3339. */
  readonly now: () => string;
};

/** The stage as an import needs it. */
export type ImportStage = {
  /** What is recorded already: this very draft, or another one of the same Zielvereinbarung. */
  readonly store: Pick<EventStore, 'marker' | 'loadWithTerms'>;
  readonly send: (event: CloudEvent) => Promise<void>;
  /** What became of the event; undefined where nobody judged it in time. */
  readonly judged: (event: CloudEvent) => Promise<Judged | undefined>;
};

/** How the import is used. */
export const HELP = `npm run import -- DATEI.txt|DATEI.pdf [--yes] [--dry-run] [--folder ORDNER]

Liest eine bestehende Zielvereinbarung und sendet ihren Entwurf an die lokale Stage.
Gezeigt wird zuerst, was gelesen wurde und wo, was auffällt und welches Ereignis gesendet würde; dann wird gefragt.
Unterschriften werden gelesen und nicht gesendet: der Text ist kein Nachweis. Lesen allein veröffentlicht nichts.
Was die Stage schon hat, wird nicht gesendet. Nach dem Senden wird gewartet, bis der Entwurf verzeichnet oder zurückgewiesen ist.
  --yes            sendet, ohne zu fragen
  --dry-run        sendet nichts
  --folder ORDNER  Ordner der lokalen Stage (Standard: .local)
  --help           zeigt diesen Text

Ende mit 0: verzeichnet, lag schon vor, oder Sie wollten nicht senden · 2: etwas ließ sich nicht lesen oder ist nicht verzeichnet, oder es fehlt --yes ohne Terminal · 1: konnte nicht laufen
Was den Entwurf betrifft, verhindert das Senden; eine nicht lesbare Unterschrift verhindert es nicht.`;

/**
 * Runs the import; the exit code is 0 (recorded, there already, or not wanted), 2 (findings remain) or 1 (could not run).
 * @throws TypeError where an option is unknown; LocalStageFailure where no stage runs.
 */
export async function runImport(args: readonly string[], ports: ImportPorts): Promise<0 | 1 | 2> {
  const options = optionsOf(args);
  const { files, help } = options;
  const [file] = files;
  if (help || file === undefined || files.length > 1) {
    ports.say(HELP);
    return help ? 0 : 1;
  }
  const read = await readFileText(file);
  if (!read.ok) {
    ports.complain(`${read.sentence} Nichts wurde gesendet.`);
    return 1;
  }
  const reading = readZielvereinbarung(read.text);
  ports.say(`${file}: ${read.kind}, ${read.text.length} Zeichen`);
  showReading(reading, ports);
  return offerDraft(reading, options, ports);
}

type Options = {
  readonly files: readonly string[];
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly folder: string;
  readonly help: boolean;
};

function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      folder: { type: 'string', default: ROOT_STATE_FOLDER },
      help: { type: 'boolean', default: false },
    },
  });
  const { yes, help, folder, 'dry-run': dryRun } = values;
  return { files: positionals, yes, dryRun, folder, help };
}

function showReading(reading: Reading, { say }: ImportPorts): void {
  const sections = [
    ['Gelesen', readingTable(reading)],
    ['Hinweise', hintLines(reading)],
    ['Nicht lesbar', problemLines(reading)],
  ] as const;
  for (const [title, lines] of sections) {
    say(`\n${title}: ${lines.length === 0 ? 'nichts' : ''}`.trimEnd());
    for (const line of lines) say(line);
  }
}

async function offerDraft(reading: Reading, options: Options, ports: ImportPorts): Promise<0 | 1 | 2> {
  const { say, complain } = ports;
  if (reading.terms === undefined) {
    complain('\nDer Entwurf ist nicht vollständig gelesen. Nichts wurde gesendet.');
    return 2;
  }
  const wire = ports.wireIn(options.folder);
  const event = draftedEvent(reading.terms, { time: ports.now(), wire });
  say(`\nEreignis:\n${JSON.stringify(event, null, 2)}`);
  const problem = contractProblem(event, wire);
  if (problem !== undefined) {
    complain(`\nDas Ereignis entspricht nicht dem Vertrag: ${problem} Nichts wurde gesendet.`);
    return 2;
  }
  const remaining = reading.problems.length === 0 ? 0 : 2;
  if (options.dryRun) {
    say('\nNichts wurde gesendet (--dry-run).');
    return remaining;
  }
  return (await sendAfterAsking(event, options, ports)) ?? remaining;
}

/** Undefined once everything is done that was wanted, else the exit code. */
async function sendAfterAsking(
  event: CloudEvent,
  { yes, folder }: Options,
  ports: ImportPorts,
): Promise<1 | 2 | undefined> {
  const { say, complain, confirm, findStage } = ports;
  const agreed = yes ? true : await confirm(`\n${event.subject} senden?`);
  if (agreed === undefined) {
    complain('\nOhne Terminal wird nicht gefragt: zum Senden --yes angeben. Nichts wurde gesendet.');
    return 2;
  }
  if (!agreed) {
    say('Nichts wurde gesendet.');
    return undefined;
  }
  const stage = findStage(folder);
  try {
    const present = await presentIn(stage, event);
    if (present !== undefined) {
      say(`\n${event.subject}: ${present}, nichts gesendet.`);
      return undefined;
    }
    await stage.send(event);
  } catch (error) {
    complain(
      `\nDie lokale Stage nimmt das Ereignis nicht an: ${String(error)}. Starten Sie sie neu mit: npm start`,
    );
    return 1;
  }
  return tellEnd(event, await stage.judged(event), ports);
}

/** What the stage has of this Zielvereinbarung; another draft of it would only be refused (`already-exists`). */
async function presentIn(
  { store }: ImportStage,
  { source, id, subject }: CloudEvent,
): Promise<string | undefined> {
  const marker = await store.marker(source, id);
  if (marker !== undefined && marker.versions.length > 0)
    return `genau dieser Entwurf ist schon verzeichnet (Nr. ${marker.versions.join(', ')})`;
  const { terms } = await store.loadWithTerms(subject);
  return terms === undefined ? undefined : 'liegt schon vor';
}

function tellEnd(
  { subject }: CloudEvent,
  end: Judged | undefined,
  { say, complain }: ImportPorts,
): 2 | undefined {
  const why = end === undefined ? 'noch nicht beurteilt.' : obstacle(end);
  if (why !== undefined) {
    complain(`\n${subject}: Entwurf gesendet, aber nicht verzeichnet: ${why}`);
    return 2;
  }
  say(`\n${subject}: Entwurf verzeichnet. Derselbe Entwurf noch einmal ändert nichts.`);
  return undefined;
}
