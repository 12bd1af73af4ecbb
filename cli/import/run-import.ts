import { parseArgs } from 'node:util';
import type { CloudEvent } from '../../events/fact.ts';
import { readZielvereinbarung, type Reading } from '../../shared/domain/reading/read-zielvereinbarung.ts';
import { contractProblem, draftedEvent } from './drafted-event.ts';
import { readFileText } from './import-file.ts';
import { hintLines, problemLines, readingTable } from './import-report.ts';

/** What an import needs from outside. */
export type ImportPorts = {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Asks a person; absent where there is no terminal. */
  readonly ask?: (question: string) => Promise<string>;
  /** Sends an event to the running stage; undefined while none runs. */
  readonly findStage: () => ((event: CloudEvent) => Promise<void>) | undefined;
  /** The present instant, RFC 3339. */
  readonly now: () => string;
};

const HELP = `npm run import -- DATEI.txt|DATEI.pdf [--yes] [--dry-run]

Liest eine bestehende Zielvereinbarung und sendet ihren Entwurf an die lokale Stage.
Gezeigt wird zuerst, was gelesen wurde und wo, was auffällt und welches Ereignis gesendet würde; dann wird gefragt.
Unterschriften werden gelesen und nicht gesendet: der Text ist kein Nachweis. Lesen allein veröffentlicht nichts.
  --yes      sendet, ohne zu fragen
  --dry-run  sendet nichts
  --help     zeigt diesen Text

Ende mit 0: gesendet oder nichts zu tun · 2: etwas ließ sich nicht lesen, oder es fehlt --yes ohne Terminal · 1: konnte nicht laufen
Was den Entwurf betrifft, verhindert das Senden; eine nicht lesbare Unterschrift verhindert es nicht.`;

/** Runs the import; the exit code is 0 (sent or nothing to do), 2 (findings remain) or 1 (could not run). */
export async function runImport(args: readonly string[], ports: ImportPorts): Promise<0 | 1 | 2> {
  const options = optionsOf(args);
  if (options === undefined) {
    ports.complain('Diese Angaben sind unbekannt.');
    ports.complain(HELP);
    return 1;
  }
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
  readonly help: boolean;
};

function optionsOf(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { yes: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const { yes = false, help = false, 'dry-run': dryRun = false } = values;
    return { files: positionals, yes, dryRun, help };
  } catch {
    return undefined; // An option that nobody knows: the caller shows the known ones.
  }
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
  const event = draftedEvent(reading.terms, ports.now());
  say(`\nEreignis:\n${JSON.stringify(event, null, 2)}`);
  const problem = contractProblem(event);
  if (problem !== undefined) {
    complain(`\nDas Ereignis entspricht nicht dem Vertrag: ${problem} Nichts wurde gesendet.`);
    return 2;
  }
  const remaining = reading.problems.length === 0 ? 0 : 2;
  if (options.dryRun) {
    say('\nNichts wurde gesendet (--dry-run).');
    return remaining;
  }
  if (!options.yes && ports.ask === undefined) {
    complain('\nOhne Terminal wird nicht gefragt: zum Senden --yes angeben. Nichts wurde gesendet.');
    return 2;
  }
  return (await sendAfterAsking(event, options, ports)) ?? remaining;
}

/** Undefined once everything is done that was wanted, else the exit code. */
async function sendAfterAsking(
  event: CloudEvent,
  { yes }: Options,
  { say, complain, ask, findStage }: ImportPorts,
): Promise<1 | undefined> {
  const send = findStage();
  if (send === undefined) {
    complain(
      '\nDie lokale Stage läuft nicht oder ist noch nicht bereit. Nichts wurde gesendet. Starten Sie sie mit: npm start',
    );
    return 1;
  }
  const answer = yes ? 'j' : await ask?.(`\n${event.subject} senden? [j/N] `);
  if (!/^(?:j|ja)$/iu.test(answer?.trim() ?? '')) {
    say('Nichts wurde gesendet.');
    return undefined;
  }
  try {
    await send(event);
  } catch (error) {
    complain(
      `\nDie lokale Stage nimmt das Ereignis nicht an: ${String(error)}. Starten Sie sie neu mit: npm start`,
    );
    return 1;
  }
  say(`\n${event.subject}: Entwurf gesendet. Derselbe Entwurf noch einmal ändert nichts.`);
  return undefined;
}
