import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outgoingEnvelope, type OutgoingEvent } from '../../events/fact.ts';
import { inOrder, NOTICES_REMEMBERED, type SubscriberMemory } from '../../events/subscriber.ts';

const SUBJECTS = ['AQB-2025-06531', 'AQB-2025-06533', 'AQB-2026-06415'];

/** A fact or, without number, a notice. Facts of one subject come from several sources under the same ids. */
function event(subject: string, sequence?: number): OutgoingEvent {
  return outgoingEnvelope.parse({
    specversion: '1.0',
    id: sequence === undefined ? `notice-of-${subject}` : `event-${Math.ceil(sequence / 2)}`,
    source: sequence !== undefined && sequence % 2 === 0 ? 'urn:aqb:record-event' : 'https://hmsi.example',
    type: 'de.hessen.aqb.budget.amended.v1',
    subject,
    time: '2025-08-18T09:00:00Z',
    datacontenttype: 'application/json',
    ...(sequence === undefined ? {} : { sequence: String(sequence) }),
    data: {},
  });
}

const count = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const numbersOf = (events: readonly OutgoingEvent[], subject: string) =>
  events.filter((it) => it.subject === subject && it.sequence !== undefined).map(({ sequence }) => sequence);
const keyOf = ({ source, id, subject }: OutgoingEvent) => `${source} ${id} ${subject}`;

/** Logs of several subjects with notices between, each delivered one to three times, shuffled. */
const deliveries = fc
  .record({
    lengths: fc.tuple(...SUBJECTS.map(() => fc.nat({ max: 12 }))),
    seed: fc.infiniteStream(fc.nat()),
  })
  .map(({ lengths, seed }) => {
    const logs = SUBJECTS.flatMap((subject, index) => [
      ...count(lengths[index] ?? 0).map((number) => event(subject, number)),
      event(subject),
    ]);
    const repeated = logs.flatMap((one) =>
      Array.from({ length: 1 + (Number(seed.next().value) % 3) }, () => one),
    );
    const ranked = repeated.map((one) => ({ one, rank: Number(seed.next().value) }));
    return { lengths, logs, sent: ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one) };
  });

describe('a subscriber that puts in order', () => {
  test('hands on every fact once, per subject in the order of the log, however they are delivered', () =>
    fc.assert(
      fc.property(deliveries, ({ lengths, logs, sent }) => {
        const subscriber = inOrder();
        const taken = sent.map((one) => subscriber.take(one));
        const got = taken.flatMap(({ delivered }) => delivered);
        for (const [index, subject] of SUBJECTS.entries())
          expect(numbersOf(got, subject)).toEqual(count(lengths[index] ?? 0).map(String));
        expect(got.map(keyOf).toSorted()).toEqual(logs.map(keyOf).toSorted());
        expect(taken.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(sent.length - logs.length);
        expect(subscriber.missing()).toEqual([]);
        expect(subscriber.memory().held).toEqual([]);
      }),
    ));

  test('goes on after a stop as if there had been none, from a memory that is plain JSON', () =>
    fc.assert(
      fc.property(deliveries, fc.nat(), ({ logs, sent }, stop) => {
        const at = stop % (sent.length + 1);
        const before = inOrder();
        const first = sent.slice(0, at).flatMap((one) => before.take(one).delivered);
        const memory = JSON.parse(JSON.stringify(before.memory())) as SubscriberMemory;
        const after = inOrder(memory);
        const second = sent.slice(at).flatMap((one) => after.take(one).delivered);
        const unbroken = inOrder();
        expect([...first, ...second]).toEqual(sent.flatMap((one) => unbroken.take(one).delivered));
        expect(first.length + second.length).toBe(logs.length);
      }),
    ));

  test('names exactly the numbers that are missing, and hands on nothing behind a gap', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (numbers) => {
        const subscriber = inOrder();
        const got = numbers.flatMap((number) => subscriber.take(event(SUBJECTS[0] ?? '', number)).delivered);
        const missing = subscriber
          .missing()
          .flatMap(({ from, to }) => count(to - from + 1).map((n) => n + from - 1));
        const absent = count(Math.max(...numbers)).filter((number) => !numbers.includes(number));
        expect(missing).toEqual(absent);
        const firstAbsent = absent[0] ?? Math.max(...numbers) + 1;
        expect(got.map(({ sequence }) => Number(sequence))).toEqual(count(firstAbsent - 1));
      }),
    ));

  test('says of each delivery what became of it', () => {
    const subscriber = inOrder();
    const [subject = ''] = SUBJECTS;
    const outcomes = [2, 2, 1, 1, 2, 3].map((number) => subscriber.take(event(subject, number)).outcome);
    expect(outcomes).toEqual(['held', 'repeated', 'delivered', 'repeated', 'repeated', 'delivered']);
    expect(subscriber.take(event(subject)).outcome).toBe('delivered');
    expect(subscriber.take(event(subject)).outcome).toBe('repeated');
  });

  test('remembers the last notices only, so that its memory ends somewhere, also one that was kept too long', () => {
    const [subject = ''] = SUBJECTS;
    const notice = (number: number) => ({ ...event(subject), id: `notice-${number}` });
    const keptTooLong = count(NOTICES_REMEMBERED + 7).map(
      (number) => `https://hmsi.example notice-${number}`,
    );
    const subscriber = inOrder({ last: {}, held: [], notices: keptTooLong });
    const last = NOTICES_REMEMBERED + 8;
    expect(subscriber.take(notice(last)).outcome).toBe('delivered');
    expect(subscriber.memory().notices).toHaveLength(NOTICES_REMEMBERED);
    for (const number of [last, last - 1, 9])
      expect(subscriber.take(notice(number)).outcome, String(number)).toBe('repeated');
    expect(subscriber.take(notice(8)).outcome).toBe('delivered');
  });
});
