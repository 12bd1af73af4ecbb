import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../../events/fact.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { foldLog } from '../../../shared/application/log/fold-log.ts';
import { isAlarming, settled } from '../../../shared/application/reconcile/finding.ts';
import { lookAtDue } from '../../../shared/application/reconcile/looks/look-at-due.ts';
import { SUBJECT, concludedFacts } from '../../support/facts/given.ts';
import { publicationHeld } from '../../support/facts/given-year.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { WIRE } from '../../support/facts/wire.ts';

const DUE_ID = `due:${SUBJECT}:1:2025-09-01T11:00:00.000Z`;

/** Concluded at ten with an undo window of an hour; what looking at its publication finds at this time. */
async function stage() {
  const parts = recorderOn(inMemoryEventStore(), { undoWindowMinutes: 60 });
  const { store, reception, clock, send, receive } = parts;
  for (const fact of concludedFacts()) await send(fact);
  const sent: CloudEvent[] = [];
  const publisher = {
    queue: { send: (events: readonly CloudEvent[]) => Promise.resolve(void sent.push(...events)) },
    wire: WIRE,
  };
  const look = async (at: string, graceMinutes = 0) => {
    clock.at = at;
    const history = await store.history(SUBJECT);
    const log = { subject: SUBJECT, history, events: history.map(({ event }) => event), head: undefined };
    const looker = { recorder: reception.recorder, publisher, graceMinutes };
    return lookAtDue(looker as never, { ...log, folded: foldLog(SUBJECT, history) });
  };
  const deliver = async () => {
    const ends = [];
    for (const event of sent.splice(0))
      ends.push(`${event.id} ${(await receive(JSON.stringify(event), 'internal')).outcome}`);
    return ends;
  };
  return { ...parts, look, deliver };
}

describe('a publication that nobody said is due', () => {
  test('is found once its time has come and the grace is over, is put right, and rings', async () => {
    const { look, deliver } = await stage();
    expect(await look('2025-09-01T10:59:59.999Z')).toEqual([]);
    expect(await look('2025-09-01T11:09:59.999Z', 10)).toEqual([]);
    const [finding] = await look('2025-09-01T11:10:00.000Z', 10);
    expect(finding).toMatchObject({ code: 'publication-overdue', subject: SUBJECT });
    const became = await settled(finding ?? { code: 'could-not-look' });
    expect(became).toMatchObject({ became: 'repaired' });
    expect(isAlarming(became)).toBe(true);
    expect(await deliver()).toEqual([`${DUE_ID} recorded`]);
    expect(await look('2025-09-01T12:00:00.000Z')).toEqual([]);
  });

  test('and that an earlier release refused for good appears under an id of its own, once', async () => {
    const { look, deliver, store } = await stage();
    const refusal = { reason: 'transition-not-allowed', clearing: { month: '2025-09', key: 'k' } } as const;
    const marker = {
      source: 'urn:aqb:remind',
      id: DUE_ID,
      digest: 'd',
      versions: [],
      subject: SUBJECT,
      refusal,
    };
    await store.commit({ subject: SUBJECT, expected: 0, marker });
    const first = await look('2025-09-01T12:00:00.000Z');
    const second = await look('2025-09-01T12:00:00.000Z');
    for (const finding of [...first, ...second]) await settled(finding);
    expect(await deliver()).toEqual([`${DUE_ID}:again recorded`, `${DUE_ID}:again duplicate`]);
  });

  test('because it is stopped is no finding', async () => {
    const { look, send } = await stage();
    await send(publicationHeld());
    expect(await look('2025-09-01T12:00:00.000Z')).toEqual([]);
  });
});
