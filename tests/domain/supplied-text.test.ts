import { describe, expect, test } from 'vitest';
import { halfOf } from '../../shared/domain/zielvereinbarung/state.ts';
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
} from '../support/given.ts';

const TEXT = { sha256: 'f'.repeat(64) };
const withText = drafted({ textDocument: TEXT });
const textArchived = scanArchived('upload-text', { sha256: TEXT.sha256, parties: [] });

describe('a Fassung whose text the parties supplied', () => {
  test('takes that text before its release, and no other upload', () => {
    given(withText).when(textArchived).thenRecorded('ScanArchived');
    given(withText).when(scanArchived()).thenParked('fassung-not-released');
  });

  test('is released once its text lies in the archive; until then the release waits', () => {
    given(withText).when(released()).thenParked('text-document-missing');
    given(withText, textArchived).when(released()).thenRecorded('ZielvereinbarungReleasedForSignature');
    expect(given(withText).conditions).toEqual(['text-document-missing', 'fassung-not-released']);
    expect(given(withText, textArchived).conditions).toEqual(['fassung-not-released']);
  });

  test('is not signed by its text: whoever ticks signatures on it fills no slot', () => {
    const ticked = given(
      withText,
      textArchived,
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
      released(),
      signature('land'),
      signature('kommune'),
      scanArchived(),
    );
    signed.when(scanChecked()).thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
    expect(signed.state).toMatchObject({ scans: [{ sha256: halfOf(SCAN_SHA) }] });
  });

  test('needs its text anew after a correction, and none where the next terms name none', () => {
    const corrected = given(withText, textArchived, amended('correction', [895_210, 900_000]));
    corrected.when(released(2)).thenParked('text-document-missing');
    given(withText, revised(2)).when(released(2)).thenRecorded('ZielvereinbarungReleasedForSignature');
  });
});
