import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { rememberedDirectory } from '../../../shared/adapters/cognito-directory.ts';
import { previewEvent } from '../../../shared/application/foresight/preview.ts';
import { previewCommand } from '../../../shared/application/foresight/preview-command.ts';
import { mailNews } from '../../../shared/application/mail/mail-news.ts';
import type { NoticeDelivery } from '../../../shared/application/ports/mail.ts';
import type { Post } from '../../../shared/application/recipients.ts';
import { recordCommand, type StaffCommand } from '../../../shared/application/receiving/record-command.ts';
import { drafted, released, signature } from '../../support/facts/given.ts';
import { mailStage } from '../../support/stages/mail-stage.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';

/** Who is entered, by group, as the user pool would say. */
type Entered = Readonly<Record<string, readonly string[]>>;

const USUAL: Entered = {
  land: ['land'],
  kommune: ['kreis'],
  'ags-06533': ['kreis'],
  'ags-06414': ['keyholder'],
};

/** A stage with these people, and what a preview says of who is told. */
function stageWith(entered: Entered, chosen: Readonly<Record<string, NoticeDelivery>> = {}) {
  const stage = mailStage();
  const post: Post = {
    directory: {
      inGroup: (group) =>
        Promise.resolve((entered[group] ?? []).map((person) => ({ person, address: `${person}@a.example` }))),
    },
    settings: { delivery: (person) => Promise.resolve(chosen[person] ?? 'immediate') },
    pseudonyms: PSEUDONYMS,
  };
  const recorder = { ...stage.reception.recorder, post };
  const promisedOn = async (incoming: IncomingEvent) =>
    promises(
      await previewEvent(recorder, {
        incoming,
        body: JSON.stringify(asCloudEvent(incoming)),
        door: 'ingress',
        receivedAt: stage.clock.at,
      }),
    );
  const mailedOn = async (incoming: IncomingEvent) => {
    const mailing = { ...stage.mailing, ...post };
    await mailNews(mailing);
    stage.sent.length = 0;
    await stage.send(incoming);
    await mailNews(mailing);
    return stage.sent.map(({ to }) => to);
  };
  return { ...stage, recorder, promisedOn, mailedOn };
}

function promises(preview: { readonly outcome: string; readonly consequences?: readonly string[] }) {
  expect(preview.outcome).toBe('would-record');
  return (preview.consequences ?? []).filter((sentence) => sentence.includes('benachrichtigt'));
}

const forWiesbaden = (event: IncomingEvent): IncomingEvent =>
  ({
    ...event,
    subject: 'AQB-2025-06414',
    data: event.type === 'ZielvereinbarungDrafted' ? { ...event.data, ags: '06414' } : event.data,
  }) as IncomingEvent;

describe('a preview promises a mail only to whom it reaches', () => {
  test('and says of Wiesbaden, which has no account here, that nobody is entered (A31)', async () => {
    const stage = stageWith(USUAL);
    await stage.send(forWiesbaden(drafted()));
    expect(await stage.promisedOn(forWiesbaden(released()))).toEqual([
      'Wiesbaden wird nicht benachrichtigt: Dort ist niemand eingetragen. Bitte sagen Sie dort selbst Bescheid.',
    ]);
    expect(await stage.mailedOn(forWiesbaden(released()))).toEqual([]);
  });

  test('and says who hears of it where somebody does', async () => {
    const stage = stageWith(USUAL);
    await stage.send(drafted());
    expect(await stage.promisedOn(released())).toEqual(['Limburg-Weilburg wird benachrichtigt.']);
    expect(await stage.mailedOn(released())).toEqual(['kreis@a.example']);
  });

  test('and not where everybody there has switched mails off', async () => {
    const stage = stageWith(USUAL, { kreis: 'off' });
    await stage.send(drafted());
    expect(await stage.promisedOn(released())).toEqual([
      'Limburg-Weilburg wird nicht benachrichtigt: Dort hat niemand Mails eingeschaltet. Bitte sagen Sie dort selbst Bescheid.',
    ]);
    expect(await stage.mailedOn(released())).toEqual([]);
  });

  test('and not to a side whose only person is the one who does it', async () => {
    const stage = stageWith({ ...USUAL, kommune: ['kreis'] });
    await stage.send(drafted());
    await stage.send(released());
    const command = (person: string): Promise<StaffCommand> =>
      PSEUDONYMS.of(person).then((pseudonym) => ({
        type: 'PublicationHeld',
        subject: 'AQB-2025-06533',
        data: { reason: 'Noch nicht.' },
        id: `${pseudonym}:key-0001`,
        formerId: `${person}:key-0001`,
      }));
    expect(promises(await previewCommand(stage.recorder, await command('land')))).toEqual([
      'Limburg-Weilburg wird benachrichtigt.',
      'Das Ministerium wird nicht benachrichtigt: Außer Ihnen bekommt dort niemand Mails.',
    ]);
    await mailNews({ ...stage.mailing, ...stage.recorder.post });
    stage.sent.length = 0;
    await recordCommand(stage.recorder, await command('land'));
    await mailNews({ ...stage.mailing, ...stage.recorder.post });
    expect(stage.sent.map(({ to }) => to)).toEqual(['kreis@a.example']);
  });

  test('and nothing at all where the stage sends none', async () => {
    const { recorder, send, clock } = stageWith(USUAL);
    await send(drafted());
    const { post: _, ...silent } = recorder;
    const said = await previewEvent(silent, {
      incoming: released(),
      body: JSON.stringify(asCloudEvent(released())),
      door: 'ingress',
      receivedAt: clock.at,
    });
    expect(promises(said)).toEqual([]);
  });

  test('nor of a year of which nobody is told any more', async () => {
    const stage = stageWith(USUAL);
    await stage.send(drafted());
    stage.clock.at = '2027-02-01T10:00:00.000Z';
    expect(await stage.promisedOn(released())).toEqual([]);
    expect(await stage.mailedOn(released())).toEqual([]);
  });

  test('and admits that it does not know where the directory does not answer', async () => {
    const stage = stageWith(USUAL);
    await stage.send(drafted());
    await stage.send(released());
    const broken = {
      ...stage.recorder,
      post: { ...stage.recorder.post, directory: { inGroup: () => Promise.reject(new Error('throttled')) } },
    };
    const said = await previewEvent(broken, {
      incoming: signature('land'),
      body: JSON.stringify(asCloudEvent(signature('land'))),
      door: 'ingress',
      receivedAt: stage.clock.at,
    });
    expect(promises(said)).toEqual([
      'Ob Limburg-Weilburg benachrichtigt wird, ließ sich gerade nicht feststellen.',
    ]);
  });
});

test('the directory is asked once in its time for each group, and again after a failure', async () => {
  let [asked, at] = [0, 0];
  const directory = rememberedDirectory(
    {
      inGroup: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('throttled')) : Promise.resolve([]);
      },
    },
    { now: () => at, milliseconds: 1000 },
  );
  await expect(directory.inGroup('land')).rejects.toThrow('throttled');
  for (at of [0, 999]) await directory.inGroup('land');
  expect(asked).toBe(2);
  at = 1000;
  await directory.inGroup('land');
  await directory.inGroup('kommune');
  expect(asked).toBe(4);
});
