import { parseArgs } from 'node:util';
import { subject as subjectSchema } from '../../events/primitives.ts';
import { logOf } from '../terminal/log.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { wireOfStage } from '../stage/endpoints.ts';
import { runningStage } from '../stage/running-stage.ts';
import { ROOT_STATE_FOLDER } from '../stage/state-folder.ts';
import { subscriberQueue } from './subscriber/queue.ts';
import { runReplay, type ReplayTools } from './subscriber/run-replay.ts';

const HELP = `npm run replay -- KENNUNG [--from N] [--to-queue URL] [--folder ORDNER]

Sendet den festgehaltenen Verlauf einer Zielvereinbarung noch einmal an die Queue eines Abonnenten: dieselben
Kennungen, dieselben laufenden Nummern. Wer sie schon kennt, erkennt die Wiederholung; niemand sonst hört sie.

  --from N         ab dieser laufenden Nummer (Standard: 1)
  --to-queue URL   Queue des Abonnenten (Standard: die der lokalen Stage)
  --folder ORDNER  Ordner der lokalen Stage (Standard: .local)
  --help           zeigt diesen Text

Ende mit 0: gesendet · 2: die Kennung gibt es nicht, oder ab dieser Nummer ist nichts festgehalten · 1: konnte nicht laufen`;

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string', default: '1' },
      'to-queue': { type: 'string' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [subject] = positionals;
  if (values.help === true || subject === undefined) {
    console.log(HELP);
    return values.help === true ? 0 : 1;
  }
  const from = Number(values.from);
  if (!subjectSchema.safeParse(subject).success || !Number.isInteger(from) || from < 1) {
    console.error('Die Kennung lautet wie AQB-2025-06533, und --from ist eine ganze Zahl ab 1.');
    return 1;
  }
  const stage = runningStage(values.folder ?? ROOT_STATE_FOLDER);
  const wire = wireOfStage(stage);
  const queueUrl = values['to-queue'] ?? stage.subscriberQueueUrl;
  const queue = subscriberQueue(stage, queueUrl);
  const tools: ReplayTools = {
    wire,
    store: logOf(stage, wire),
    send: (events) => queue.send(events, wire),
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  };
  return runReplay(tools, { subject, from, queueUrl });
}
