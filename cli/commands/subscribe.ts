import { parseArgs } from 'node:util';
import type { OutgoingEvent } from '../../events/fact.ts';
import { inOrder, type Missing, type Taken } from '../../events/subscriber.ts';
import type { Wire } from '../../events/wire.ts';
import { formatMoment } from '../../shared/domain/dates/berlin.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { interruption } from '../terminal/interruption.ts';
import { wireOfStage, type LocalStage } from '../stage/endpoints.ts';
import { runningStage } from '../stage/running-stage.ts';
import { ROOT_STATE_FOLDER } from '../stage/state-folder.ts';
import { readMemory, writeMemory } from './subscriber/memory.ts';
import { subscriberQueue } from './subscriber/queue.ts';
import { counted } from '../../shared/words/numbers.ts';

const HELP = `npm run subscribe [-- --for SEKUNDEN] [--subject KENNUNG] [--json] [--folder ORDNER]

Liest als eigenes System, was die lokale Stage über den Bus meldet: jede Tatsache einmal, je Zielvereinbarung
in der Reihenfolge ihrer laufenden Nummer. Was vorgreift, wird zurückgehalten, bis die Lücke geschlossen ist.
Was gelesen wurde, merkt sich der Befehl für den nächsten Lauf; npm run reset vergisst es.

  --for SEKUNDEN     endet nach dieser Zeit; sonst mit Ctrl-C
  --subject KENNUNG  zeigt nur diese Zielvereinbarung; gelesen und gemerkt wird alles
  --json             je Zeile ein CloudEvent; die Zählung steht auf der Fehlerausgabe
  --folder ORDNER    Ordner der lokalen Stage (Standard: .local)
  --help             zeigt diesen Text

Ende mit 0: alles übergeben · 2: es fehlen Nummern, Spätere sind zurückgehalten · 1: konnte nicht laufen`;

/** Seconds of one long poll: short enough that Ctrl-C and --for are heard. */
const POLL_SECONDS = 2;

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      for: { type: 'string' },
      subject: { type: 'string' },
      json: { type: 'boolean' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const seconds = values.for === undefined ? Infinity : Number(values.for);
  if (!(seconds > 0)) {
    console.error(`--for ist eine Zahl von Sekunden über 0, nicht „${values.for}“.`);
    return 1;
  }
  const stateFolder = values.folder ?? ROOT_STATE_FOLDER;
  const stage = runningStage(stateFolder);
  const wire = wireOfStage(stage);
  const show = (event: OutgoingEvent) => {
    if (values.subject !== undefined && event.subject !== values.subject) return;
    console.log(values.json === true ? JSON.stringify(event) : lineOf(event, wire));
  };
  const { counts, missing } = await listen({ stage, stateFolder, seconds }, show);
  const tell = values.json === true ? console.error : console.log;
  tell(
    `${counts.received} empfangen: ${counted(counts.repeated, 'Wiederholung', 'Wiederholungen')}, ${counts.delivered} übergeben, ` +
      `${counts.held} zurückgehalten, ${counts.unreadable} nicht lesbar.`,
  );
  for (const gap of missing) console.error(gapLine(gap));
  return missing.length === 0 ? 0 : 2;
}

type Counts = { received: number; repeated: number; delivered: number; held: number; unreadable: number };

type Listening = { readonly stage: LocalStage; readonly stateFolder: string; readonly seconds: number };

/** Reads until the time is over or somebody asks to stop. Remembers first, then takes off the queue. */
async function listen({ stage, stateFolder, seconds }: Listening, show: (event: OutgoingEvent) => void) {
  const queue = subscriberQueue(stage, stage.subscriberQueueUrl);
  const subscriber = inOrder(readMemory(stateFolder));
  const counts: Counts = { received: 0, repeated: 0, delivered: 0, held: 0, unreadable: 0 };
  const signal = interruption();
  const end = Date.now() + seconds * 1000;
  while (!signal.aborted && Date.now() < end) {
    const left = Math.ceil((end - Date.now()) / 1000);
    const messages = await queue.receive(Math.min(POLL_SECONDS, left));
    const readable = messages.flatMap((message) => message.event ?? []);
    counts.received += messages.length;
    counts.unreadable += messages.length - readable.length;
    for (const taken of readable.map(subscriber.take)) {
      count(counts, taken);
      taken.delivered.forEach(show);
    }
    if (messages.length > 0) writeMemory(stateFolder, subscriber.memory());
    await queue.remove(messages.filter(({ event }) => event !== undefined));
  }
  counts.held = subscriber.memory().held.length;
  return { counts, missing: subscriber.missing() };
}

function count(counts: Counts, { outcome, delivered }: Taken): void {
  if (outcome === 'repeated') counts.repeated += 1;
  counts.delivered += delivered.length;
}

/** `02.08.2025, 11:00 Uhr  AQB-2025-06533  Nr. 3  signature.received.v1`; notices have no number. */
function lineOf({ time, subject, sequence, type }: OutgoingEvent, { prefix }: Wire): string {
  const number = sequence === undefined ? 'Hinweis' : `Nr. ${sequence}`;
  return [formatMoment(time), subject, number.padEnd(7), type.replace(`${prefix}.`, '')].join('  ');
}

function gapLine({ subject, from, to }: Missing): string {
  const numbers = from === to ? `Nr. ${from}` : `Nr. ${from} bis ${to}`;
  return `${subject}: es fehlt ${numbers}. Noch einmal senden: npm run replay -- ${subject} --from ${from}`;
}
