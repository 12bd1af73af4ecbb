import { describe, expect, test } from 'vitest';
import { SCAN_SHA, SUBJECT, drafted } from '../../../support/facts/given.ts';
import { staffApi } from '../../../support/stages/staff-api.ts';

async function announced(fileName: unknown) {
  const { ask, send, uploads } = staffApi();
  await send(drafted());
  const body = { zielvereinbarung: SUBJECT, parties: ['land'], sha256: SCAN_SHA, size: 1, fileName };
  const once = () => ask('POST', '/v1/uploads', { body, headers: { 'idempotency-key': 'scan-1' } });
  return { once, uploads, answer: await once() };
}

describe('an upload', () => {
  test.each([
    ['zero-width marks', 'Unter\u200Bschrift.pdf', 'Unterschrift.pdf'],
    ['a path as Windows copies it', '\u202A"C:\\Scans\\Land.pdf"', 'Land.pdf'],
    ['a mark that turns it round', 'Land\u202Efdp.exe', 'Landfdp.exe'],
    ['NUL and a broken line', 'Land\u0000\r\n.pdf', 'Land .pdf'],
    ['decomposed letters', 'Unterschrift Ko\u0308ln.pdf', 'Unterschrift Köln.pdf'],
    ['300 characters', 'x'.repeat(300), 'x'.repeat(200)],
    ['a last character of two units', `${'x'.repeat(199)}📄.pdf`, 'x'.repeat(199)],
    ['half a character', `${'x'.repeat(199)}\uD83D`, 'x'.repeat(199)],
    ['what stands for lost bytes', 'M\uFFFDller.pdf', 'Mller.pdf'],
    ['nothing to be seen', '\u200B', 'scan.pdf'],
    ['nothing at all', '', 'scan.pdf'],
  ])('whose name has %s goes on under its clean name', async (_, fileName, clean) => {
    const { answer, once, uploads } = await announced(fileName);
    expect(answer.status).toBe(201);
    expect([...uploads.values()].map((upload) => upload.fileName)).toEqual([clean]);
    expect(await once()).toMatchObject({ status: 201, body: { uploadId: answer.body.uploadId } });
  });

  test('without a name is told that it is missing', async () => {
    const { answer } = await announced(undefined);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });
});
