import { ResourceNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import { SESv2ServiceException, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sesClient } from '../../shared/adapters/aws-clients.ts';
import { cognitoDirectory } from '../../shared/adapters/cognito-directory.ts';
import { mailbox } from '../../shared/adapters/messages/mail-headers.ts';
import { sesMailSender } from '../../shared/adapters/messages/ses-mail-sender.ts';

const MAIL = {
  id: 'mail-1',
  to: 'a@behoerde.example',
  subject: 'Betreff',
  text: 'Text',
  html: '<p>Text</p>',
  settings: 'https://arbeitsplatz.example/benachrichtigungen',
};
const SENDER = { from: 'post@land.example', name: 'Zielvereinbarungen' };

/** A client that gives these answers in order and keeps what it was asked. */
function answering(...answers: readonly (object | Error)[]) {
  const asked: object[] = [];
  const left = [...answers];
  const send = ({ input }: { readonly input: object }) => {
    asked.push(input);
    const answer = left.shift() ?? {};
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { client: { send } as never, asked };
}

const failure = (name: string, fault: 'client' | 'server') =>
  new SESv2ServiceException({ name, $fault: fault, $metadata: {}, message: name });

describe('mail by SES', () => {
  test('has a sender, one address, and both forms of the text', async () => {
    const { client, asked } = answering({});
    expect(await sesMailSender({ client, ...SENDER }).send(MAIL)).toEqual({});
    expect(asked).toMatchObject([
      {
        FromEmailAddress: '"Zielvereinbarungen" <post@land.example>',
        ReplyToAddresses: ['post@land.example'],
        Destination: { ToAddresses: ['a@behoerde.example'] },
        Content: {
          Simple: {
            Subject: { Data: 'Betreff', Charset: 'UTF-8' },
            Body: { Text: { Data: 'Text' }, Html: { Data: '<p>Text</p>' } },
          },
        },
      },
    ]);
  });

  test.each(['TooManyRequestsException', 'MessageRejected', 'SendingPausedException'])(
    'that is refused with %s was definitely not sent',
    async (name) => {
      const { client } = answering(failure(name, 'client'));
      expect(await sesMailSender({ client, ...SENDER }).send(MAIL)).toEqual({ refused: name });
    },
  );

  test.each([
    ['a failure of the service', failure('InternalServiceErrorException', 'server')],
    ['silence', Object.assign(new Error('No answer'), { name: 'TimeoutError' })],
  ])('leaves open after %s whether it was sent', async (_, error) => {
    const { client } = answering(error);
    await expect(sesMailSender({ client, ...SENDER }).send(MAIL)).rejects.toBe(error);
  });

  test('is tried once: a second attempt could be a second mail', async () => {
    expect(await sesClient().config.maxAttempts()).toBe(1);
  });
});

describe('the headers of a mail', () => {
  /** What SES sets itself, and refuses from others in a simple message. */
  const OWN_OF_SES = [
    'date',
    'message-id',
    'from',
    'to',
    'reply-to',
    'subject',
    'mime-version',
    'return-path',
  ];

  async function askedFor(mail: object, over: object = {}) {
    const { client, asked } = answering({});
    await sesMailSender({ client, ...SENDER, ...over }).send({ ...MAIL, ...mail });
    const [input] = asked as [SendEmailCommandInput];
    const headers = (input.Content?.Simple?.Headers ?? []).map(({ Name, Value }) => [Name, Value] as const);
    return { input, headers, values: new Map(headers) };
  }

  test('say that nobody wrote it by hand, of which list it is, and where one leaves', async () => {
    const { values } = await askedFor({});
    expect(Object.fromEntries(values)).toEqual({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': '"Zielvereinbarungen" <benachrichtigungen.land.example>',
      'List-Unsubscribe': '<https://arbeitsplatz.example/benachrichtigungen>',
      'Content-Language': 'de',
      'X-Zielvereinbarungen-Mail': 'mail-1',
    });
  });

  test('make one conversation of what belongs together', async () => {
    const { values } = await askedFor({ conversation: 'zielvereinbarung.AQB-2025-06533' });
    const root = '<zielvereinbarung.AQB-2025-06533@land.example>';
    expect([values.get('In-Reply-To'), values.get('References')]).toEqual([root, root]);
  });

  test('are ASCII, once each, and none that SES writes itself', async () => {
    const { headers, input } = await askedFor(
      { conversation: 'c' },
      { name: 'Ministerium für Zwölf „Größen“ '.repeat(4) },
    );
    const names = headers.map(([name]) => name?.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => OWN_OF_SES.includes(name ?? ''))).toEqual([]);
    for (const text of [...headers.map(([, value]) => value), input.FromEmailAddress])
      expect(text).toMatch(/^[\u0020-\u007E]{1,995}$/u);
    for (const word of (input.FromEmailAddress ?? '').split(' ')) expect(word.length).toBeLessThanOrEqual(75);
  });

  test.each([
    ['Zielvereinbarungen', '"Zielvereinbarungen" <a@b.example>'],
    ['Land "Hessen" \\', String.raw`"Land \"Hessen\" \\" <a@b.example>`],
    ['Förderung', '=?UTF-8?B?RsO2cmRlcnVuZw==?= <a@b.example>'],
  ])('show the name %s', (name, shown) => expect(mailbox(name, 'a@b.example')).toBe(shown));

  test('keep every name beyond ASCII whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(!/^[\u0020-\u007E]*$/u.test(name));
        const words = mailbox(name, 'a@b.example').replace(' <a@b.example>', '').split(' ');
        const read = words.map((word) =>
          Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/u.exec(word)?.[1] ?? '', 'base64').toString(),
        );
        expect(read.join('')).toBe(name);
        expect(read.join('')).not.toContain('\uFFFD');
      }),
    );
  });

  test('lead answers to whom the stage names', async () => {
    const { input } = await askedFor({}, { replyTo: 'hilfe@land.example' });
    expect(input.ReplyToAddresses).toEqual(['hilfe@land.example']);
  });
});

describe('the people of a group', () => {
  const user = (sub: string, over: object = {}) => ({
    Enabled: true,
    Attributes: [
      { Name: 'sub', Value: sub },
      { Name: 'email', Value: `${sub}@behoerde.example` },
    ],
    ...over,
  });

  test('are read page by page', async () => {
    const { client, asked } = answering(
      { Users: [user('one')], NextToken: 'next' },
      { Users: [user('two')] },
    );
    const people = await cognitoDirectory({ client, userPoolId: 'pool' }).inGroup('land');
    expect(people).toEqual([
      { person: 'one', address: 'one@behoerde.example' },
      { person: 'two', address: 'two@behoerde.example' },
    ]);
    expect(asked).toMatchObject([{ GroupName: 'land' }, { GroupName: 'land', NextToken: 'next' }]);
  });

  test('are those who may sign in and have an address', async () => {
    const withoutAddress = user('two', { Attributes: [{ Name: 'sub', Value: 'two' }] });
    const { client } = answering({ Users: [user('one', { Enabled: false }), withoutAddress] });
    expect(await cognitoDirectory({ client, userPoolId: 'pool' }).inGroup('land')).toEqual([]);
  });

  test('are nobody where there is no such group yet', async () => {
    const { client } = answering(
      new ResourceNotFoundException({ $metadata: {}, message: 'Group not found.' }),
    );
    expect(await cognitoDirectory({ client, userPoolId: 'pool' }).inGroup('ags-06415')).toEqual([]);
  });
});
