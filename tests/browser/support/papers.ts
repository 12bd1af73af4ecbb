import { readFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { encode } from 'fast-png';
import { bordersOf, until } from '../../../cli/stage/borders.ts';
import type { LocalStage } from '../../../cli/stage/endpoints.ts';
import { documentOf } from '../../../cli/story/papers.ts';
import { seededChance } from '../../../cli/story/chance.ts';
import { scanOfPaper } from '../../../cli/story/paper.ts';
import { envelope, type CloudEvent } from '../../../events/fact.ts';
import type { Party } from '../../../events/primitives.ts';

/** The Zielvereinbarung of these tests. */
export const SUBJECT = 'AQB-2025-06533';

/** An event of the contract's examples. */
export async function example(name: string): Promise<CloudEvent> {
  const file = new URL(`../../../events/examples/${name}.json`, import.meta.url);
  return envelope.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Drafts and releases by events from outside, and gives the PDF that is printed and signed. */
export async function releasedPaper(stage: LocalStage): Promise<Uint8Array> {
  const borders = bordersOf(stage);
  const land = await borders.signIn('land');
  for (const name of ['zielvereinbarung-drafted', 'zielvereinbarung-released-for-signature'])
    await borders.emit(await example(name));
  const sha256 = await until('the PDF for signing', async () => {
    const { body } = await land.get(`/v1/zielvereinbarungen/${SUBJECT}`);
    const { documents = [] } = body as { documents?: { sha256: string }[] };
    return documents[0]?.sha256;
  });
  return documentOf(land, SUBJECT, sha256);
}

/** A scan of several MB: the signed paper, and an annex in colour as offices scan it. */
export async function largeScan(signingPdf: Uint8Array, signedBy: readonly Party[]): Promise<Buffer> {
  const seed = signedBy.length;
  const scan = await PDFDocument.load(await scanOfPaper({ signingPdf, signedBy, seed }));
  const side = 1100;
  const dots = new Uint8Array(side * side * 3);
  const chance = seededChance(seed);
  for (let at = 0; at < dots.length; at += 1) dots[at] = Math.floor(chance() * 256);
  const annex = await scan.embedPng(encode({ width: side, height: side, data: dots, channels: 3 }));
  scan.addPage([595, 842]).drawImage(annex, { x: 20, y: 100, width: 555, height: 555 });
  return Buffer.from(await scan.save());
}

/** A sheet of colour without any code that would say where it belongs. */
export async function sheetWithoutCode(): Promise<Buffer> {
  const scan = await PDFDocument.create();
  const picture = await scan.embedPng(photograph(4).buffer);
  scan.addPage([595, 842]).drawImage(picture, { x: 20, y: 100, width: 555, height: 700 });
  return Buffer.from(await scan.save());
}

/** A page as a phone photographs it; each number gives another picture. */
export function photograph(number: number) {
  const [width, height] = [30 * number, 40 * number];
  const data = new Uint8Array(width * height * 3).fill(60 * number);
  const buffer = Buffer.from(encode({ width, height, data, channels: 3 }));
  return { name: `Foto-${number}.png`, mimeType: 'image/png', buffer };
}
