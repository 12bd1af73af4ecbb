import { describe, expect, test } from 'vitest';
import { answerSentence } from '../../../events/reasons.ts';
import { ApiProblem } from '../../../web/api/client.ts';
import { judgeFile, isPhoto } from '../../../web/pages/upload/file-judgement.ts';
import { lookDelays, retryDelay } from '../../../web/pages/upload/transfer/patience.ts';
import {
  announcement,
  percentOf,
  progressSentence,
  zielvereinbarungName,
} from '../../../web/pages/upload/sentences.ts';
import {
  canBeCancelled,
  isFinished,
  isUploading,
  type UploadProgress,
} from '../../../web/pages/upload/transfer/upload.ts';
import type { UploadView } from '../../../web/api/types.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const glance = (head: string, { tail = head, size = head.length } = {}) => ({
  head: bytes(head),
  tail: bytes(tail),
  size,
});
const PDF = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj trailer << /Root 1 0 R >>';

describe('what the browser says of a file before it is sent', () => {
  test('lets a PDF pass, also with a few bytes before its header', () => {
    expect(judgeFile(glance(PDF))).toBeUndefined();
    expect(judgeFile(glance(`\uFEFF\n${PDF}`))).toBeUndefined();
  });

  test('names what is empty, too large, no PDF or encrypted', () => {
    expect(judgeFile(glance(''))).toBe('upload-empty');
    expect(judgeFile(glance(PDF, { size: 50 * 1024 * 1024 + 1 }))).toBe('upload-too-large');
    expect(judgeFile(glance('PK\u0003\u0004 a word processor'))).toBe('not-a-pdf');
    expect(judgeFile(glance(PDF, { tail: 'trailer << /Encrypt 5 0 R /Root 1 0 R >>' }))).toBe(
      'pdf-encrypted',
    );
    expect(judgeFile(glance(PDF, { tail: 'trailer << /Encrypt<< /V 5 >> >>' }))).toBe('pdf-encrypted');
  });

  test('is not misled by the word alone', () => {
    expect(judgeFile(glance(`${PDF} (how to /Encrypt a file)`))).toBeUndefined();
  });

  test('knows photographed pages by type or name', () => {
    expect(isPhoto({ name: 'IMG_1.HEIC', type: '' })).toBe(true);
    expect(isPhoto({ name: 'seite', type: 'image/jpeg' })).toBe(true);
    expect(isPhoto({ name: 'scan.pdf', type: 'application/pdf' })).toBe(false);
  });
});

describe('patience', () => {
  test('doubles the pause up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test('looks every second at first, later every five seconds', () => {
    expect(lookDelays().slice(0, 5)).toEqual([1000, 1500, 2250, 3375, 5000]);
  });
});

const view: UploadView = {
  uploadId: 'u'.repeat(32),
  own: true,
  sha256: 'a'.repeat(64),
  size: 1,
  parties: [],
  state: 'archived',
};
const settled = (more: Partial<UploadView>): UploadProgress => ({
  step: 'settled',
  view: { ...view, ...more },
});
const sending = (sent: number): UploadProgress => ({ step: 'sending', sent, size: 4 * 1024 * 1024 });

describe('where a file stands, in German', () => {
  test('says how much is sent, and never more than all', () => {
    expect(progressSentence(sending(2 * 1024 * 1024))).toBe('50 % von 4,2\u00A0MB hochgeladen');
    expect(percentOf({ sent: 5, size: 4 })).toBe(100);
    expect(percentOf({ sent: 0, size: 0 })).toBe(0);
  });

  test('says what became of it and what to do next', () => {
    expect(progressSentence(settled({ pages: 5 }))).toBe(
      'Geprüft und archiviert, 5 Seiten. Jetzt ist zu bestätigen, was der Scan zeigt.',
    );
    expect(progressSentence(settled({ state: 'unassigned', pages: 1 }))).toContain(
      '1 Seite. Es fehlt die Zuordnung',
    );
    expect(progressSentence(settled({ state: 'refused', text: 'Kein PDF.' }))).toBe('Kein PDF.');
    expect(
      progressSentence({
        step: 'asking',
        known: { uploadId: 'x', zielvereinbarung: 'AQB-2025-06533', archivedOn: '2025-08-14' },
      }),
    ).toContain('bereits archiviert (14.08.2025, Landkreis Limburg-Weilburg, 2025 (AQB-2025-06533))');
  });

  test('names a Zielvereinbarung by its Gebietskoerperschaft, and an unknown one by its key', () => {
    expect(zielvereinbarungName('AQB-2025-06533')).toBe('Landkreis Limburg-Weilburg, 2025 (AQB-2025-06533)');
    expect(zielvereinbarungName('AQB-2025-99999')).toBe('AQB-2025-99999');
  });

  test('tells screen readers each quarter once', () => {
    const heard: (string | undefined)[] = [];
    let before: UploadProgress | undefined;
    for (const sent of [0, 0.1, 0.26, 0.3, 0.8, 0.81, 1]) {
      const now = sending(sent * 4 * 1024 * 1024);
      heard.push(announcement('scan.pdf', before, now));
      before = now;
    }
    expect(heard.filter(Boolean)).toEqual([
      'scan.pdf: 25 Prozent hochgeladen',
      'scan.pdf: 75 Prozent hochgeladen',
      'scan.pdf: 100 Prozent hochgeladen',
    ]);
    expect(announcement('scan.pdf', before, settled({ pages: 2 }))).toContain(
      'scan.pdf: Geprüft und archiviert',
    );
    expect(announcement('scan.pdf', settled({}), settled({}))).toBeUndefined();
  });
});

test.each(['upload-quota-reached', 'fassung-unknown', 'command-id-reused'] as const)(
  'a refusal by the API stands there as its own sentence: %s',
  (code) => {
    const problem = new ApiProblem(429, { code, title: answerSentence(code) });
    expect(progressSentence({ step: 'halted', why: 'problem', problem })).toBe(answerSentence(code));
  },
);

describe('what a person can do with a file', () => {
  test('stops it as long as it has not arrived', () => {
    expect(canBeCancelled(sending(1))).toBe(true);
    expect(canBeCancelled({ step: 'halted', why: 'connection' })).toBe(true);
    expect(canBeCancelled({ step: 'inspecting', uploadId: 'x' })).toBe(false);
  });

  test('keeps it in the browser until it is archived, refused or cancelled', () => {
    expect(isFinished(settled({}))).toBe(true);
    expect(isFinished(settled({ state: 'refused' }))).toBe(true);
    expect(isFinished(settled({ state: 'unassigned' }))).toBe(false);
    expect(isFinished({ step: 'halted', why: 'session' })).toBe(false);
    expect(isUploading({ step: 'waiting', attempt: 1 })).toBe(true);
  });
});
