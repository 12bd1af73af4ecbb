import { describe, expect, test } from 'vitest';
import { halfOf } from '../../../../shared/domain/zielvereinbarung/state.ts';
import {
  SCAN_SHA,
  amended,
  drafted,
  given,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
} from '../../../support/facts/given.ts';
import { openConditions } from '../../../../shared/domain/zielvereinbarung/telling/conditions.ts';
import { eckdatenAmended, textCopied, textStopped } from '../../../support/facts/given-year.ts';

const TEXT = { sha256: 'f'.repeat(64) };
const withText = drafted({ textDocument: TEXT });
const copied = textCopied(TEXT.sha256);
const textArchived = scanArchived('upload-text', { sha256: TEXT.sha256, parties: [] });

describe('a Fassung whose text the parties supplied', () => {
  test('takes that text before its release, and no other upload', () => {
    given(withText).when(textArchived).thenRecorded('ScanArchived');
    given(withText).when(scanArchived()).thenParked('fassung-not-released');
  });

  test('is released once its text and the copy of it lie in the archive; until then the release waits', () => {
    for (const known of [[], [textArchived], [copied]])
      given(withText, ...known)
        .when(released())
        .thenParked('text-document-missing');
    for (const known of [
      [textArchived, copied],
      [copied, textArchived],
    ])
      given(withText, ...known)
        .when(released())
        .thenRecorded('ZielvereinbarungReleasedForSignature');
    expect(given(withText).conditions).toEqual(['text-document-missing', 'fassung-not-released']);
    expect(given(withText, textArchived).conditions).toEqual([
      'text-document-missing',
      'fassung-not-released',
    ]);
    expect(given(withText, textArchived, copied).conditions).toEqual(['fassung-not-released']);
  });

  test('is not released by the copy of another text, nor by another document', () => {
    const others = [textCopied('c'.repeat(64)), textCopied(TEXT.sha256, { fassung: 2 })];
    given(withText, revised(2), textArchived, ...others)
      .when(released())
      .thenRefused('fassung-outdated');
    given(withText, textArchived, others[0] ?? copied)
      .when(released())
      .thenParked('text-document-missing');
  });

  test('says that its text was stopped, and that another text makes another Fassung', () => {
    const stopped = given(withText, textStopped(TEXT.sha256));
    expect(stopped.conditions).toEqual(['text-document-stopped', 'fassung-not-released']);
    expect(openConditions(stopped.state)[0]?.text).toContain('wurde nicht angenommen');
    stopped.when(released()).thenParked('text-document-missing');
    const another = { textDocument: { sha256: 'c'.repeat(64) } };
    expect(given(withText, textStopped(TEXT.sha256), revised(2, another)).conditions).toContain(
      'text-document-missing',
    );
  });

  test('counts as stopped only for what stands in this very text', () => {
    const reasons = [
      textStopped(TEXT.sha256, { reason: 'pdf-broken' }),
      textStopped(TEXT.sha256, { reason: 'text-document-not-copyable' }),
    ];
    for (const refused of reasons) expect(given(withText, refused).state).toEqual(given(withText).state);
    given(withText)
      .when(textStopped('c'.repeat(64)))
      .thenParked('fassung-not-released');
  });

  test('folds to the same state whatever came first, and is never stopped once there is a copy', () => {
    const facts = [textArchived, copied, textStopped(TEXT.sha256)];
    const states = [facts, facts.toReversed(), [copied, textStopped(TEXT.sha256), textArchived]].map(
      (order) => JSON.stringify(given(withText, ...order).state),
    );
    expect(new Set(states).size).toBe(1);
    expect(states[0]).not.toContain('isStopped');
  });

  test('is not signed by its text: whoever ticks signatures on it fills no slot', () => {
    const ticked = given(
      withText,
      textArchived,
      copied,
      released(),
      signature('land'),
      signature('kommune'),
      scanChecked('upload-text'),
    );
    expect(ticked.state.status).toBe('open');
    expect(ticked.conditions).toContain('scan-missing:land');
    const signed = given(
      withText,
      textArchived,
      copied,
      released(),
      signature('land'),
      signature('kommune'),
      scanArchived(),
    );
    signed.when(scanChecked()).thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
    expect(signed.state).toMatchObject({ scans: [{ sha256: halfOf(SCAN_SHA) }] });
  });

  test('needs a new text for a change of money or of an Eckdatum', () => {
    const newText = { textDocument: { sha256: 'c'.repeat(64) } };
    const changes = [
      (over: object) => amended('correction', [895_210, 900_000], over),
      (over: object) => eckdatenAmended('correction', 15, over),
    ];
    for (const change of changes) {
      const before = given(withText, textArchived);
      before.when(change({})).thenRefused('document-missing');
      before.when(change({ textDocument: TEXT })).thenRefused('document-missing');
      const after = given(withText, textArchived, change(newText));
      expect(after.terms?.terms.textDocument).toEqual(newText.textDocument);
      expect(after.state).toMatchObject({
        fassung: { number: 2, text: { sha256: newText.textDocument.sha256, isArchived: false } },
      });
      after.when(released(2)).thenParked('text-document-missing');
    }
  });

  test('may be the next after one whose text the programme gave', () => {
    const change = amended('correction', [895_210, 900_000], { textDocument: TEXT });
    const { state, terms } = given(drafted(), change);
    expect(state).toMatchObject({ fassung: { text: { sha256: TEXT.sha256, isArchived: false } } });
    expect(terms?.terms.textDocument).toEqual(TEXT);
  });

  test('needs none for an Abweichung, which changes no terms', () => {
    const concluded = [
      withText,
      textArchived,
      copied,
      released(),
      signature('land'),
      signature('kommune'),
      scanArchived(),
      scanChecked(),
    ];
    given(...concluded)
      .when(amended('abweichung', [895_210, 900_000]))
      .thenRecorded('BudgetAmended');
  });

  test('needs none where the next terms name none', () =>
    given(withText, revised(2)).when(released(2)).thenRecorded('ZielvereinbarungReleasedForSignature'));
});
