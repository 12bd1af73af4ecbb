import { describe, expect, test } from 'vitest';
import {
  AFTER_REFUSAL,
  NOTHING_STORED,
  REASONS,
  REFUSALS,
  WHILE_WAITING,
  answerSentence,
  refusedSentence,
  waitingSentence,
  DELAYS,
} from '../../events/reasons.ts';

/** Who does what a reason asks for; a sentence names one of them with what they do. */
const DOERS = [
  'Das sendende System',
  'Der Absender',
  'der Absender',
  'Der Betrieb',
  'Das Ministerium',
  'das Ministerium',
  'Die Sachbearbeitung',
  'Die Bewilligungsstelle',
  'Die Archivstelle',
  'Die genannte Gebietskörperschaft',
  'Die andere Seite',
  'diese Seite',
  'wer heute mehr braucht',
  'Bitte',
  'bitte',
  'Sie müssen',
];

const LONGEST_SENTENCE = 170;
const MOST_SENTENCES = 3;

/** Abbreviations and numbers hold full stops that end nothing. */
const sentencesOf = (text: string) => text.split(/(?<=[.:]) (?=[A-ZÄÖÜ])/u);
const namesADoer = (sentence: string) => DOERS.some((doer) => sentence.includes(doer));

const ALL = Object.entries(REASONS).map(([code, text]) => ({ code, text, sentences: sentencesOf(text) }));

describe('the sentence of every reason', () => {
  test.each(ALL)('$code: what happened, then who does what', ({ sentences }) => {
    const [happened = '', ...next] = sentences;
    expect(next.length).toBeGreaterThan(0);
    expect(happened).not.toMatch(/\bbitte\b/iu);
    expect(next.some(namesADoer)).toBe(true);
  });

  test.each(ALL)('$code: is short, and ends as a sentence does', ({ text, sentences }) => {
    expect(sentences.length).toBeLessThanOrEqual(MOST_SENTENCES);
    expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(LONGEST_SENTENCE);
    expect(text).toMatch(/[.]$/u);
    expect(text).not.toMatch(/ {2}|[.] [.]|[.][.]/u);
  });

  test.each(ALL)('$code: says nothing of what was kept, which whoever tells it adds once', ({ text }) => {
    expect(text).not.toMatch(/Klärungsstelle;|liegt unverändert|neue Kennung\.? *$|nichts gespeichert/u);
    expect(text).not.toMatch(/nicht gespeichert|wartet (?:auf|darauf|,)|Das Ereignis wartet|nichts tun/u);
  });

  test('says what was kept once, wherever it is told', () => {
    for (const told of Object.keys(REFUSALS) as (keyof typeof REFUSALS)[])
      expect(refusedSentence(told).split(AFTER_REFUSAL)).toHaveLength(2);
    for (const told of Object.keys(DELAYS) as (keyof typeof DELAYS)[])
      expect(waitingSentence(told).split(WHILE_WAITING)).toHaveLength(2);
    for (const told of Object.keys(REASONS) as (keyof typeof REASONS)[])
      expect(answerSentence(told).split(NOTHING_STORED)).toHaveLength(2);
  });
});
