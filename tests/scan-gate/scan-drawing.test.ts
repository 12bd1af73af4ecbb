import { describe, expect, test } from 'vitest';
import { judgeDrawing, judgeImages } from '../../shared/scan-gate/rules/drawing-rules.ts';
import type { PdfValue } from '../../shared/scan-gate/rules/pdf-model.ts';
import { emptyNotes } from '../../shared/scan-gate/rules/verdict.ts';
import { pdfEntries, pdfFile, pdfStream, pdfValue } from '../support/pdf/pdf-values.ts';

const COMPLEX = ['pdf-too-complex'];
const BROKEN = ['pdf-broken'];
const LIMIT = ['pdf-decompression-limit'];

type Objects = Readonly<Record<number, string | PdfValue>>;

/** Why a page that draws this is refused. */
function drawn(objects: Objects, { contents = '[]', resources = 'null' } = {}) {
  const notes = emptyNotes();
  const { index } = pdfFile(objects);
  const entries = pdfEntries(`<< /Contents ${contents} >>`);
  const leaf = { entries, mediaBox: pdfValue('null'), resources: pdfValue(resources) };
  judgeDrawing([leaf], index, notes);
  return [...notes.refusals];
}

describe('the contents of a page', () => {
  const contents = (value: string, objects: Objects = {}) =>
    drawn({ 4: pdfStream('<< >>'), ...objects }, { contents: value });

  test('are sixty-four streams at most', () => {
    expect(contents(`[${'4 0 R '.repeat(64)}]`)).toEqual([]);
    expect(contents(`[${'4 0 R '.repeat(65)}]`)).toEqual(COMPLEX);
  });

  test('are streams, one or a list, or nothing', () => {
    for (const allowed of ['4 0 R', '[4 0 R]', '5 0 R', '[]', 'null', '9 0 R'])
      expect(contents(allowed, { 5: '[4 0 R]' })).toEqual([]);
    for (const other of ['(x)', '<< >>', '[4 0 R (x)]', '[9 0 R]']) expect(contents(other)).toEqual(BROKEN);
  });
});

describe('forms', () => {
  const form = (...drawing: number[]) => {
    const names = drawing.map((number, at) => `/F${at} ${number} 0 R`);
    return pdfStream(`<< /Resources << /XObject << ${names.join(' ')} >> >> >>`);
  };
  const resources = (...drawing: number[]) => {
    const names = drawing.map((number, at) => `/F${at} ${number} 0 R`);
    return { resources: `<< /XObject << ${names.join(' ')} >> >>` };
  };
  /** Forms 10, 11 and so on, each of which draws the next one. */
  const chain = (length: number): Objects =>
    Object.fromEntries(
      Array.from({ length }, (_, at) => [10 + at, at + 1 === length ? form() : form(11 + at)]),
    );

  test('lie in each other eight deep at most', () => {
    expect(drawn(chain(8), resources(10))).toEqual([]);
    expect(drawn(chain(9), resources(10))).toEqual(COMPLEX);
  });

  test('never draw themselves', () => {
    expect(drawn({ 10: form(10) }, resources(10))).toEqual(COMPLEX);
    expect(drawn({ 10: form(11), 11: form(10) }, resources(10))).toEqual(COMPLEX);
    expect(drawn({ 10: form(12), 11: form(12), 12: form() }, resources(10, 11))).toEqual([]);
  });

  test('are reached in ten thousand ways at most', () => {
    const ten = (number: number) => form(...Array<number>(10).fill(number));
    // 1 + 10 × (1 + 10 × (1 + 10)) = 1,111 ways through form 10
    const objects = { 10: ten(11), 11: ten(12), 12: ten(13), 13: form() };
    const nine = Array<number>(9).fill(10);
    expect(drawn(objects, resources(...nine))).toEqual([]);
    expect(drawn(objects, resources(...nine, 13))).toEqual(COMPLEX);
  });

  test('are streams with resources; what else is drawn leads nowhere', () => {
    const others = { 10: pdfStream('<< >>'), 11: '<< /Resources << /XObject << /F 11 0 R >> >> >>' };
    expect(drawn(others, resources(10, 11, 99))).toEqual([]);
  });

  test('are found behind references', () => {
    const behind = {
      20: '<< /XObject 21 0 R >>',
      21: '<< /F 22 0 R >>',
      22: pdfStream('<< /Resources 20 0 R >>'),
    };
    expect(drawn(behind, { resources: '20 0 R' })).toEqual(COMPLEX);
  });
});

