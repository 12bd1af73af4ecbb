import { describe, expect, test } from 'vitest';
import { DELIVERIES } from '../../shared/application/ports/mail.ts';
import { CHOICES, arrivingTo } from '../../web/pages/notices/what-arrives.ts';
import { personOf } from '../../web/session/roles.ts';

const arriving = (...groups: string[]) =>
  arrivingTo(personOf({ sub: 'a@b.example', email: 'a@b.example' }, groups));
const desk = expect.stringContaining('Klärungsstelle');
const release = expect.stringContaining('zur Unterschrift freigegeben');

describe('the page of notices', () => {
  test('offers every choice that the API takes', () => {
    expect(CHOICES.map(({ value }) => value)).toEqual(DELIVERIES);
  });

  test('says to the Kommune that a Fassung was released, and nothing of the clearing desk', () => {
    expect(arriving('kommune', 'ags-06533')).toContainEqual(release);
    expect(arriving('kommune', 'ags-06533')).not.toContainEqual(desk);
  });

  test('says to the Land what came to the clearing desk, and to the Prüfung only that', () => {
    expect(arriving('land')).toContainEqual(desk);
    expect(arriving('land')).not.toContainEqual(release);
    expect(arriving('pruefung')).toEqual([desk]);
  });

  test('says to those who get no mail that there is none', () => {
    for (const groups of [['archiv'], ['revision'], ['revision', 'ags-06533'], ['kommune']])
      expect(arriving(...groups)).toEqual([]);
  });
});
