import { describe, expect, test } from 'vitest';
import { isOld } from '../../web/browser/open-stores.ts';
import { ownPhotos } from '../../web/browser/stored-photos.ts';
import { onConnection } from '../../web/browser/on-connection.ts';
import { ownUploads } from '../../web/pages/upload/transfer/unfinished-uploads.ts';
import { lossSentences, unarrived } from '../../web/session/losses.ts';
import { personOf } from '../../web/session/roles.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY;

describe('what a browser stores', () => {
  test('is old after seven days and not before', () => {
    expect(isOld(NOW - 7 * DAY, NOW)).toBe(false);
    expect(isOld(NOW - 7 * DAY - 1, NOW)).toBe(true);
  });

  test('is shown to nobody but the person whose it is, and to nobody once it is old', () => {
    const photos = [
      { id: 'a', by: 'anna', takenAt: NOW },
      { id: 'b', by: 'bernd', takenAt: NOW },
      { id: 'c', by: 'anna', takenAt: NOW - 8 * DAY },
    ];
    expect(ownPhotos(photos, 'anna', NOW).map(({ id }) => id)).toEqual(['a']);
    expect(ownPhotos(photos, '', NOW)).toEqual([]);
    const uploads = photos.map(({ id, by, takenAt }) => ({ key: id, by, chosenAt: takenAt }));
    expect(ownUploads(uploads, 'bernd', NOW).map(({ key }) => key)).toEqual(['b']);
  });

  test('comes oldest first where it is a file', () => {
    const uploads = [
      { key: 'later', by: 'anna', chosenAt: NOW },
      { key: 'earlier', by: 'anna', chosenAt: NOW - DAY },
    ];
    expect(ownUploads(uploads, 'anna', NOW).map(({ key }) => key)).toEqual(['earlier', 'later']);
  });

  test('belongs to two people also where the provider tells no address of either', () => {
    const nameless = (sub: string) => personOf({ sub, email: '' }, ['land']);
    expect(nameless('1').sub).not.toBe(nameless('2').sub);
  });
});

describe('the connection to what a browser stores', () => {
  /** Connections are numbered; some of them are dead and say so only when something is to begin. */
  function world({ dead = [], refuses = false }: { dead?: readonly number[]; refuses?: boolean } = {}) {
    const closings: (() => void)[] = [];
    const begin = onConnection(
      async (forget) => {
        if (refuses) throw new Error('nothing is stored here');
        return closings.push(forget);
      },
      (connection) => {
        if (dead.includes(connection)) throw new Error('the connection is closing');
        return `work on ${connection}`;
      },
    );
    return { begin, closings };
  }

  test('is opened once for all that is done', async () => {
    const { begin, closings } = world();
    expect(await Promise.all([begin(), begin(), begin()])).toEqual(Array(3).fill('work on 1'));
    expect(closings).toHaveLength(1);
  });

  test('is opened anew after the browser has closed it', async () => {
    const { begin, closings } = world();
    await begin();
    closings[0]?.();
    expect(await begin()).toBe('work on 2');
  });

  test('is opened anew where only the work shows that it is closed', async () =>
    expect(await world({ dead: [1] }).begin()).toBe('work on 2'));

  test('fails where the second one is of no use either, and is tried again the next time', async () => {
    const { begin } = world({ dead: [1, 2] });
    await expect(begin()).rejects.toThrow('closing');
    expect(await begin()).toBe('work on 3');
  });

  test('fails where there is none', () =>
    expect(world({ refuses: true }).begin()).rejects.toThrow('nothing is stored'));
});

describe('before somebody signs out', () => {
  test('nothing is asked where nothing would be lost', () =>
    expect(lossSentences({ photos: 0, files: [] })).toEqual([]));

  test('it is said what would be lost', () => {
    expect(lossSentences({ photos: 1, files: ['Scan.pdf'] })).toEqual([
      'Eine fotografierte Seite ist noch nicht hochgeladen.',
      'Eine Datei ist noch nicht vollständig hochgeladen: Scan.pdf.',
    ]);
    expect(lossSentences({ photos: 3, files: ['A.pdf', 'B.pdf'] })).toEqual([
      '3 fotografierte Seiten sind noch nicht hochgeladen.',
      '2 Dateien sind noch nicht vollständig hochgeladen: A.pdf, B.pdf.',
    ]);
  });

  test('a file that has arrived whole is no loss', () =>
    expect(unarrived([{ name: 'da.pdf', hasArrived: true }, { name: 'fehlt.pdf' }])).toEqual(['fehlt.pdf']));
});
