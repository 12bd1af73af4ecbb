import { z } from 'zod';
import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { LINE_NAMES, STATE_LINES, openConditionsTitle, stateName } from '../../../shared/words/states.ts';

/** What is shown of the API's answer; whatever else stands there is left to --json. */
export const shown = z.object({
  asOf: z
    .object({
      day: z.string().optional(),
      version: z.number(),
      newestVersion: z.number(),
      recordedAt: z.string(),
      text: z.string(),
    })
    .optional(),
  id: z.string(),
  name: z.string(),
  haushaltsjahr: z.number(),
  version: z.number(),
  states: z.record(z.string(), z.string()),
  fassung: z.number(),
  fassungHash: z.string(),
  released: z.boolean(),
  amountCent: z.number(),
  agreedCent: z.number().optional(),
  effectiveCent: z.number().optional(),
  concludedOn: z.string().optional(),
  bescheid: z.object({ text: z.string() }),
  publicFassung: z.number().optional(),
  openConditions: z.array(z.object({ text: z.string() })),
  waiting: z.array(z.object({ source: z.string(), id: z.string(), text: z.string() })),
  timeline: z.array(
    z.object({ version: z.number(), type: z.string(), recordedAt: z.string(), source: z.string() }),
  ),
});

/** What is shown of a Zielvereinbarung. */
export type Shown = z.infer<typeof shown>;

/** A Zielvereinbarung in German lines for a terminal. */
export function shownLines(view: Shown): readonly string[] {
  return [
    `${view.id} · ${view.name} · Haushaltsjahr ${view.haushaltsjahr}`,
    ...momentLines(view),
    '',
    ...stateLines(view),
    '',
    field('Fassung', `${view.fassung}, ${view.released ? '' : 'nicht '}zur Unterschrift freigegeben`),
    field('Prüfsumme', view.fassungHash),
    ...amountLines(view),
    field('Bescheid', view.bescheid.text),
    ...list(
      view.publicFassung === undefined ? 'Bis zur Veröffentlichung fehlt' : openConditionsTitle(true),
      view.openConditions.map(({ text }) => text),
    ),
    ...list(
      'Es wartet',
      view.waiting.map(({ source, id, text }) => `${source} ${id}: ${text}`),
    ),
    ...list('Verlauf', view.timeline.map(timelineLine)),
  ];
}

function momentLines({ asOf, version }: Shown): readonly string[] {
  if (asOf === undefined) return [`Stand heute: ${version} Tatsachen.`];
  const day = asOf.day === undefined ? '' : ` am Ende des ${formatDate(asOf.day)}`;
  const last = `zuletzt ${formatMoment(asOf.recordedAt)}`;
  return [`Stand${day}: ${asOf.version} von heute ${asOf.newestVersion} Tatsachen, ${last}.`, asOf.text];
}

function amountLines({ amountCent, agreedCent, effectiveCent, concludedOn }: Shown): readonly string[] {
  return [
    field('Betrag der Fassung', formatEuro(amountCent)),
    ...(agreedCent === undefined ? [] : [field('Vereinbart', formatEuro(agreedCent))]),
    ...(effectiveCent === undefined ? [] : [field('Mit Abweichungen', formatEuro(effectiveCent))]),
    ...(concludedOn === undefined ? [] : [field('Abgeschlossen am', formatDate(concludedOn))]),
  ];
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function timelineLine({ version, type, recordedAt, source }: Shown['timeline'][number]): string {
  return `Nr. ${String(version).padEnd(4)} ${formatMoment(recordedAt)}  ${type}  (${source})`;
}

const field = (name: string, value: string) => `${name.padEnd(21)} ${value}`;

function stateLines({ states, publicFassung }: Shown): readonly string[] {
  const isPublic = publicFassung !== undefined;
  return STATE_LINES.map((line) =>
    field(LINE_NAMES[line], stateName(line, states[line] ?? '', { isPublic })),
  );
}
