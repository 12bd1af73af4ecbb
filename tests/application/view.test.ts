import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { viewOf } from '../../shared/application/view.ts';
import { participation, scanRefused, scanSubmitted, strategie } from '../support/given-year.ts';
import { SUBJECT, drafted, released, scanArchived } from '../support/given.ts';
import { recorder } from '../support/recorder.ts';

async function viewAfter(...facts: readonly IncomingEvent[]) {
  const { send, store } = recorder();
  for (const fact of facts) expect(await send(fact)).toMatchObject({ outcome: 'recorded' });
  return viewOf(SUBJECT, await store.history(SUBJECT), []);
}

test('staff see a scan from its announcement, once and in its last state', async () => {
  const view = await viewAfter(
    drafted(),
    released(),
    scanSubmitted('upload-0001'),
    scanSubmitted('upload-0002'),
    scanArchived('upload-0002'),
    scanSubmitted('upload-0003'),
    scanRefused('upload-0003'),
  );
  expect(view?.scans.map(({ uploadId, state }) => [uploadId, state])).toEqual([
    ['upload-0001', 'announced'],
    ['upload-0002', 'archived'],
    ['upload-0003', 'refused'],
  ]);
});

test('staff see how the Gebietskörperschaft took part, and every state of its strategy', async () => {
  const view = await viewAfter(
    drafted(),
    participation('2025-06-05'),
    strategie('2024-11-01'),
    strategie('2025-08-01'),
  );
  expect(view?.participation).toEqual([
    { version: 2, kind: 'tagung', on: '2025-06-05', title: 'Fachtagung' },
  ]);
  expect(view?.strategie.map(({ asOf, title }) => [asOf, title])).toEqual([
    ['2024-11-01', 'Regionale Strategie'],
    ['2025-08-01', 'Regionale Strategie'],
  ]);
});
