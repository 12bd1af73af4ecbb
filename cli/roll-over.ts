import { writeFile } from 'node:fs/promises';
import { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { bordersOf } from './borders.ts';
import { type LocalStage, readEndpoints } from './local/endpoints.ts';
import { logOf } from './local/log.ts';
import { runRollOver, type RollOverTools } from './roll-over/run.ts';
import { readWishes } from './roll-over/wishes.ts';

const HELP = `npm run roll-over -- --from JAHR --to JAHR [--programme NAME] [--add SCHLÜSSEL=BETRAG]… [--out DATEI] [--yes]

Macht aus den Zielvereinbarungen eines Jahres die Entwürfe des nächsten: gleiche Beträge, Maßnahmen und
Zahl der Unterschriften. Zeigt sie, fragt nach und sendet sie dann als Ereignisse in die Eingangsqueue der
lokalen Stage. Was schon angelegt ist, wird nicht noch einmal gesendet.

  --from, --to     Haushaltsjahre
  --programme      Kürzel des Programms; sonst das Hauptprogramm des Jahres
  --add            Betrag in Euro für eine Gebietskörperschaft ohne Vorjahr, zum Beispiel 06415=250.000;
                   bei mehreren Budgets je Budget einer, mit + getrennt
  --out DATEI      schreibt die Ereignisse in eine Datei (zu senden auch mit npm run emit)
  --yes            sendet ohne Rückfrage
  --help           zeigt diesen Text

Ende mit 0: jede Gebietskörperschaft hat ihren Entwurf · 2: etwas blieb offen, siehe Ausgabe · 1: konnte nicht laufen`;

process.exitCode = await main();

async function main(): Promise<number> {
  const wishes = readWishes(argv.slice(2));
  if (wishes === 'help') {
    console.log(HELP);
    return 0;
  }
  if ('problem' in wishes) {
    console.error(`${wishes.problem} Nichts wurde gesendet. Hilfe: npm run roll-over -- --help`);
    return 1;
  }
  const stage = readEndpoints();
  if (stage === undefined) {
    console.error(
      'Die lokale Stage läuft nicht oder ist noch nicht bereit. Nichts wurde gesendet. Starten Sie sie mit: npm start',
    );
    return 1;
  }
  return runRollOver(toolsOf(stage), wishes);
}

function toolsOf(stage: LocalStage): RollOverTools {
  const borders = bordersOf(stage);
  return {
    store: logOf(stage),
    send: (event) => borders.emit(event),
    confirm,
    say: (line) => console.log(line),
    write: (file, text) => writeFile(file, text),
    now: () => new Date().toISOString(),
    pause: () => sleep(250),
  };
}

async function confirm(question: string): Promise<boolean | undefined> {
  if (!stdin.isTTY || !stdout.isTTY) return undefined;
  const terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question(`${question} (ja/nein) `);
  terminal.close();
  return /^(?:j|ja)$/iu.test(answer.trim());
}
