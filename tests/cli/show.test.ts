import { expect, test } from 'vitest';
import { shownLines, shown } from '../../cli/commands/show/lines.ts';
import { viewAt } from '../../shared/application/viewing/time-travel.ts';
import { waitingLine } from '../../shared/application/clearing/clearing-view.ts';
import { viewOf } from '../../shared/application/viewing/view.ts';
import { SUBJECT, amended, concludedFacts, released, signature } from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';

async function played() {
  const { send, store } = recorder();
  for (const event of [...concludedFacts(), amended('abweichung', [895_210, 845_210]), released(2)])
    await send(event);
  await send(signature('land', { fassung: 3 }));
  return {
    log: await store.history(SUBJECT),
    waiting: (await store.waiting(SUBJECT)).map((parked) => waitingLine(parked, '2025-09-01T10:00:00.000Z')),
  };
}

test('the present is shown with its states, amounts, what waits and the whole course', async () => {
  const { log, waiting } = await played();
  const lines = shownLines(shown.parse(JSON.parse(JSON.stringify(viewOf(SUBJECT, log, { waiting })))));
  const text = lines.join('\n').replaceAll('\u00A0', ' ');
  expect(text).toContain(
    'AQB-2025-06533 · Landkreis Limburg-Weilburg · Haushaltsjahr 2025\nStand heute: 9 Tatsachen.',
  );
  expect(text).toMatch(/^Vereinbarung {10}abgeschlossen$/mu);
  expect(text).toMatch(/^Vereinbart {12}895\.210 €$/mu);
  expect(text).toMatch(/^Mit Abweichungen {6}845\.210 €$/mu);
  expect(text).toMatch(/^Abgeschlossen am {6}14\.08\.2025$/mu);
  expect(text).toContain('Es wartet:');
  expect(lines.filter((line) => line.trimStart().startsWith('Nr. '))).toHaveLength(9);
});

test('the past is shown as the past, with what was missing then', async () => {
  const { log } = await played();
  const lines = shownLines(shown.parse(JSON.parse(JSON.stringify(viewAt(SUBJECT, log, { version: 2 })))));
  expect(lines[1]).toBe('Stand: 2 von heute 9 Tatsachen, zuletzt 01.09.2025, 12:00 Uhr.');
  expect(lines.join('\n')).toMatch(/^Vereinbarung {10}zur Unterschrift freigegeben$/mu);
  expect(lines.join('\n')).toContain('Bis zur Veröffentlichung fehlt:');
  expect(lines.join('\n')).not.toContain('Es wartet');
  const atDay = shownLines(
    shown.parse(JSON.parse(JSON.stringify(viewAt(SUBJECT, log, { day: '2025-09-01' })))),
  );
  expect(atDay[1]).toContain('Stand am Ende des 01.09.2025: 9 von heute 9 Tatsachen');
});
