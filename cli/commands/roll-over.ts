import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { bordersOf } from '../stage/borders.ts';
import { ask } from '../terminal/ask.ts';
import { wireOfStage, type LocalStage } from '../stage/endpoints.ts';
import { logOf } from '../terminal/log.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { runningStage } from '../stage/running-stage.ts';
import { judgedInTime } from '../stage/receipts.ts';
import { runRollOver, type RollOverTools } from './roll-over/run.ts';
import { readWishes } from './roll-over/wishes.ts';

const HELP = `npm run roll-over -- --from JAHR --to JAHR [--programme NAME] [--add SCHLÜSSEL=BETRAG]… [--out DATEI] [--yes]
                     [--folder ORDNER]

Macht aus den Zielvereinbarungen eines Jahres die Entwürfe des nächsten: gleiche Beträge, Maßnahmen und
Zahl der Unterschriften. Zeigt sie, fragt nach und sendet sie dann als Ereignisse in die Eingangsqueue der
lokalen Stage. Was schon angelegt ist, wird nicht noch einmal gesendet.

  --from, --to     Haushaltsjahre
  --programme      Kürzel des Programms; sonst das Hauptprogramm des Jahres
  --add            Betrag in Euro für eine Gebietskörperschaft ohne Vorjahr, zum Beispiel 06415=250.000;
                   bei mehreren Budgets je Budget einer, mit + getrennt
  --out DATEI      schreibt die Ereignisse in eine Datei (zu senden auch mit npm run emit)
  --yes            sendet ohne Rückfrage
  --folder ORDNER  Ordner der lokalen Stage (Standard: .local)
  --help           zeigt diesen Text

Ende mit 0: jede Gebietskörperschaft hat ihren Entwurf, oder Sie wollten nicht senden · 2: etwas blieb offen, siehe Ausgabe · 1: konnte nicht laufen`;

process.exitCode = await exitCodeOf(HELP, main);

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
  return runRollOver(await toolsOf(runningStage(wishes.folder)), wishes);
}

async function toolsOf(stage: LocalStage): Promise<RollOverTools> {
  const [borders, wire] = [bordersOf(stage), wireOfStage(stage)];
  const land = await borders.signIn('land');
  return {
    wire,
    store: logOf(stage, wire),
    send: (event) => borders.emit(event),
    judged: (event) => judgedInTime(land, event),
    confirm: ask,
    say: (line) => console.log(line),
    write: (file, text) => writeFile(file, text),
    now: () => new Date().toISOString(),
  };
}
