import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { RECORDED, type RecordedEvent } from '../../events/recorded/index.ts';
import { idIn } from '../../web/browser/use-fragment.ts';
import { example } from '../support/facts/examples.ts';
import { noticeAlone } from '../support/stages/mail-stage.ts';

describe('the fragment of an address', () => {
  test.each([
    ['#scans', 'scans'],
    ['#n%C3%A4chster', 'nächster'],
    ['', ''],
    ['#%', ''],
  ])('%s names the part %j', (fragment, id) => expect(idIn(fragment)).toBe(id));

  test('is, in every mail, a part of the page that it leads to', async () => {
    const folder = new URL('../../web/pages/zielvereinbarung/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tsx'));
    const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    const parts = sources.flatMap((source) =>
      [...source.matchAll(/<PageSection id="(?<id>[^"]+)"/gu)].map(({ groups }) => groups?.['id']),
    );
    const named = RECORDED.flatMap(({ stem, name }) => {
      const { subject, data } = example(stem);
      const recorded = { type: name, subject, data, version: 1, recordedAt: '2025-09-01T10:00:00.000Z' };
      const notice = noticeAlone(recorded as unknown as RecordedEvent);
      return notice === undefined ? [] : [idIn(new URL(notice.path, 'https://x.example/').hash)];
    });
    expect(new Set(named).size).toBeGreaterThan(3);
    expect(named.filter((id) => !parts.includes(id))).toEqual([]);
  });
});
