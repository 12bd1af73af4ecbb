import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { refusalNotice } from '../../../shared/application/clearing/bus-notices.ts';
import { clearingLine } from '../../../shared/application/clearing/clearing-list.ts';
import { concludedFacts, drafted, published } from '../../support/facts/given.ts';
import { akteOffered, publicationHeld } from '../../support/facts/given-year.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { recorder } from '../../support/stages/recorder.ts';

test('answer, notice and clearing desk name what was open in the place of a refused step', async () => {
  const { send, store } = recorder();
  for (const fact of [...concludedFacts(), published()]) await send(fact);
  const detail =
    'Die Seite ist schon veröffentlicht. Sie lässt sich nur noch zurückziehen. Offen war stattdessen: „Veröffentlichung zurückgezogen“.';
  const refused = { outcome: 'refused', reason: 'transition-not-allowed', detail };
  expect(await send(publicationHeld())).toEqual(refused);
  const [item] = store.memory.clearing.values();
  if (item === undefined) throw new Error('Nothing lies at the clearing desk');
  expect(clearingLine(item)).toMatchObject({ detail });
  expect(refusalNotice(item, { wire: WIRE, crypto: nodeCrypto })).toMatchObject({ data: { detail } });
});

test('what must come first is named even where no step of its own part is open', async () => {
  const { send } = recorder();
  await send(drafted());
  expect(await send(akteOffered())).toMatchObject({
    detail: expect.stringMatching(
      /^Die Akte ist noch nicht geschlossen[.] Offen war stattdessen: .*„Zur Unterschrift freigegeben“/u,
    ),
  });
});
