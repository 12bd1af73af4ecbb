import { createScanner } from 'jsonc-parser';
import type { Refusal } from '../reasons.ts';
import { figures } from './wording.ts';

/** A double keeps 17 significant digits; what is written longer says more than anybody keeps. */
const LONGEST_NUMBER = 40;

/** How much one body may be, and what of it may be damaged. */
export type Bounds = {
  /** Bytes in UTF-8. */
  readonly bytes: number;
  /** Levels of objects and lists inside each other. */
  readonly levels: number;
  /** Names of all objects together. */
  readonly names: number;
  /** Entries of one list. */
  readonly entries: number;
  /** Top-level names whose texts may hold damaged characters, because who reads them cleans them. */
  readonly cleaned: readonly string[];
};

/** What a top-level name says of its message, where it stands there once and as text or as a whole number. */
export type SaidOnce = Readonly<Record<string, string>>;

/** Why a body is not read: reason code, the path, and in German what is wrong there; never the value. */
export type Fault = { readonly reason: Refusal; readonly path: string; readonly text: string };

/** An object or a list that is open while the text is looked through. */
type Level = {
  /** Names of an object so far; a list has none. */
  readonly names: Set<string> | undefined;
  /** Entries before the one that is looked at. */
  entries: number;
  /** Name of the entry that is looked at. */
  name: string;
  /** Whether the next text is a name. */
  isAtName: boolean;
};

type Look = {
  readonly bounds: Bounds;
  readonly levels: Level[];
  readonly said: Map<string, string | undefined>;
  names: number;
  fault: Fault | undefined;
};

/**
 * Looks once through the tokens of a text, without calling itself and before anything parses it: its first fault,
 * and what it says of itself at the top without contradicting itself. Whether the text is JSON at all, the parser
 * says afterwards.
 */
export function lookThrough(
  text: string,
  bounds: Bounds,
): { readonly fault: Fault | undefined; readonly said: SaidOnce } {
  const scanner = createScanner(text, true);
  const look: Look = { bounds, levels: [], said: new Map(), names: 0, fault: undefined };
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const written = text.slice(scanner.getTokenOffset(), scanner.getPosition());
    const [first = ''] = written;
    if (first === '"') onText(look, scanner.getTokenValue());
    else if (/[-\d]/u.test(first)) onNumber(look, written);
    else onMark(look, first);
  }
  const said = [...look.said].flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { fault: look.fault, said: Object.fromEntries(said) };
}

/** Opens and closes levels, and tells a list's entries apart by their commas. */
function onMark(look: Look, mark: string): void {
  const { levels } = look;
  const level = levels.at(-1);
  if (mark === '{' || mark === '[') open(look, mark);
  if (mark === '}' || mark === ']') levels.pop();
  if (mark !== ',' || level === undefined) return;
  level.entries += 1;
  level.isAtName = level.names !== undefined;
  if (level.entries === look.bounds.entries && level.names === undefined)
    fault(look, 'event-too-complex', `hat mehr als ${figures(look.bounds.entries)} Einträge`);
}

function open(look: Look, mark: '{' | '['): void {
  const { levels, bounds } = look;
  const isTooDeep = levels.length >= bounds.levels;
  if (isTooDeep) fault(look, 'event-too-complex', `ist tiefer geschachtelt als ${bounds.levels} Ebenen`);
  // Below that nothing is looked at any more.
  const names = mark === '{' && !isTooDeep ? new Set<string>() : undefined;
  levels.push({ names, entries: 0, name: '', isAtName: names !== undefined });
}

function onText(look: Look, text: string): void {
  const level = look.levels.at(-1);
  if (level?.names !== undefined && level.isAtName) {
    onName(look, { names: level.names, level }, text.normalize('NFC'));
  } else say(look, text);
  const damage = damageOf(text);
  if (damage !== undefined && !isCleaned(look)) fault(look, ...damage);
}

function onName(look: Look, { names, level }: { names: Set<string>; level: Level }, name: string): void {
  level.name = name;
  level.isAtName = false;
  look.names += 1;
  if (names.has(name)) {
    fault(look, 'duplicate-json-key', 'steht zweimal da');
    if (look.levels.length === 1) look.said.set(name, undefined);
  }
  names.add(name);
  if (isForbidden(name)) fault(look, 'key-forbidden', 'dieser Name ist nicht erlaubt');
  if (look.names > look.bounds.names)
    fault(look, 'event-too-complex', `hat mehr als ${figures(look.bounds.names)} Felder`);
}

/** What every object of JavaScript answers to already, and what reaches its prototype. */
function isForbidden(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

function onNumber(look: Look, written: string): void {
  if (/^\d+$/u.test(written)) say(look, written);
  if (!isKept(written)) fault(look, 'number-invalid', 'diese Zahl lässt sich nicht unverändert speichern');
}

function say({ levels, said }: Look, value: string): void {
  const [top] = levels;
  if (levels.length === 1 && top?.names !== undefined && !said.has(top.name)) said.set(top.name, value);
}

function isCleaned({ levels, bounds }: Look): boolean {
  return levels.length === 1 && bounds.cleaned.includes(levels[0]?.name ?? '');
}

/** U+FFFD stands where bytes of another encoding were; half a pair, NUL and noncharacters are no text. */
function damageOf(text: string): [Refusal, string] | undefined {
  if (text.includes('\uFFFD')) return ['encoding-invalid', 'enthält das Ersatzzeichen „�“'];
  // oxlint-disable-next-line no-control-regex -- NUL is what is looked for
  return /[\0\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(text)
    ? ['text-invalid', 'enthält ein halbes oder unzulässiges Zeichen']
    : undefined;
}

/** Whether the double of a number, written again, is the same number (E7); `-0` is not. */
function isKept(written: string): boolean {
  const number = Number(written);
  if (String(number) === written) return true;
  if (written.length > LONGEST_NUMBER || !Number.isFinite(number) || Object.is(number, -0)) return false;
  return digitsOf(written) === digitsOf(String(number));
}

/** Sign, digits and exponent of a number, whichever way it is written: `1.50`, `15e-1` and `1.5` are one. */
function digitsOf(written: string): string {
  const {
    whole = '',
    fraction = '',
    exponent = '0',
  } = /^-?(?<whole>\d+)(?:[.](?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/u.exec(written)?.groups ?? {};
  const digits = `${whole}${fraction}`.replace(/^0+/u, '');
  const kept = digits.replace(/0+$/u, '');
  if (kept === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - kept.length;
  return `${written.startsWith('-') ? '-' : ''}${kept}e${power}`;
}

/** The first fault counts, but what is too deep for others to look at outweighs it. */
function fault(look: Look, reason: Refusal, text: string): void {
  if (look.fault !== undefined && reason !== 'event-too-complex') return;
  if (look.fault?.reason === 'event-too-complex') return;
  look.fault = { reason, path: pathOf(look), text };
}

/** Names that their sender made up stay out of it where they are no plain words. */
function pathOf({ levels }: Look): string {
  const path = levels.map(({ names, name, entries }) => (names === undefined ? String(entries) : name));
  return path.map((part) => (/^[\w-]{1,64}$/u.test(part) ? part : '…')).join('.');
}
