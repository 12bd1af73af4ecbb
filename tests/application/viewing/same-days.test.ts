import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { waitsUntil } from '../../../shared/domain/facts/waiting-time.ts';
import { publicModel } from '../../../shared/portal/model/public-model.ts';
import { publicRecord } from '../../../shared/portal/model/public-record.ts';
import { zielvereinbarungPage } from '../../../shared/portal/zielvereinbarung-page.tsx';
import { SUBJECT, concludedFacts, drafted, published, released, revised } from '../../support/facts/given.ts';
import { cancelled } from '../../support/facts/given-year.ts';
import { recorder } from '../../support/stages/recorder.ts';

/** Recorded late in the evening of 1 September in UTC: it is the second in Berlin already. */
const EVENING = '2025-09-01T22:30:00.000Z';

/** What the workplace and the public page say of the days of the same log. */
async function daysAfter(...facts: readonly IncomingEvent[]) {
  const { send, store, clock } = recorder();
  clock.at = EVENING;
  for (const fact of facts) expect(await send(fact), fact.type).toMatchObject({ outcome: 'recorded' });
  const history = await store.history(SUBJECT);
  const record = publicRecord(history.map(({ event }) => event));
  const model = publicModel(SUBJECT, record, { sha256: 'a'.repeat(64), size: 1 });
  return {
    view: viewOf(SUBJECT, history),
    record,
    row: await store.yearRow(SUBJECT),
    page: model && zielvereinbarungPage(model),
  };
}

const at = (time: string, event: IncomingEvent): IncomingEvent => ({ ...event, time });

describe('a draft that came late holds from the same day everywhere (A32)', () => {
  test.each([
    ['its own day, where it has one', drafted({ asOf: '2025-03-01' }), '2025-03-01'],
    ['the day on which it was said', at('2025-04-05T08:00:00Z', drafted()), '2025-04-05'],
    ['that day in Berlin', at('2025-04-05T22:30:00Z', drafted()), '2025-04-06'],
  ])('%s', async (_, draft, day) => {
    const { view, record } = await daysAfter(draft);
    expect(view?.budget.map(({ date }) => date)).toEqual([day]);
    expect(record.budgetHistory.map(({ effectiveOn }) => effectiveOn)).toEqual([day]);
  });

  test('so does a revision', async () => {
    const later = revised(2, { haushaltsmittel: { amountCent: 89_000_000, currency: 'EUR' } });
    const { view, record } = await daysAfter(drafted(), at('2025-05-01T08:00:00Z', later));
    expect(view?.budget.at(-1)?.date).toBe('2025-05-01');
    expect(record.budgetHistory.at(-1)?.effectiveOn).toBe('2025-05-01');
  });
});

test('a release told late was on the day on which it happened, for the workplace and its list', async () => {
  const { view, row } = await daysAfter(drafted(), at('2025-07-31T22:30:00Z', released()));
  expect(view?.fassungen[0]?.releasedOn).toBe('2025-08-01');
  expect(row?.current.signingSince).toBe('2025-08-01');
});

test('an end told late was on the day on which it happened, for the workplace and the public', async () => {
  const { view, record } = await daysAfter(drafted(), at('2025-08-20T22:30:00Z', cancelled()));
  expect(view?.cancelledOn).toBe('2025-08-21');
  expect(record.cancelled?.on).toBe('2025-08-21');
});

test('the page and the list of its year name the same day of publication, that of Berlin', async () => {
  const { page, row } = await daysAfter(...concludedFacts(), published());
  expect(row?.public?.publishedOn).toBe('2025-09-02');
  expect(page).toContain('veröffentlicht am 02.09.2025');
});

test('what waits does so for 90 days of Berlin', () =>
  expect(waitsUntil(undefined, EVENING)).toBe('2025-12-01'));
