import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import {
  eckdatenAmended,
  participation,
  publicationHeld,
  scanRefused,
  scanSetAside,
  scanSubmitted,
  strategie,
  textCopied,
  textStopped,
} from '../../support/facts/given-year.ts';
import {
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  money,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { recorder } from '../../support/stages/recorder.ts';

async function viewAfter(...facts: readonly IncomingEvent[]) {
  const { send, store } = recorder();
  for (const fact of facts) expect(await send(fact)).toMatchObject({ outcome: 'recorded' });
  return viewOf(SUBJECT, await store.history(SUBJECT));
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

test('staff see every Fassung with its terms, and how each came about', async () => {
  const view = await viewAfter(
    drafted(),
    released(1, { dueOn: '2025-08-15' }),
    revised(2, { haushaltsmittel: money(890_000) }),
    amended('correction', [890_000, 880_000]),
    released(3),
  );
  expect(
    view?.fassungen.map(({ number, madeBy, terms, reason, releasedOn, dueOn }) => [
      number,
      madeBy,
      terms.haushaltsmittel.amountCent / 100,
      reason,
      releasedOn === undefined ? 'open' : (dueOn ?? 'released'),
    ]),
  ).toEqual([
    [1, 'draft', 895_210, undefined, '2025-08-15'],
    [2, 'revision', 890_000, 'Neu gefasst.', 'open'],
    [3, 'correction', 880_000, 'Kürzung.', 'released'],
  ]);
});

test('staff see what became of each signature', async () => {
  const view = await viewAfter(
    drafted(),
    released(),
    signature('land'),
    withdrawn('land'),
    signature('kommune'),
    amended('correction', [895_210, 900_000]),
    released(2),
    signature('land', { fassung: 2 }),
  );
  expect(view?.signatures.map(({ fassung, party, name, state }) => [fassung, party, name, state])).toEqual([
    [1, 'land', 'Heike Hofmann', 'withdrawn'],
    [1, 'kommune', 'Michael Köberle', 'voided'],
    [2, 'land', 'Heike Hofmann', 'declared'],
  ]);
  expect(view?.signatures[0]).toMatchObject({ place: 'Wiesbaden', signedOn: { date: '2025-08-02' } });
});

test('staff see the money from the draft on; a figure that changed is no step of it', async () => {
  const view = await viewAfter(
    ...concludedFacts(),
    amended('abweichung', [895_210, 845_210]),
    eckdatenAmended('abweichung', 9),
    amended('aenderungsvereinbarung', [895_210, 850_000]),
    revised(3, { haushaltsmittel: money(850_000) }),
  );
  expect(view?.budget.map(({ kind, fromCent, toCent }) => [kind, fromCent, toCent])).toEqual([
    ['draft', undefined, 89_521_000],
    ['abweichung', 89_521_000, 84_521_000],
    ['aenderungsvereinbarung', 89_521_000, 85_000_000],
  ]);
});

test('staff see what was found on a scan, and that it proves nothing any more', async () => {
  const view = await viewAfter(
    drafted(),
    released(),
    scanArchived(),
    scanChecked('upload-0001', { signaturesVisible: ['land'] }),
    scanSetAside(),
  );
  expect(view?.scans).toMatchObject([
    {
      uploadId: 'upload-0001',
      check: { signaturesVisible: ['land'], pagesComplete: true, by: 'person' },
      aside: { reason: 'Wie besprochen.' },
    },
  ]);
});

test('staff see when the page appears, and what is due until when', async () => {
  const view = await viewAfter(
    drafted(),
    released(1, { dueOn: '2025-09-30' }),
    publicationHeld('2025-10-01'),
  );
  expect(view?.deadlines).toEqual([{ deadline: 'signature', dueOn: '2025-09-30' }]);
  expect(view?.publishAt).toBeUndefined();
  const [draft, ...rest] = concludedFacts();
  const concluded = await viewAfter(draft ?? drafted(), publicationHeld('2025-10-01'), ...rest);
  expect(concluded?.publishAt).toBe('2025-09-30T22:00:00.000Z');
});

test('staff see where a supplied text holds what stops it, without its words', async () => {
  const text = { sha256: 'f'.repeat(64) };
  const view = await viewAfter(drafted({ textDocument: text }), textStopped(text.sha256));
  expect(view?.scans).toMatchObject([
    {
      state: 'refused',
      reason: 'text-document-not-plain',
      places: [expect.stringMatching(/^Auf Seite 3 steht Text, den man nicht sieht/u)],
    },
  ]);
  expect(view?.openConditions.map(({ code }) => code)).toContain('text-document-stopped');
});

test('staff see the copy of a supplied text among the documents, by its own hash', async () => {
  const text = { sha256: 'f'.repeat(64) };
  const view = await viewAfter(drafted({ textDocument: text }), textCopied(text.sha256));
  expect(view?.documents).toMatchObject([{ kind: 'text-copy', sha256: 'd'.repeat(64) }]);
  expect(view?.terms?.textDocument).toEqual(text);
});
