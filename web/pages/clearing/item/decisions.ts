import { LABELS } from '../../../../events/reading/labels.ts';
import { readIncoming, refusalOf } from '../../../../events/reading/read.ts';
import { answerSentence, type Refusal } from '../../../../events/reasons.ts';
import { readStrictly } from '../../../../events/reading/strict-json.ts';
import type { Wire } from '../../../../events/wire.ts';
import type { ClearingItemView, DecisionAnswer } from '../../../api/types.ts';
import { hasRole, type Person } from '../../../session/roles.ts';
import type { DeskAction } from './desk-actions.ts';

/** A number that an unreadable message used and that its followers wait for. */
export type Gap = { readonly source: string; readonly subject: string; readonly sequence: string };

/** What a person is about to decide. */
export type Order = {
  readonly action: DeskAction;
  readonly reason?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly gap?: Gap;
};

/** Why this person cannot decide this; undefined where they can. The API judges again. */
export function whyNot(
  person: Person,
  action: DeskAction,
  { proven, state }: Pick<ClearingItemView, 'proven' | 'state'>,
): string | undefined {
  if (state === 'decided') return 'Über diese Nachricht ist schon entschieden.';
  if (hasRole(person, 'land')) return undefined;
  if (!hasRole(person, 'pruefung'))
    return 'Ihre Rolle liest hier nur. Entscheiden kann das Land oder die Prüfung.';
  if (action === 'replace') return 'Für einen anderen Wortlaut steht nur das Land ein.';
  if (action === 'replay' && !proven)
    return 'Der Absender hat sich nicht ausgewiesen; für ihn steht nur das Land ein.';
  return undefined;
}

/** What the action means, whatever comes of it. */
export function meaningOf(action: DeskAction, { source }: Pick<ClearingItemView, 'source'>): string {
  switch (action) {
    case 'replay':
      return 'Die Nachricht wird unverändert noch einmal beurteilt, nach dem Stand von jetzt.';
    case 'replace':
      return `Statt der abgelehnten wird Ihre Nachricht beurteilt, als Meldung von ${source ?? 'dem genannten Absender'} unter derselben Kennung. Für den Wortlaut steht das Land ein.`;
    case 'discard':
      return 'Die Nachricht wird geschlossen, ohne dass sie gilt.';
  }
}

/** What became of a decision, for the announcement and the page. */
export function outcomeSentence(answer: DecisionAnswer): string {
  switch (answer.outcome) {
    case 'recorded':
      return 'Die Nachricht ist aufgezeichnet und gilt.';
    case 'duplicate':
      return 'Das war schon aufgezeichnet; der Eintrag ist geschlossen, geändert hat sich nichts.';
    case 'parked':
      return answer.text ?? 'Die Nachricht wartet.';
    case 'discarded':
      return 'Die Nachricht ist verworfen.';
  }
}

/** The body of the request. */
export function requestOf(
  order: Order,
  { source, subject }: Pick<ClearingItemView, 'source' | 'subject'>,
): object {
  const { action, reason, body, gap } = order;
  return {
    action,
    ...(reason !== undefined && reason !== '' && { reason }),
    ...(body !== undefined && { body }),
    ...(gap !== undefined && {
      sequence: gap.sequence,
      ...(source === undefined && { source: gap.source }),
      ...(subject === undefined && { subject: gap.subject }),
    }),
  };
}

/** Whether the message could be read so far that its refusal used its number up: then no gap is left. */
export function usedItsNumber(body: string, wire: Wire): boolean {
  return wire.readEnvelope(body).ok;
}

/** A message that may take the place of another, or what is wrong with it, with the path where one is known. */
export type Replacement =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly text: string };

/**
 * Reads what was typed by the contract of the events, as the recorder will: JSON, envelope, data; and whether it
 * keeps the names of the first. A pure function.
 */
export function readReplacement(typed: string, original: ClearingItemView, wire: Wire): Replacement {
  const json = jsonOf(typed);
  if (typeof json === 'string') return { ok: false, text: json };
  const read = wire.readEnvelope(JSON.stringify(json));
  if (!read.ok) return refused(read.reason, read.detail);
  const names: readonly ('source' | 'id' | 'subject' | 'sequence')[] = [
    'source',
    'id',
    'subject',
    'sequence',
  ];
  const differs = names.find((name) => original[name] !== undefined && original[name] !== read.event[name]);
  if (differs !== undefined)
    return { ok: false, text: `${LABELS[differs]} muss bleiben: „${original[differs] ?? ''}“.` };
  const data = readIncoming(read.event, read.fact);
  return data.ok ? { ok: true, body: json } : refused(data.reason, data.detail);
}

function jsonOf(typed: string): Readonly<Record<string, unknown>> | string {
  const read = readStrictly(typed);
  if (read.ok)
    return isRecord(read.value)
      ? read.value
      : 'Die Nachricht muss ein JSON-Objekt sein, in geschweiften Klammern.';
  const { reason, detail } = refusalOf(read.fault);
  return reason === 'body-unreadable' ? noJson(typed) : sentence(reason, detail);
}

/** Where the parser stopped, as far as it says so. */
function noJson(typed: string): string {
  try {
    JSON.parse(typed);
  } catch (error) {
    const place = /position (?<at>\d+)/u.exec(String(error))?.groups?.['at'];
    const before = place === undefined ? undefined : typed.slice(0, Number(place));
    const where = before === undefined ? '' : `; es hakt in Zeile ${before.split('\n').length}`;
    return `Das ist kein gültiges JSON${where}.`;
  }
  return 'Das ist kein gültiges JSON.';
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function refused(reason: Refusal, detail: string | undefined): Replacement {
  return { ok: false, text: sentence(reason, detail) };
}

function sentence(reason: Refusal, detail: string | undefined): string {
  const where = detail === undefined ? '' : ` Betroffen: ${detail.replace(/[.]?$/u, '.')}`;
  return `${answerSentence(reason)}${where}`;
}

/** The body as it is edited: in lines where it is JSON, else as it came. */
export function editable(body: string): string {
  const json = jsonOf(body);
  return typeof json === 'string' ? body : JSON.stringify(json, undefined, 2);
}

/** What is missing before a number can be closed, by field. */
export function gapFault({ source, subject, sequence }: Gap): Partial<Record<keyof Gap, string>> {
  return {
    ...(!/^[1-9]\d{0,14}$/u.test(sequence) && { sequence: 'Bitte geben Sie die Nummer als ganze Zahl an.' }),
    ...(source.trim() === '' && { source: 'Bitte geben Sie den Absender an.' }),
    ...(!/^(?:[A-Z][A-Z0-9]{1,15}-\d{4}|ags)-\d{5}$/u.test(subject) && {
      subject: 'Bitte geben Sie den Gegenstand an, zum Beispiel AQB-2025-06533.',
    }),
  };
}
