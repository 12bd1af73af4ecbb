import { describe, expect, test } from 'vitest';
import { judgePdf } from '../../shared/scan-gate/pdf-gate.ts';
import { BENIGN } from '../support/pdf/pdf-benign.ts';
import { HOSTILE } from '../support/pdf/pdf-hostile.ts';

describe('the upload gate', () => {
  test.each(HOSTILE)('refuses $name as $reason', async ({ file, reason }) => {
    expect(await judgePdf(await file())).toEqual({ ok: false, reason });
  });

  test.each(BENIGN)('lets $name pass and says what it saw', async ({ file, seen }) => {
    expect(await judgePdf(await file())).toEqual({ ok: true, pages: expect.any(Number), observations: seen });
  });
});
