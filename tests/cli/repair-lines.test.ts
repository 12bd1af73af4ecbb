import { expect, test } from 'vitest';
import { countLines, findingLine } from '../../cli/commands/repair/lines.ts';
import type { Settled } from '../../shared/application/reconcile/finding.ts';

const found = (over: Partial<Settled>): Settled => ({
  code: 'page-file-missing',
  became: 'repaired',
  isRepairable: true,
  ...over,
});

test.each<[string, Partial<Settled>]>([
  ['Behoben.', {}],
  ['Entfernt.', { code: 'orphan-publication' }],
  ['Angestoßen.', { code: 'upload-not-inspected' }],
  ['Angestoßen.', { code: 'page-outstanding' }],
  ['Angestoßen.', { code: 'publication-overdue' }],
  ['Angestoßen.', { code: 'signing-pdf-missing' }],
  ['Inzwischen hat es jemand geändert; der nächste Lauf sieht wieder nach.', { became: 'moved' }],
  ['Das ließ sich nicht beheben: docs/operations.md.', { became: 'open' }],
  ['Das klärt ein Mensch: docs/operations.md.', { became: 'open', isRepairable: false }],
])('a run that puts right says: %s', (sentence, over) => {
  expect(findingLine(found(over), 'reconcile')).toContain(` ${sentence} [`);
});

test.each<[string, Partial<Settled>]>([
  ['Das behebt: npm run reconcile.', {}],
  ['Gescheitert (Error).', { error: new Error('throttled') }],
])('a run that only looks promises no other: %s', (sentence, over) => {
  expect(findingLine(found({ became: 'open', ...over }), 'verify')).toContain(` ${sentence} [`);
});

test('counts speak of one and of many', () => {
  const one = { looked: { logs: 1, events: 1, identical: 1, objects: 1 }, settled: [found({})] };
  expect(countLines(one, 'reconcile')).toEqual([
    '1 Verlauf mit 1 Ereignis geprüft, dazu 1 archiviertes Dokument.',
    '1 öffentliche Datei war byteweise gleich, 1 wurde neu geschrieben.',
    '1 Befund: 1 behoben, 0 offen.',
  ]);
  const many = { looked: { logs: 2, events: 9, identical: 0, objects: 3 }, settled: [] };
  expect(countLines(many, 'verify')).toEqual([
    '2 Verläufe mit 9 Ereignissen geprüft, dazu 3 archivierte Dokumente.',
    '0 öffentliche Dateien sind, wie sie sein müssen.',
    '0 Befunde: 0 behoben, 0 offen.',
  ]);
});
