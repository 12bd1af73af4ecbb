import { describe, expect, test } from 'vitest';
import { photosInOrder } from '../../../web/browser/stored-photos.ts';
import { waitingSentence } from '../../../web/pages/upload/photos/photo-pages.ts';

describe('photographed pages that this browser stored', () => {
  const photos = [
    { id: 'a', takenAt: 3 },
    { id: 'b', takenAt: 1 },
    { id: 'c', takenAt: 2 },
  ];
  const ids = (order: readonly string[]) => photosInOrder(photos, order).map(({ id }) => id);

  test('come back in the order that they were put in', () =>
    expect(ids(['c', 'a', 'b'])).toEqual(['c', 'a', 'b']));

  test('that no order names come last, as they were taken', () =>
    expect(ids(['a'])).toEqual(['a', 'b', 'c']));

  test('are counted for those who do not see them', () => {
    expect(waitingSentence(1)).toContain('Eine fotografierte Seite ist');
    expect(waitingSentence(3)).toContain('3 fotografierte Seiten sind');
  });
});
