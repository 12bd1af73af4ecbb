/** Long side of an A4 page at 200 dpi, in dots: enough for handwriting and QR codes, some 500 KB a page. */
const LONG_SIDE_DOTS = 2340;
const JPEG_QUALITY = 0.82;
/** A4 in points. */
const PAGE = { shortSide: 595.28, longSide: 841.89 } as const;

/** A photograph that this browser cannot open; `index` counts from 0. */
export class PhotoUnreadable extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super('The browser cannot open this picture.', { cause });
    this.name = 'PhotoUnreadable';
    this.index = index;
  }
}

const library = () => import('@cantoo/pdf-lib');

/** Loads what binding needs while the person still takes pictures: the connection may be gone afterwards. */
export function prepareBinding(): void {
  library().catch(() => undefined);
}

/**
 * Binds photographed pages into one PDF, in the order given, each on a page of A4, upright as it was taken. The
 * library is loaded only where it is needed. @throws PhotoUnreadable
 */
export async function bindPhotos(photos: readonly Blob[], fileName: string): Promise<File> {
  const { PDFDocument } = await library();
  const pdf = await PDFDocument.create();
  for (const [index, photo] of photos.entries()) {
    const { jpeg, isWide } = await smaller(photo).catch((cause: unknown) => {
      throw new PhotoUnreadable(index, cause);
    });
    const picture = await pdf.embedJpg(jpeg);
    const [width, height] = isWide ? [PAGE.longSide, PAGE.shortSide] : [PAGE.shortSide, PAGE.longSide];
    const fit = picture.scaleToFit(width, height);
    pdf.addPage([width, height]).drawImage(picture, {
      x: (width - fit.width) / 2,
      y: (height - fit.height) / 2,
      width: fit.width,
      height: fit.height,
    });
  }
  const bytes = await pdf.save({ useObjectStreams: false });
  return new File([new Uint8Array(bytes)], fileName, { type: 'application/pdf' });
}

async function smaller(photo: Blob): Promise<{ readonly jpeg: ArrayBuffer; readonly isWide: boolean }> {
  const picture = await createImageBitmap(photo);
  const { width, height } = picture;
  const scale = Math.min(1, LONG_SIDE_DOTS / Math.max(width, height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  if (blob === null) throw new Error('The browser made no picture.');
  return { jpeg: await blob.arrayBuffer(), isWide: width > height };
}
