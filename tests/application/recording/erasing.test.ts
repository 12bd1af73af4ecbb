import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { evolve } from '../../../shared/domain/aggregate.ts';
import { INITIAL, type Zielvereinbarung } from '../../../shared/domain/zielvereinbarung/state.ts';
import { TEXT_WITHHELD, readableEvent } from '../../../shared/domain/zielvereinbarung/telling/withheld.ts';
import { publicRecord } from '../../../shared/portal/model/public-record.ts';
import { akteClosed, assessed, erased } from '../../support/facts/given-year.ts';
import { SUBJECT, amended, concludedFacts, published } from '../../support/facts/given.ts';
import { recorder } from '../../support/stages/recorder.ts';

async function erasedStage() {
  const stage = recorder();
  for (const event of [...concludedFacts(), published(), akteClosed()]) await stage.send(event);
  const before = await stage.store.history(SUBJECT);
  const signed = before.flatMap(({ event }) => (event.type === 'SignatureReceived' ? [event.version] : []));
  expect(await stage.send(erased(...signed))).toMatchObject({ outcome: 'recorded' });
  return { ...stage, before, signed, log: await stage.store.history(SUBJECT) };
}

test('erased names are nowhere in the log and its head any more, and the chain still holds', async () => {
  const { store, before, log } = await erasedStage();
  expect(JSON.stringify(before)).toContain('Heike Hofmann');
  expect(JSON.stringify(log)).not.toMatch(/Heike Hofmann|Michael Köberle/u);
  const digests = before.flatMap(({ event }) =>
    event.type === 'SignatureReceived' ? [event.data.signatoryKey] : [],
  );
  const head = JSON.stringify(await store.load(SUBJECT));
  expect(digests.filter((digest) => head.includes(digest) || JSON.stringify(log).includes(digest))).toEqual(
    [],
  );
  expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
  expect(log.map(({ hash }) => hash).slice(0, before.length)).toEqual(before.map(({ hash }) => hash));
});

test('what is left folds to the head, and staff read that the names are gone', async () => {
  const { store, log } = await erasedStage();
  const folded = log.map(({ event }) => readableEvent(event)).reduce<Zielvereinbarung>(evolve, INITIAL);
  expect(folded).toEqual((await store.load(SUBJECT))?.state);
  expect(viewOf(SUBJECT, log)?.states).toMatchObject({ vereinbarung: 'concluded', akte: 'closed' });
});

test('staff read in the timeline which entries are erased', async () => {
  const { signed, before, log } = await erasedStage();
  const erasedIn = (history: typeof log) =>
    viewOf(SUBJECT, history)?.timeline.flatMap(({ version, ...rest }) => ('erased' in rest ? [version] : []));
  expect(erasedIn(log)).toEqual(signed);
  expect(erasedIn(before)).toEqual([]);
});

test('erasing again changes nothing', async () => {
  const { send, signed, store, log } = await erasedStage();
  expect(await send({ ...erased(...signed), id: 'again' })).toMatchObject({ outcome: 'recorded' });
  expect((await store.history(SUBJECT)).slice(0, log.length)).toEqual(log);
});

test('the sentences of an assessment are erased with it, and staff and public read its figures still', async () => {
  const { send, store } = recorder();
  const cut = amended('abweichung', [895_210, 845_210]);
  for (const event of [...concludedFacts(), published(), cut, assessed(1), akteClosed()]) await send(event);
  const before = await store.history(SUBJECT);
  const said = /Im Wesentlichen erreicht|Die Kürzung ist berücksichtigt/u;
  const place = before.findIndex(({ event }) => event.type === 'ZielerreichungAssessed') + 1;
  expect(JSON.stringify(before)).toMatch(said);
  expect(await send(erased(place))).toMatchObject({ outcome: 'recorded' });
  const log = await store.history(SUBJECT);
  expect(JSON.stringify(log)).not.toMatch(said);
  expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
  expect(viewOf(SUBJECT, log)?.abweichungen).toMatchObject([{ consideration: TEXT_WITHHELD }]);
  expect(publicRecord(log.map(({ event }) => event)).assessments).toMatchObject([
    {
      items: [{ label: 'Haushaltsmittel', result: TEXT_WITHHELD, considered: [{ sentence: TEXT_WITHHELD }] }],
    },
  ]);
});
