import { describe, expect, test } from 'vitest';
import { mailDigests, mailNews } from '../../../shared/application/mail/mail-news.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { drafted, event, released, signature, SUBJECT } from '../../support/facts/given.ts';
import { mailStage, readText, WORKPLACE_URL } from '../../support/stages/mail-stage.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';

const lost = () => Promise.reject(new Error('No answer'));
const throttled = () => Promise.resolve({ refused: 'TooManyRequestsException' });
const toWhom = (mails: readonly { to: string }[]) => mails.map(({ to }) => to.split('@')[0]);

/** The Kreis wants its news at once; a Fassung was released to it. */
async function releasedToKreis() {
  const stage = mailStage();
  await stage.settings.choose('sub-kreis', 'immediate');
  for (const fact of [drafted(), released(1, { dueOn: '2025-09-30' })]) await stage.send(fact);
  return stage;
}

describe('news', () => {
  test('reach those whom they concern and who want them at once, with a link and without a name', async () => {
    const { mailing, sent } = await releasedToKreis();
    await mailNews(mailing);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      to: 'kreis@behoerde.example',
      subject: 'Zielvereinbarung AQB 2025, Landkreis Limburg-Weilburg',
      settings: `${WORKPLACE_URL}benachrichtigungen`,
    });
    const link = `${WORKPLACE_URL}zielvereinbarungen/${SUBJECT}#unterschriften`;
    for (const form of [sent[0]?.text, sent[0]?.html]) {
      expect(form).toContain(link);
      expect(form).toContain('Fassung 1 ist zur Unterschrift freigegeben. Frist: 30.09.2025.');
      expect(form).toContain(`${WORKPLACE_URL}benachrichtigungen`);
    }
  });

  test('reach nobody who holds the key of a Kreis without the role that speaks for it', async () => {
    const { mailing, sent, settings } = await releasedToKreis();
    await settings.choose('sub-keyholder', 'immediate');
    await mailNews(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
    await settings.choose('sub-keyholder', 'daily');
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
  });

  test('are mailed once, however often it is looked', async () => {
    const { mailing, sent } = await releasedToKreis();
    for (let run = 0; run < 3; run += 1) await mailNews(mailing);
    await mailDigests(mailing);
    expect(sent).toHaveLength(1);
  });

  test('are mailed once by two runs at once', async () => {
    const { mailing, sent, send } = await releasedToKreis();
    await send(signature('land'));
    await Promise.all([mailNews(mailing), mailNews(mailing), mailNews(mailing)]);
    const told = sent.flatMap(({ text }) => text.match(/#unterschriften/gu) ?? []);
    expect(told).toHaveLength(2);
  });

  test('of one run on one Zielvereinbarung come in one mail', async () => {
    const { mailing, sent, send } = await releasedToKreis();
    await send(signature('land'));
    await mailNews(mailing);
    expect(sent.map(({ text }) => text.match(/#unterschriften/gu)?.length)).toEqual([2]);
  });

  test('reach nobody who chose to hear nothing, not even later', async () => {
    const { mailing, sent, settings } = await releasedToKreis();
    await settings.choose('sub-kreis', 'off');
    await mailNews(mailing);
    await settings.choose('sub-kreis', 'immediate');
    await mailNews(mailing);
    await mailDigests(mailing);
    expect(sent).toEqual([]);
  });

  test.each([
    ['', () => PSEUDONYMS.of('sub-land')],
    [', also where a release before recorded it', () => Promise.resolve('sub-land')],
  ])('do not reach who did it, and reach the other side%s', async (_, nameOf) => {
    const { mailing, sent, send, settings, reception } = mailStage();
    for (const person of ['sub-kreis', 'sub-land']) await settings.choose(person, 'immediate');
    await send(drafted());
    const { recorder } = reception;
    const scheduled = event(
      'UmsetzungsbesprechungScheduled',
      { on: '2025-10-20' },
      { id: `${await nameOf()}:key-1` },
    );
    expect(await recordCommand(recorder, scheduled)).toMatchObject({ outcome: 'recorded' });
    await mailNews(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
  });

  test('of long ago are history', async () => {
    const { mailing, sent, clock } = await releasedToKreis();
    clock.at = '2025-09-09T10:00:00.000Z';
    await mailNews(mailing);
    await mailDigests(mailing);
    expect(sent).toEqual([]);
  });
});

describe('a mail that fails', () => {
  test('without an answer after its claim is never sent again, and the run ends', async () => {
    const { mailing, sent, answers, reports } = await releasedToKreis();
    answers.push(lost);
    await expect(mailNews(mailing)).rejects.toThrow('No answer');
    expect(reports).toEqual(['mail-unsent: no-answer']);
    await mailNews(mailing);
    await mailDigests(mailing);
    expect(sent).toEqual([]);
  });

  test('without an answer holds up nobody else for longer than one run', async () => {
    const { mailing, sent, answers, settings, send } = await releasedToKreis();
    await settings.choose('sub-land', 'immediate');
    await send(event('UmsetzungsbesprechungScheduled', { on: '2025-10-20' }));
    answers.push(lost);
    await expect(mailNews(mailing)).rejects.toThrow('No answer');
    await mailNews(mailing);
    expect(toWhom(sent)).toEqual(['land']);
  });

  test('by a refusal of the service waits for the next mail of that person, at the latest that of the day', async () => {
    const { mailing, sent, answers, reports } = await releasedToKreis();
    answers.push(throttled);
    await mailNews(mailing);
    expect(reports).toEqual(['mail-unsent: TooManyRequestsException']);
    await mailNews(mailing);
    expect(sent).toEqual([]);
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
  });

  test('by a stop after it had left is not sent twice', async () => {
    const stage = await releasedToKreis();
    const { mailing, sent } = stage;
    const crashing = {
      ...mailing,
      sender: {
        async send(mail: never) {
          await mailing.sender.send(mail);
          throw new Error('The run was stopped after the mail had left');
        },
      },
    };
    await expect(mailNews(crashing)).rejects.toThrow('stopped');
    await mailNews(mailing);
    await mailDigests(mailing);
    expect(sent).toHaveLength(1);
  });

  test('by a stop before its claim is sent by the next run', async () => {
    const { mailing, sent } = await releasedToKreis();
    const claim = () => Promise.reject(new Error('The run was stopped'));
    const stopped = { ...mailing, mailbox: { ...mailing.mailbox, claim } };
    await expect(mailNews(stopped)).rejects.toThrow('stopped');
    await mailNews(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
  });

  test('by a stop between two slips is sent whole by the next run', async () => {
    const { mailing, sent, send } = await releasedToKreis();
    await send(signature('land'));
    let laid = 0;
    const lay: typeof mailing.mailbox.lay = async (...slip) => {
      if ((laid += 1) === 2) throw new Error('The run was stopped');
      return mailing.mailbox.lay(...slip);
    };
    await expect(mailNews({ ...mailing, mailbox: { ...mailing.mailbox, lay } })).rejects.toThrow('stopped');
    await mailNews(mailing);
    expect(sent.map(({ text }) => text.match(/#unterschriften/gu)?.length)).toEqual([2]);
  });
});

describe('the mail of the day', () => {
  test('brings what the day brought, one mail a person, and is the rule where nothing was chosen', async () => {
    const { mailing, sent, send } = mailStage();
    for (const fact of [drafted(), released(), signature('land'), signature('kommune')]) await send(fact);
    await mailNews(mailing);
    expect(sent).toEqual([]);
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['land', 'kreis']);
    expect(sent.map(({ text }) => text.match(/#unterschriften/gu)?.length)).toEqual([1, 2]);
    for (const { subject } of sent) expect(subject).toBe('Zielvereinbarungen: Tagesmail vom 01.09.2025');
  });

  test('comes once a day, however often it is run and whatever came since', async () => {
    const { mailing, sent, send, clock } = mailStage();
    for (const fact of [drafted(), released()]) await send(fact);
    await Promise.all([mailDigests(mailing), mailDigests(mailing)]);
    await send(signature('land'));
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
    clock.at = '2025-09-02T03:10:00.000Z';
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['kreis', 'kreis']);
  });

  test('that was refused comes on the next run, with everything in it', async () => {
    const { mailing, sent, send, answers } = mailStage();
    for (const fact of [drafted(), released()]) await send(fact);
    answers.push(throttled);
    await mailDigests(mailing);
    await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['kreis']);
  });

  test('tells those of the clearing desk how many messages came there, and nobody else', async () => {
    const { mailing, sent, send, clock } = mailStage();
    await send(drafted());
    await send({ ...drafted(), id: 'again' });
    await send(signature('land', { fassung: 7 }));
    await mailDigests(mailing);
    expect(sent).toEqual([]);
    clock.at = '2025-09-02T01:10:00.000Z';
    for (let run = 0; run < 2; run += 1) await mailDigests(mailing);
    expect(toWhom(sent)).toEqual(['land', 'pruefung']);
    expect(readText(sent[0])).toContain(
      'Neu an der Klärungsstelle: 1 zurückgewiesene Nachricht, 1 wartende Nachricht.',
    );
    expect(sent[0]?.text).toContain(`${WORKPLACE_URL}klaerung`);
  });

  const REFUSED = 'Neu an der Klärungsstelle: 1 zurückgewiesene Nachricht,';

  test.each(['2025-02-01T10:00:00Z', '1970-01-01T00:00:00Z', '9999-01-01T00:00:00Z'])(
    'counts by receipt what was refused and says %s of its time',
    async (time) => {
      const { mailing, sent, send, clock } = mailStage();
      await send(drafted());
      await send({ ...drafted(), id: 'again', time });
      clock.at = '2025-09-02T01:10:00.000Z';
      await mailDigests(mailing);
      expect(readText(sent[0])).toContain(REFUSED);
    },
  );

  test('counts on the day of its refusal what had waited for months', async () => {
    const { mailing, sent, send, clock } = mailStage();
    await send(drafted());
    await send(signature('land', { fassung: 7 }));
    clock.at = '2026-04-01T10:00:00.000Z';
    await send({ ...released(), id: 'later', time: '2026-04-01T10:00:00Z' });
    clock.at = '2026-04-02T01:10:00.000Z';
    await mailDigests(mailing);
    expect(readText(sent.find(({ to }) => to.startsWith('pruefung')))).toContain(REFUSED);
  });

  test('says of none and of several at the clearing desk what German says of them', async () => {
    const { mailing, sent, send, clock } = mailStage();
    await send(drafted());
    for (const fassung of [7, 8]) await send({ ...signature('land', { fassung }), id: `early-${fassung}` });
    clock.at = '2025-09-02T01:10:00.000Z';
    await mailDigests(mailing);
    expect(readText(sent[0])).toContain('keine zurückgewiesenen Nachrichten, 2 wartende Nachrichten.');
  });

  test('counts no message of the clearing desk that was decided meanwhile', async () => {
    const { mailing, sent, send, clock, answers, store } = mailStage();
    await send(drafted());
    await send({ ...drafted(), id: 'again' });
    clock.at = '2025-09-02T01:10:00.000Z';
    answers.push(throttled, throttled);
    await mailDigests(mailing);
    const decisions = [
      { action: 'discard', by: 'p', key: 'k', order: 'o', at: clock.at, end: { outcome: 'discarded' } },
    ];
    for (const [key, item] of store.memory.clearing)
      store.memory.clearing.set(key, { ...item, decisions } as typeof item);
    await mailDigests(mailing);
    expect(sent).toEqual([]);
  });
});
