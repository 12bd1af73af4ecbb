import { parseArgs } from 'node:util';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { interruption } from '../terminal/interruption.ts';
import { wireOfStage } from '../stage/endpoints.ts';
import { askedStage, STAGE_HELP, STAGE_OPTIONS } from '../stage/running-stage.ts';
import { listDeadLetters } from './redrive/list.ts';
import { deadLetterQueuesOf } from './redrive/queues.ts';
import { redrive, type RedriveTools } from './redrive/redrive.ts';
import { endsInTable } from './redrive/table.ts';

const HELP = `npm run redrive -- [--dry-run] [--folder ORDNER | --endpoints DATEI]

Sendet die toten Nachrichten der beiden Eingänge (ingress: andere Systeme, internal: eigene Funktionen) unverändert
in ihre Queue zurück, geordnet nach Zielvereinbarung, Quelle und laufender Nummer, und sagt, was aus jeder wurde.
Jederzeit gefahrlos: Was schon verzeichnet ist, ändert nichts; was zu früh kommt, wartet. Eine tote Nachricht wird
erst gelöscht, wenn ihre Queue sie angenommen hat. Mit Strg-C hört der Befehl auf und gibt zurück, was er hält.

Nicht dabei sind die toten Nachrichten der Scan-Prüfung, der Dokumente und der Abonnenten (in AWS mit
„start-message-move-task“ zurückzusenden) und die aufgegebenen Datensätze von publish-portal, relay-events und
remind: docs/operations.md.

  --dry-run          listet auf, was dort liegt, in der Reihenfolge des Sendens, und sendet nichts
${STAGE_HELP}
  --help             zeigt diesen Text

Ende mit 0: alles beurteilt und nichts zurückgewiesen, oder nichts zu tun · 2: etwas wurde zurückgewiesen, ist noch nicht beurteilt oder zurzeit verborgen · 1: konnte nicht laufen oder wurde unterbrochen`;

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, ...STAGE_OPTIONS, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const stage = askedStage(values);
  const tools: RedriveTools = {
    ...endsInTable(stage, wireOfStage(stage)),
    queues: deadLetterQueuesOf(stage),
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
    interrupted: interruption(),
  };
  return values['dry-run'] === true ? listDeadLetters(tools) : redrive(tools);
}
