const START = 0xd8;
const SCAN = 0xda;
const FILLER = 0xff;
/** Frame of the colours: JFIF (APP0), colour profile (APP2), Adobe (APP14). Source: ITU-T T.81, B.1.1.3. */
const NEEDED = new Set([0xe0, 0xe2, 0xee]);
const [APP0, APP15, COMMENT] = [0xe0, 0xef, 0xfe];

/**
 * A JPEG without what a camera or an office program notes in it (EXIF with place and owner, XMP, IPTC, comments);
 * its picture stays bit for bit. What does not read as a JPEG stays as it is.
 */
export function withoutNotes(jpeg: Uint8Array): Uint8Array {
  if (jpeg[0] !== FILLER || jpeg[1] !== START) return jpeg;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === FILLER && jpeg[at + 1] !== SCAN) {
    const marker = jpeg[at + 1] ?? 0;
    const length = 2 + 256 * (jpeg[at + 2] ?? 0) + (jpeg[at + 3] ?? 0);
    if (length < 4 || at + length > jpeg.length) return jpeg;
    if (!isNote(marker)) kept.push(jpeg.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

function isNote(marker: number): boolean {
  return marker === COMMENT || (marker >= APP0 && marker <= APP15 && !NEEDED.has(marker));
}