describe('an image', () => {
  /** Why a file with this stream is refused. */
  const judged = (dict: string, raw: readonly number[] = []) => {
    const notes = emptyNotes();
    const { file, index } = pdfFile({ 5: pdfStream(dict, raw), 8: '10000', 9: '/Image' });
    judgeImages(file, index, notes);
    return [...notes.refusals];
  };
  const image = (size: string, raw: readonly number[] = []) => judged(`<< /Subtype /Image ${size} >>`, raw);

  test('has a hundred million dots at most', () => {
    expect(image('/Width 10000 /Height 10000')).toEqual([]);
    expect(image('/Width 8 0 R /Height 10000')).toEqual([]);
    expect(image('/Width 10001 /Height 10000')).toEqual(LIMIT);
    expect(image('/Width 8 0 R /Height 10001')).toEqual(LIMIT);
    expect(image('/W 10001 /H 10000')).toEqual(LIMIT);
    expect(judged('<< /Subtype 9 0 R /Width 10001 /Height 10000 >>')).toEqual(LIMIT);
  });

  test('has one dot at least, each way', () => {
    expect(image('/Width 1 /Height 1')).toEqual([]);
    expect(image('/W 1 /H 1')).toEqual([]);
    for (const none of [
      '',
      '/Width 0 /Height 1',
      '/Width 1 /Height 0',
      '/Width 1',
      '/Height 1',
      '/W (x) /H 1',
    ])
      expect(image(none)).toEqual(BROKEN);
    expect(image('/Width -20000 /Height -20000')).toEqual([...BROKEN, ...LIMIT]);
  });

  test('is no other stream, whatever it says', () => {
    expect(judged('<< /Width 20000 /Height 20000 >>')).toEqual([]);
    expect(judged('<< /Subtype /Form /Width 0 >>')).toEqual([]);
    const notes = emptyNotes();
    const { file, index } = pdfFile({ 5: '<< /Subtype /Image /Width 0 >>' });
    judgeImages(file, index, notes);
    expect(notes.refusals.size).toBe(0);
  });

  test('of another file is none of ours', () => {
    expect(judged('<< /Subtype /Form /Ref << >> >>')).toEqual(['pdf-embedded-file']);
    expect(judged('<< /Subtype /Form >>')).toEqual([]);
    expect(judged('<< /Ref << >> >>')).toEqual([]);
  });

  describe('as JPEG', () => {
    const frame = (marker: number, [height, width]: [number, number]) => {
      const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
      return [0xff, marker, 0, 11, 8, ...size, 1, 1, 0x11, 0];
    };
    const segment = (marker: number, length: number) => {
      const filling = Array<number>(length - 2).fill(0);
      return [0xff, marker, length >> 8, length & 0xff, ...filling];
    };
    const START = [0xff, 0xd8];
    const HUGE = frame(0xc0, [10_001, 10_000]);
    const jpeg = (...parts: readonly (readonly number[])[]) =>
      image('/Width 8 /Height 8', [...START, ...parts.flat(), 0xff, 0xd9]);

    test.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])(
      'says its size in a frame of kind %i, and is believed',
      (marker) => {
        expect(jpeg(frame(marker, [10_001, 10_000]))).toEqual(LIMIT);
        expect(jpeg(frame(marker, [10_000, 10_000]))).toEqual([]);
      },
    );

    test.each([0xc4, 0xc8, 0xcc, 0xe0, 0xdb])('says nothing of its size in a part of kind %i', (marker) =>
      expect(jpeg(frame(marker, [20_000, 20_000]))).toEqual([]),
    );

    test('says it behind other parts, of any length, and in the largest of several frames', () => {
      expect(jpeg(segment(0xe0, 16), segment(0xdb, 300), HUGE)).toEqual(LIMIT);
      expect(jpeg(segment(0xe0, 2), HUGE)).toEqual(LIMIT);
      expect(jpeg([0xff, 0xe0, 0, 0], HUGE)).toEqual(LIMIT);
      expect(jpeg([0xff], HUGE)).toEqual(LIMIT);
      expect(jpeg(HUGE, frame(0xc0, [8, 8]))).toEqual(LIMIT);
      expect(jpeg(frame(0xc0, [8, 8]), HUGE)).toEqual(LIMIT);
    });

    test('says nothing where it is none, or is cut off before its size', () => {
      expect(image('/Width 8 /Height 8', [0xff, 0xd9, ...HUGE, 0xff, 0xd9])).toEqual([]);
      expect(image('/Width 8 /Height 8', [0xfe, 0xd8, ...HUGE, 0xff, 0xd9])).toEqual([]);
      expect(jpeg([0x00], HUGE)).toEqual([]);
      for (let length = 0; length < 11; length += 1)
        expect(image('/Width 8 /Height 8', [...START, ...HUGE].slice(0, length))).toEqual([]);
    });
  });
});
