import { formatEuro } from '../../../shared/domain/euro.ts';
import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { READING_HINTS } from '../../../shared/domain/reading/hints.ts';
import { READING_PROBLEMS, type Read } from '../../../shared/domain/reading/problems.ts';
import type { Reading } from '../../../shared/domain/reading/read-zielvereinbarung.ts';
import type { SignatureAsRead } from '../../../shared/domain/reading/signatures.ts';
import type { Spot } from '../../../shared/domain/reading/source-text.ts';
import { PARTY_NAMES } from '../../../shared/words/parties.ts';
import { placesText } from '../../../shared/words/numbers.ts';

type Row = readonly [field: string, value: string, where: string];

const EXCERPT_LENGTH = 100;

/** What was read, in lines for people: field, value and where it stands. */
export function readingTable(reading: Reading): readonly string[] {
  return tableLines([
    ['Feld', 'Wert', 'gelesen in'],
    ...termRows(reading),
    ...reading.signatures.map(signatureRow),
  ]);
}

/** The hints, each with its code, its place and its sentence. */
export function hintLines({ hints }: Reading): readonly string[] {
  return hints.map(({ code, at }) => `- ${whereOf(at)}, ${code}: ${READING_HINTS[code]}${quoted(at)}`);
}

/** What could not be read, each with its code, its place and its sentence. */
export function problemLines({ problems }: Reading): readonly string[] {
  return problems.map(
    ({ code, field, at }) =>
      `- ${whereOf(at)}, ${FIELDS[field]}, ${code}: ${READING_PROBLEMS[code]}${quoted(at)}`,
  );
}

const FIELDS = {
  haushaltsjahr: 'Haushaltsjahr',
  programme: 'Programm',
  ags: 'Gebietskörperschaft',
  haushaltsmittel: 'Haushaltsmittel',
  massnahmen: 'Maßnahmen',
  budgetItems: 'Davon entfallen auf',
  eckdaten: 'Eckdaten',
  aktenzeichen: 'Aktenzeichen',
  signature: 'Unterschrift',
} as const;

function termRows(reading: Reading): readonly Row[] {
  const { haushaltsjahr, programme, ags, haushaltsmittel, budgetItems, eckdaten, aktenzeichen } = reading;
  const year = haushaltsjahr.ok ? haushaltsjahr.value : 0;
  const nameOf = (key: string) => gebietskoerperschaftIn(year, key)?.officialName ?? '';
  return [
    row(FIELDS.haushaltsjahr, haushaltsjahr, String),
    row(FIELDS.programme, programme, (value) => value),
    row(FIELDS.ags, ags, (value) => `${value} ${nameOf(value)}`),
    row(FIELDS.haushaltsmittel, haushaltsmittel, ({ amountCent }) => formatEuro(amountCent)),
    ...budgetItems.map((read) =>
      row(FIELDS.budgetItems, read, ({ label, amount, earmark }) =>
        [label, formatEuro(amount.amountCent), earmark].filter((part) => part !== undefined).join(' · '),
      ),
    ),
    ...eckdaten.map((read) =>
      row(FIELDS.eckdaten, read, ({ label, value, unit }) => `${label} · ${value} ${unit}`),
    ),
    ...aktenzeichen.map((read) =>
      row(FIELDS.aktenzeichen, read, ({ land, kommune }) => land ?? kommune ?? ''),
    ),
    ...massnahmenRows(reading),
  ];
}

function massnahmenRows({ massnahmen, arten }: Reading): readonly Row[] {
  if (!massnahmen.ok) return [row(FIELDS.massnahmen, massnahmen, String)];
  return arten.flatMap(({ art, label, at, massnahmen: projects }): Row[] => [
    [`Maßnahmenart ${art}`, `${label} (${projects.length})`, whereOf(at)],
    ...projects.map((read) =>
      row('  Projekt', read, (project) =>
        [
          project.label,
          project.traeger,
          project.places === undefined ? undefined : placesText(project.places),
          project.amount === undefined ? undefined : formatEuro(project.amount.amountCent),
        ]
          .filter((part) => part !== undefined)
          .join(' · '),
      ),
    ),
  ]);
}

function signatureRow(read: Read<SignatureAsRead>): Row {
  const field = read.ok ? `${FIELDS.signature} ${PARTY_NAMES[read.value.party]}` : FIELDS.signature;
  return row(field, read, ({ name, office, capacity, place, signedOn }) => {
    const who = capacity === undefined ? name : `${capacity} ${name}`;
    return `${who}, ${office}, ${place}, ${signedOn.asWritten} (${signedOn.date}) – gelesen, kein Nachweis`;
  });
}

function row<Value>(field: string, read: Read<Value>, show: (value: Value) => string): Row {
  return [field, read.ok ? show(read.value) : `nicht lesbar (${read.code})`, whereOf(read.at)];
}

function whereOf({ offset, line }: Spot): string {
  return `Zeile ${line}, Zeichen ${offset + 1}`;
}

/** The place as it stands, on one line and without anything that a terminal could obey. */
function quoted({ excerpt }: Spot): string {
  const words = excerpt.replaceAll(/\s+/gu, ' ').replaceAll(/\p{C}/gu, '');
  const short = words.length > EXCERPT_LENGTH ? `${words.slice(0, EXCERPT_LENGTH)}…` : words;
  return words === '' ? '' : ` „${short}“`;
}

function tableLines(rows: readonly Row[]): readonly string[] {
  const width = (at: 0 | 2) => Math.max(...rows.map((cells) => cells[at].length));
  return rows.map(
    ([field, value, where]) => `${field.padEnd(width(0))}  ${where.padEnd(width(2))}  ${value}`,
  );
}
