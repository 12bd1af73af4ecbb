import { PARTIES, type Party } from '../../events/primitives.ts';
import type { GreyRaster } from '../../shared/scan-gate/pdfium-pages.ts';
import { seededChance } from './chance.ts';

/** A line to write on, in dots. */
type Line = { readonly left: number; readonly right: number; readonly y: number };
/** A stroke of the pen: letters, height in dots, thickness in dots. */
type Hand = { readonly letters: number; readonly height: number; readonly pen: number };

const INK = 60;
/** Place and date, the signature, the name in print: the three lines of an empty entry. */
const HANDS: readonly Hand[] = [
  { letters: 14, height: 16, pen: 1 },
  { letters: 9, height: 44, pen: 2 },
  { letters: 18, height: 14, pen: 1 },
];

/** Writes on the three lines of a party: the Land left, the Kommune right. Without lines, where they usually are. */
export function signOn(sheet: GreyRaster, party: Party, seed: number): void {
  const chance = seededChance(seed * 31 + PARTIES.indexOf(party) + 1);
  const lines = linesOf(sheet, party);
  for (const [at, hand] of HANDS.entries()) {
    const line = lines[at];
    if (line !== undefined) scribble(sheet, { line, hand }, chance);
  }
}

function linesOf(sheet: GreyRaster, party: Party): readonly Line[] {
  const half = Math.floor(sheet.width / PARTIES.length);
  const from = half * PARTIES.indexOf(party);
  const found: Line[] = [];
  for (let y = Math.floor(sheet.height * 0.1); y < sheet.height; y += 1) {
    const run = longestRun(sheet, y, { from, to: from + half });
    const last = found.at(-1);
    if (run.right - run.left < sheet.width * 0.2) continue;
    if (last === undefined || y - last.y > 6) found.push({ ...run, y });
  }
  return found.length >= HANDS.length ? found.slice(-HANDS.length) : usualLines(sheet, from);
}

function usualLines({ width, height }: GreyRaster, from: number): readonly Line[] {
  return [0.68, 0.74, 0.8].map((part) => ({
    left: Math.round(from + width * 0.1),
    right: Math.round(from + width * 0.4),
    y: Math.round(height * part),
  }));
}

function longestRun({ width, data }: GreyRaster, y: number, { from, to }: { from: number; to: number }) {
  let best = { left: from, right: from };
  let left = from;
  for (let x = from; x <= to; x += 1) {
    if (x < to && (data[y * width + x] ?? 255) < 225) continue;
    if (x - left > best.right - best.left) best = { left, right: x };
    left = x + 1;
  }
  return best;
}

// Loops that lean to the right and get flatter towards the end, as a hurried hand writes.
function scribble(sheet: GreyRaster, { line, hand }: { line: Line; hand: Hand }, chance: () => number): void {
  const width = Math.min(line.right - line.left, hand.letters * 26) * 0.9;
  const steps = hand.letters * 40;
  const heights = Array.from({ length: hand.letters }, () => 0.35 + 0.65 * chance());
  for (let step = 0; step < steps; step += 1) {
    const part = step / steps;
    const turn = part * hand.letters * 2 * Math.PI;
    const height = hand.height * (heights[Math.floor(part * hand.letters)] ?? 0.5) * (1 - part * 0.4);
    const rise = (height * (1 - Math.cos(turn))) / 2;
    const x = line.left + 8 + part * width + Math.sin(turn) * height * 0.25 + rise * 0.2;
    dot(sheet, { x: Math.round(x), y: Math.round(line.y - 4 - rise) }, hand.pen);
  }
}

function dot({ width, height, data }: GreyRaster, at: { x: number; y: number }, pen: number): void {
  for (let y = at.y - pen; y <= at.y + pen; y += 1) {
    for (let x = at.x - pen; x <= at.x + pen; x += 1) {
      const inside = x >= 0 && y >= 0 && x < width && y < height;
      if (inside && Math.hypot(x - at.x, y - at.y) <= pen) data[y * width + x] = INK;
    }
  }
}
