import { describe, expect, test } from 'vitest';
import { mailDigests, mailNews } from '../../../shared/application/mail/mail-news.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { STAFF_SOURCE } from '../../../shared/domain/senders.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedFacts,
  drafted,
  event,
  published,
  released,
  revised,
  scanArchived,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import {
  approaching,
  cancelled,
  eckdatenAmended,
  meetingScheduled,
  publicationDue,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
  scanRefused,
  scanSetAside,
} from '../../support/facts/given-year.ts';
import { WORKPLACE_URL, mailStage, readText } from '../../support/stages/mail-stage.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';

const PAST = 'Davor, inzwischen überholt:';

/** Concluded, due an hour later, and public. */
const PUBLIC = [
  ...concludedFacts(),
  '2025-09-01T11:00:00.000Z',
  publicationDue(1, '2025-09-01T11:00:00.000Z'),
  published(),
];

/** Lifted by a person; another system may not. */
const LIFTED: IncomingEvent = { ...publicationReleased(), source: STAFF_SOURCE };

/** Has a fact recorded, by the door that it belongs to. */
async function give({ send, reception }: ReturnType<typeof mailStage>, fact: IncomingEvent): Promise<void> {
  const isByPerson = fact.source === STAFF_SOURCE;
  const { outcome } = isByPerson ? await recordCommand(reception.recorder, fact) : await send(fact);
  if (outcome !== 'recorded') throw new Error(`Not given: ${JSON.stringify(fact)}`);
}

/** What the mail of the next morning says, after these facts on one day; a text is the time at which the next come. */
async function digestOf(facts: readonly (IncomingEvent | string)[], to = 'kreis') {
  const stage = mailStage();
  for (const fact of facts)
    if (typeof fact === 'string') stage.clock.at = fact;
    else await give(stage, fact);
  stage.clock.at = '2025-09-02T01:10:00.000Z';
  await mailDigests(stage.mailing);
  const mail = stage.sent.find(({ to: address }) => address.startsWith(`${to}@`));
  const text = readText(mail);
  return { ...stage, mail, text, present: text.split(PAST)[0] ?? '', past: text.split(PAST)[1] ?? '' };
}

