import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { DeskAnswer, DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import { previewAtDesk, type DeskPreview } from '../../../shared/application/clearing/preview-at-desk.ts';
import { FOLLOWERS } from '../../../shared/domain/zielvereinbarung/telling/followers-sentence.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import { bodyOf, deskStage, numbered } from '../../support/stages/desk-stage.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  drafted,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { runs } from '../../support/histories/runs.ts';

const ahead = '2025-09-01T10:20:00Z';

/** Right and wrong, early, ahead of time, numbered and repeated. */
const POOL: readonly IncomingEvent[] = [
  drafted(),
  { ...drafted(), time: ahead },
  numbered(revised(2), 2),
  numbered(released(), 1),
  released(),
  { ...released(2), time: ahead },
  signature('land'),
  { ...signature('land', { place: 'Kassel' }), id: 'signature-land-1' },
  { ...signature('kommune'), time: ahead },
  signature('kommune'),
  withdrawn('land'),
  scanArchived(),
  scanChecked(),
  amended('correction', [895_210, 900_000]),
  amended('abweichung', [895_210, 845_210]),
  bescheid('zuwendung', 890_000),
];

/** Numbers that somebody says an unreadable message had: one that others wait for, one that nobody does, none. */
const GAPS = [
  { source: drafted().source, subject: SUBJECT, sequence: '1' },
  { source: drafted().source, subject: SUBJECT, sequence: '9' },
  undefined,
] as const;

/** A preview in the words of what happens. */
function asDone(said: DeskPreview, facts: readonly (string | undefined)[]) {
  switch (said.outcome) {
    case 'would-record':
      return { outcome: 'recorded', facts: said.facts };
    case 'would-discard':
      return { outcome: 'discarded', facts };
    case 'duplicate':
      return { outcome: said.outcome, versions: said.versions, facts };
    case 'parked':
    case 'refused':
      return { ...said, facts };
  }
}

function inShort(answer: DeskAnswer | undefined, facts: readonly (string | undefined)[]) {
  return answer?.outcome === 'recorded' ? { outcome: answer.outcome, facts } : { ...answer, facts };
}

type Step = { readonly like: IncomingEvent; readonly gap?: NonNullable<DeskOrder['gap']> | undefined };

function orderFor(
  { item, action, like, gap }: Step & { readonly item: ClearingItem; readonly action: DeskOrder['action'] },
  order: ReturnType<typeof deskStage>['order'],
): DeskOrder {
  const { source = '', id = '' } = item;
  const sequence = /"sequence":"(?<number>\d+)"/u.exec(item.body)?.groups?.['number'];
  if (action === 'discard') return order(action, gap === undefined ? {} : { gap });
  if (action === 'replay') return order(action);
  const { sequence: _, ...meaning } = like;
  const body = bodyOf({ ...meaning, source, id, time: '2025-08-01T10:00:00Z' }, sequence ? { sequence } : {});
  return order('replace', { body });
}

test('what a preview says of a decision is what the decision then does, and looking changes nothing', () => {
  const step = fc.record({
    event: fc.constantFrom(...POOL),
    action: fc.constantFrom('replay', 'replay', 'replace', 'discard', undefined),
    like: fc.constantFrom(...POOL),
    pick: fc.nat(),
    gap: fc.constantFrom(...GAPS),
  });
  return fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const { clock, decide, items, order, receive, reception, send, store } = deskStage();
      const waits = async () => (await store.waiting(SUBJECT)).map(({ source, id }) => `${source} ${id}`);
      await receive('{');
      for (const [at, { event, action, like, pick, gap }] of steps.entries()) {
        await send(event);
        if (at === Math.floor(steps.length / 2)) clock.at = '2025-09-01T11:00:00.000Z';
        const item = items()[pick % Math.max(1, items().length)];
        if (item === undefined || action === undefined) continue;
        const given = orderFor({ item, action, like, gap }, order);
        const before = (await waits()).filter((name) => name !== `${item.source} ${item.id}`);
        const memory = structuredClone(store.memory);
        const desk = reception.recorder;
        const said = await previewAtDesk(desk, item, given);
        expect(store.memory).toEqual(memory);
        const done = await decide(item, given);
        const versions = done?.outcome === 'recorded' ? done.versions : [];
        const log = (await store.history(SUBJECT)).map(({ event: { type } }) => type);
        const facts = versions.map((version) => log[version - 1]);
        if (said === undefined) throw new Error('The item is there');
        expect(inShort(done, facts)).toEqual(asDone(said, facts));
        if (said.outcome !== 'would-record' && said.outcome !== 'would-discard') continue;
        const after = await waits();
        const isJudged = before.some((name) => !after.includes(name));
        expect(said.consequences.includes(FOLLOWERS)).toBe(isJudged);
      }
    }),
    { numRuns: runs(300) },
  );
});
