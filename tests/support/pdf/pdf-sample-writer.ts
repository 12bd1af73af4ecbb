import { deflateSync } from 'node:zlib';

/** A stream to write: further entries of its dictionary, and its bytes as they shall lie in the file. */
export type RawStream = { readonly dict: string; readonly data: Uint8Array };
/** Objects by number: PDF syntax, or a stream. */
export type RawObjects = Readonly<Record<number, string | RawStream>>;

/** Bytes of a text, one byte a letter. */
export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A stream compressed as scanners do. */
export function flate(data: string | Uint8Array, dict = ''): RawStream {
  const raw = typeof data === 'string' ? bytes(data) : data;
  return { dict: `/Filter /FlateDecode ${dict}`, data: deflateSync(raw) };
}

/** Writes a PDF with a table that names every object where it lies; `root` is object 1. */
export function writePdf(objects: RawObjects, trailer = ''): Buffer {
  const parts: Buffer[] = [bytes('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')];
  return appendRevision(parts, objects, { trailer, previous: undefined });
}

/** Appends a revision: the objects again or new, a table of them, a trailer that names the table before. */
export function revise(before: Buffer, objects: RawObjects, trailer = ''): Buffer {
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(before.toString('latin1'))?.[1]);
  return appendRevision([before], objects, { trailer, previous });
}

type Ending = { readonly trailer: string; readonly previous: number | undefined };

function appendRevision(parts: Buffer[], objects: RawObjects, { trailer, previous }: Ending): Buffer {
  const offsets = new Map<number, number>();
  let length = Buffer.concat(parts).length;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  const numbers = Object.keys(objects).map(Number);
  for (const number of numbers) {
    offsets.set(number, length);
    add(writeObject(number, objects[number] ?? 'null'));
  }
  const table = numbers.map(
    (number) => `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`,
  );
  const size = Math.max(...numbers) + 1;
  const link = previous === undefined ? '' : `/Prev ${previous}`;
  const free = previous === undefined ? '0 1\n0000000000 65535 f \n' : '';
  const start = length;
  add(bytes(`xref\n${free}${table.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${link} ${trailer} >>\n`));
  add(bytes(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** One object as it lies in a file. */
export function writeObject(number: number, object: string | RawStream): Buffer {
  if (typeof object === 'string') return bytes(`${number} 0 obj\n${object}\nendobj\n`);
  const head = bytes(`${number} 0 obj\n<< /Length ${object.data.length} ${object.dict} >>\nstream\n`);
  return Buffer.concat([head, object.data, bytes('\nendstream\nendobj\n')]);
}

/** Writes a PDF whose objects beyond the streams lie packed in an object stream, found by a cross-reference stream. */
export function writePacked(
  packed: Readonly<Record<number, string>>,
  loose: RawObjects,
  filter: (text: string, dict: string) => RawStream = flate,
): Buffer {
  const numbers = Object.keys(packed).map(Number);
  const texts = numbers.map((number) => `${packed[number]} `);
  const offsets: number[] = [];
  let place = 0;
  for (const text of texts) {
    offsets.push(place);
    place += text.length;
  }
  const head = numbers.map((number, at) => `${number} ${offsets[at]}`).join(' ');
  const pack = 90;
  const content = filter(
    `${head} ${texts.join('')}`,
    `/Type /ObjStm /N ${numbers.length} /First ${head.length + 1}`,
  );
  const parts: Buffer[] = [bytes('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')];
  const rows: [number, number, number, number][] = numbers.map((number, at) => [number, 2, pack, at]);
  for (const [number, object] of [...Object.entries(loose), [pack, content] as const]) {
    rows.push([Number(number), 1, Buffer.concat(parts).length, 0]);
    parts.push(writeObject(Number(number), object));
  }
  const start = Buffer.concat(parts).length;
  rows.push([91, 1, start, 0]);
  const index = rows.map(([number]) => `${number} 1`).join(' ');
  const table = Buffer.concat(rows.map(([, kind, value, at]) => bigEndian(kind, value, at)));
  parts.push(writeObject(91, flate(table, `/Type /XRef /Root 1 0 R /Size 92 /W [1 4 2] /Index [${index}]`)));
  parts.push(bytes(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function bigEndian(kind: number, value: number, at: number): Buffer {
  const row = Buffer.alloc(7);
  row.writeUInt8(kind, 0);
  row.writeUInt32BE(value, 1);
  row.writeUInt16BE(at, 5);
  return row;
}