describe('a digest with 51 refused scans', () => {
  const names = ['a.pdf', 'b.pdf', 'c.pdf'];
  const refused = Array.from({ length: 51 }, (_, at) => scanRefused(`upload-${String(1000 + at)}`));

  async function sentOf(count: number) {
    const stage = mailStage();
    for (const fact of [drafted(), released(), ...refused.slice(0, count)]) await stage.send(fact);
    for (const [at, name] of names.entries()) stage.fileNames.set(`upload-${String(1000 + at)}`, name);
    await mailDigests(stage.mailing);
    return stage.sent.map((mail) => ({ text: mail.text, read: readText(mail) }));
  }

  test('names the first of them once, counts the others, and has one link', async () => {
    for (const { text, read } of await sentOf(51)) {
      expect(read).toContain('51 Scans wurden abgelehnt: a.pdf, b.pdf, c.pdf und 48 weitere.');
      expect(read.match(/abgelehnt/gu)).toHaveLength(2);
      expect(text.match(/#scans/gu)).toHaveLength(1);
    }
  });

  test.each([
    [1, 'Der Scan a.pdf wurde abgelehnt.'],
    [2, '2 Scans wurden abgelehnt: a.pdf und b.pdf.'],
    [3, '3 Scans wurden abgelehnt: a.pdf, b.pdf und c.pdf.'],
    [4, '4 Scans wurden abgelehnt: a.pdf, b.pdf, c.pdf und ein weiterer.'],
  ])('counts %i as people do', async (count, sentence) => {
    for (const { read } of await sentOf(count)) expect(read).toContain(sentence);
  });

  test('tells them although the same file was taken later: a refused scan stays refused', async () => {
    const { present } = await digestOf([drafted(), released(), scanRefused('upload-0009'), scanArchived()]);
    expect(present).toContain('Der Scan vom 01.09.2025 wurde abgelehnt.');
  });

  test('shortens a name that would fill the mail', async () => {
    const stage = mailStage();
    for (const fact of [drafted(), released(), scanRefused('upload-0009')]) await stage.send(fact);
    stage.fileNames.set('upload-0009', `${'lang '.repeat(40)}.pdf`);
    await mailDigests(stage.mailing);
    expect(readText(stage.sent[0])).toMatch(/Der Scan [lang ]{60,80}… wurde abgelehnt\./u);
  });

  test('tells each reason apart, and the day where no name is kept', async () => {
    const { text } = await digestOf([
      drafted(),
      released(),
      scanRefused('upload-0001'),
      scanRefused('upload-0002'),
      scanRefused('upload-0003', { reason: 'pdf-encrypted' }),
    ]);
    expect(text).toContain('2 Scans wurden abgelehnt: vom 01.09.2025 und vom 01.09.2025.');
    expect(text).toContain('Der Scan vom 01.09.2025 wurde abgelehnt.');
  });
});

describe('a mail says what is true when it is sent', () => {
  test('a page that is public is not announced', async () => {
    const { present, past } = await digestOf(PUBLIC);
    expect(present).toContain('Fassung 1 ist veröffentlicht (Revision 1 der öffentlichen Seite).');
    expect(present).not.toMatch(/wird nicht vor|abgeschlossen/u);
    expect(past).toContain('abgeschlossen (01.09.2025)');
  });

  test('a page that is still to come is announced for its time, and no longer once that has passed', async () => {
    const { mailing, sent, send, clock } = mailStage();
    for (const fact of concludedFacts()) await send(fact);
    await mailDigests(mailing);
    expect(readText(sent[0])).toContain('Sie wird nicht vor dem 01.09.2025, 13:00 Uhr, veröffentlicht.');
    const late = await digestOf(concludedFacts());
    expect(late.present).toContain('Sie wird nun veröffentlicht.');
    expect(late.present).not.toContain('wird nicht vor');
    expect(clock.at).toBe('2025-09-01T10:00:00.000Z');
  });

  test('a publication that is held meanwhile is not promised', async () => {
    const { present } = await digestOf([...concludedFacts(), publicationHeld()]);
    expect(present).toContain('abgeschlossen. Die Veröffentlichung ist angehalten.');
    expect(present).toContain('Das Ministerium hält die Veröffentlichung an, bis es sie freigibt.');
  });

  test.each<[string, readonly (IncomingEvent | string)[], RegExp, RegExp]>([
    [
      'a hold that was lifted',
      [...concludedFacts(), publicationHeld(), LIFTED],
      /hat die Veröffentlichung freigegeben/u,
      /hält die Veröffentlichung an/u,
    ],
    [
      'a hold whose day has come',
      [...concludedFacts(), publicationHeld('2025-09-02')],
      /abgeschlossen/u,
      /hält die Veröffentlichung an/u,
    ],
    [
      'a page that was withdrawn',
      [...PUBLIC, publicationWithdrawn()],
      /hat die öffentliche Seite zurückgezogen/u,
      /ist veröffentlicht/u,
    ],
    [
      'a signature that was withdrawn',
      [drafted(), released(), signature('land'), withdrawn('land')],
      /hat seine Unterschrift zurückgezogen/u,
      /Unterschrift erklärt/u,
    ],
    [
      'a Fassung that another one replaced',
      [drafted(), released(), revised(2), released(2)],
      /Fassung 2 ist zur Unterschrift freigegeben/u,
      /Fassung 1 ist zur Unterschrift freigegeben/u,
    ],
    [
      'a deadline of what is over',
      [drafted(), released(1, { dueOn: '2025-09-10' }), approaching('signature', '2025-09-10'), cancelled()],
      /Die Zielvereinbarung ist aufgehoben/u,
      /Frist|freigegeben\.|Unterschrift freigegeben ist/u,
    ],
    [
      'a meeting that was moved',
      [
        ...concludedFacts(),
        meetingScheduled('2025-10-20'),
        { ...meetingScheduled('2025-10-27'), id: 'moved' },
      ],
      /Die Umsetzungsbesprechung ist am 27\.10\.2025/u,
      /20\.10\.2025/u,
    ],
  ])('%s is no news, and is named as past', async (_, facts, holds, isOver) => {
    const { present, past } = await digestOf(facts);
    expect(present).toMatch(holds);
    expect(present).not.toMatch(isOver);
    expect(past).toContain('(01.09.2025)');
  });

  test('a page that was stopped before there was one was never taken back', async () => {
    const { present } = await digestOf([drafted(), publicationWithdrawn(), ...concludedFacts().slice(1)]);
    expect(present).toContain(
      'zurückgezogen, als nichts öffentlich war: Sie ist angehalten, bis es sie freigibt.',
    );
    expect(present).toContain('abgeschlossen. Die Veröffentlichung ist angehalten.');
    expect(present).not.toMatch(/öffentliche Seite|wird nicht vor|wird nun/u);
  });

  test('where nothing is left to tell, no mail comes, now or later', async () => {
    const { mailing, sent, send, clock, mailbox } = mailStage();
    await send(drafted());
    await send(released(1, { dueOn: '2025-09-10' }));
    await mailDigests(mailing);
    sent.length = 0;
    await send(approaching('signature', '2025-09-10'));
    await send(revised(2));
    clock.at = '2025-09-02T01:10:00.000Z';
    for (let run = 0; run < 2; run += 1) await mailDigests(mailing);
    expect(sent).toEqual([]);
    const states = [...(mailbox.boxes.get('sub-land')?.values() ?? [])].map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(['overtaken']));
  });

  test('also in a mail at once', async () => {
    const stage = mailStage();
    const { mailing, sent, settings } = stage;
    await settings.choose('sub-kreis', 'immediate');
    for (const fact of [...concludedFacts(), publicationHeld(), LIFTED]) await give(stage, fact);
    await mailNews(mailing);
    expect(sent).toHaveLength(1);
    expect(readText(sent[0]).split(PAST)[0]).not.toContain('hält die Veröffentlichung an');
  });
});

describe('a mail names what changed', () => {
  test('the sums of a Bescheid and what lies between them', async () => {
    const { text } = await digestOf([drafted(), bescheid('zuwendung', 885_210)]);
    expect(text).toContain(
      'Bewilligt sind 885.210 €, vereinbart 895.210 €: 10.000 € weniger als vereinbart.',
    );
    expect(text).not.toContain('lässt sich nicht');
    const more = await digestOf([drafted(), bescheid('zuwendung', 905_210.5)]);
    expect(more.text).toContain('10.000,50 € mehr als vereinbart.');
  });

  test('that a Bescheid over several years cannot be compared', async () => {
    const years = { bewilligungszeitraum: { from: '2025-01-01', to: '2026-12-31' } };
    const { text } = await digestOf([drafted(), bescheid('zuwendung', 885_210, years)]);
    expect(text).toContain('Bescheid nicht vergleichbar');
    expect(text).not.toContain('Bescheid weicht ab');
  });

  test('both figures of an Abweichung', async () => {
    const { text } = await digestOf([
      ...concludedFacts(),
      amended('abweichung', [895_210, 845_210]),
      eckdatenAmended('abweichung', 9),
    ]);
    expect(text).toContain('ab dem 10.08.2025 von der Vereinbarung ab (§ 6): 845.210 € statt 895.210 €.');
    expect(text).toMatch(/Der Wert „[^“]+“ weicht ab dem .* ab \(§ 6\): 9 .*\./u);
  });

  test('what a new Fassung changes against the one that was to be signed before', async () => {
    const { mailing, sent, send, clock } = mailStage();
    for (const fact of [drafted(), released()]) await send(fact);
    await mailDigests(mailing);
    const haushaltsmittel = { amountCent: 90_000_000, currency: 'EUR' } as const;
    await send(revised(2, { haushaltsmittel, besondereRegelungen: [{ paragraph: '8', text: 'Neu.' }] }));
    await send(released(2));
    clock.at = '2025-09-02T01:10:00.000Z';
    await mailDigests(mailing);
    expect(readText(sent.at(-1))).toContain(
      'Fassung 2 ist zur Unterschrift freigegeben. Gegenüber Fassung 1 geändert: Haushaltsmittel 900.000 € statt 895.210 €; Besondere Regelungen.',
    );
  });

  test('what a new revision of the page says', async () => {
    const { mailing, sent, send, clock, settings } = mailStage();
    await settings.choose('sub-kreis', 'immediate');
    for (const fact of PUBLIC)
      if (typeof fact === 'string') clock.at = fact;
      else await send(fact);
    await mailNews(mailing);
    sent.length = 0;
    await send(amended('abweichung', [895_210, 845_210]));
    await send(published(2));
    await mailNews(mailing);
    expect(readText(sent.at(-1))).toContain(
      'Fassung 1 ist veröffentlicht (Revision 2 der öffentlichen Seite). Neu darauf: Abweichung, Haushaltsmittel 845.210 € statt 895.210 €.',
    );
  });

  test('whether the new terms can be signed already, to whom lost a signature', async () => {
    const lost = [drafted(), released(), signature('kommune'), amended('correction', [895_210, 900_000])];
    const before = await digestOf(lost);
    expect(before.present).toContain(
      'weil die Bedingungen sich geändert haben. Gegenüber Fassung 1 geändert: Haushaltsmittel 900.000 € statt 895.210 €. Fassung 2 ist noch nicht zur Unterschrift freigegeben.',
    );
    const after = await digestOf([...lost, released(2)]);
    expect(after.present).toContain('Bitte unterschreiben Sie Fassung 2.');
  });

  test('the scan that is no evidence any more', async () => {
    const aside = await digestOf([...concludedFacts(), scanSetAside()]);
    expect(aside.text).toContain('Der Scan vom 01.09.2025 ist für Fassung 1 nicht maßgeblich.');
  });
});

describe('a digest is in order', () => {
  test('what belongs to one Zielvereinbarung stands under its name', async () => {
    const other = { subject: 'AQB-2025-06531' };
    const { text, mail } = await digestOf(
      [
        drafted(),
        drafted({ ags: '06531' }, { id: 'other', ...other }),
        event('UmsetzungsbesprechungScheduled', { on: '2025-10-20' }),
        event('UmsetzungsbesprechungScheduled', { on: '2025-10-21' }, { id: 'other-meeting', ...other }),
        bescheid('zuwendung', 885_210),
      ],
      'land',
    );
    expect(mail?.subject).toBe('Zielvereinbarungen: Tagesmail vom 02.09.2025');
    expect(mail?.conversation).toBeUndefined();
    const [giessen, limburg] = ['Landkreis Gießen', 'Landkreis Limburg-Weilburg'].map((name) =>
      text.split(`AQB 2025, ${name}`),
    );
    expect(giessen).toHaveLength(2);
    expect(limburg).toHaveLength(2);
    expect(limburg?.[1]).toContain('20.10.2025');
    expect(limburg?.[1]).toContain('885.210');
  });

  test('its lines are no longer than a mail’s should be; only addresses may be', async () => {
    const { mail } = await digestOf([...concludedFacts(), bescheid('zuwendung', 885_210), publicationHeld()]);
    for (const line of mail?.text.split('\n') ?? [])
      expect(line.length <= 78 || line.trim().startsWith(WORKPLACE_URL), line).toBe(true);
  });

  test('mails at once are one conversation a Zielvereinbarung, with the same subject line', async () => {
    const { mailing, sent, send, settings } = mailStage();
    await settings.choose('sub-land', 'immediate');
    await send(drafted());
    await send(drafted({ ags: '06531' }, { id: 'other', subject: 'AQB-2025-06531' }));
    await send(event('UmsetzungsbesprechungScheduled', { on: '2025-10-20' }));
    await send(bescheid('zuwendung', 885_210));
    await mailNews(mailing);
    await send(
      event(
        'UmsetzungsbesprechungScheduled',
        { on: '2025-10-21' },
        { id: 'other-meeting', subject: 'AQB-2025-06531' },
      ),
    );
    await send({ ...meetingScheduled('2025-10-27'), id: 'moved' });
    await mailNews(mailing);
    const threads = sent.map(({ conversation, subject }) => [conversation, subject]);
    const limburg = [`zielvereinbarung.${SUBJECT}`, 'Zielvereinbarung AQB 2025, Landkreis Limburg-Weilburg'];
    const giessen = ['zielvereinbarung.AQB-2025-06531', 'Zielvereinbarung AQB 2025, Landkreis Gießen'];
    expect(threads).toEqual([limburg, giessen, limburg]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  });
});
