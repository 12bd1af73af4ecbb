import { describe, expect, test } from 'vitest';
import { parkingNotice } from '../../../shared/application/clearing/bus-notices.ts';
import { waitingLine } from '../../../shared/application/clearing/clearing-view.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { isHeldUp } from '../../../shared/application/recording/release-waiting.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { waitingSentence } from '../../../events/reasons.ts';
import { SUBJECT, amended, concludedFacts, published, withdrawn } from '../../support/facts/given.ts';
import { publicationWithdrawn } from '../../support/facts/given-year.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { recorder } from '../../support/stages/recorder.ts';

const REPORTED = withdrawn('kommune');

async function publicStage() {
  const parts = recorder();
  for (const fact of [...concludedFacts(), published()])
    expect(await parts.send(fact)).toMatchObject({ outcome: 'recorded' });
  const types = async () => (await parts.store.history(SUBJECT)).map(({ event }) => event.type);
  const head = () => parts.store.memory.heads.get(SUBJECT);
  const view = async () => {
    const today = parts.clock.at.slice(0, 10);
    const lines = (await parts.store.waiting(SUBJECT)).map((item) => waitingLine(item, today));
    return viewOf(SUBJECT, await parts.store.history(SUBJECT), { waiting: lines });
  };
  return { ...parts, types, head, view };
}

const numbered = (event: IncomingEvent, sequence: number): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

describe('a Kreis that withdraws its signature from a public page', () => {
  test('is told that it waits, and is seen on the page of the Zielvereinbarung, not at the clearing desk', async () => {
    const { send, view, store, reception } = await publicStage();
    expect(await send(REPORTED)).toEqual({ outcome: 'parked', reason: 'publication-stands' });
    expect(store.memory.clearing.size).toBe(0);
    expect((await view())?.waiting).toMatchObject([
      { code: 'publication-stands', source: REPORTED.source, until: '2026-03-31' },
    ]);
    const [item] = await store.waiting(SUBJECT);
    if (item === undefined) throw new Error('Nothing waits');
    const { crypto } = reception.recorder;
    expect(parkingNotice(item, { wire: WIRE, crypto })).toMatchObject({
      data: { code: 'publication-stands', title: waitingSentence('publication-stands') },
    });
    expect(await send(REPORTED)).toMatchObject({ outcome: 'duplicate' });
  });

  test('is recorded by itself once the publication is withdrawn, and the page stays away', async () => {
    const { send, types, head, view } = await publicStage();
    await send(REPORTED);
    await send(publicationWithdrawn());
    expect((await types()).slice(-2)).toEqual(['PublicationWithdrawn', 'SignatureWithdrawn']);
    expect(head()).toMatchObject({ parked: 0, state: { status: 'open' } });
    expect((await view())?.waiting).toEqual([]);
  });

  test('holds up none of its other messages, and is not refused for its own number', async () => {
    const { send, types, reception } = await publicStage();
    expect(await send(numbered(REPORTED, 1))).toMatchObject({ outcome: 'parked' });
    const abweichung = { ...amended('abweichung', [895_210, 850_000]), source: REPORTED.source };
    expect(await send(numbered(abweichung, 2))).toMatchObject({ outcome: 'recorded' });
    expect(await send(numbered(REPORTED, 1))).toMatchObject({ outcome: 'duplicate' });
    expect(await isHeldUp(reception.recorder, SUBJECT)).toBe(false);
    await send(publicationWithdrawn());
    expect((await types()).slice(-2)).toEqual(['PublicationWithdrawn', 'SignatureWithdrawn']);
  });

  test('lets go on what waited for its number', async () => {
    const { send, types, head } = await publicStage();
    const abweichung = { ...amended('abweichung', [895_210, 850_000]), source: REPORTED.source };
    expect(await send(numbered(abweichung, 2))).toMatchObject({ reason: 'sequence-gap' });
    expect(await send(numbered(REPORTED, 1))).toMatchObject({ reason: 'publication-stands' });
    expect((await types()).at(-1)).toBe('BudgetAmended');
    expect(head()).toMatchObject({ parked: 1, sequences: { [REPORTED.source]: { last: 2 } } });
  });
});
