import { ResourceNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { sesClient } from '../../shared/adapters/aws-clients.ts';
import { cognitoDirectory } from '../../shared/adapters/cognito-directory.ts';
import { sesMailSender } from '../../shared/adapters/messages/ses-mail-sender.ts';

const MAIL = { to: 'a@behoerde.example', subject: 'Betreff', text: 'Text', html: '<p>Text</p>' };

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
    expect(await sesMailSender({ client, from: 'post@land.example' }).send(MAIL)).toEqual({});
    expect(asked).toMatchObject([
      {
        FromEmailAddress: 'post@land.example',
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
      expect(await sesMailSender({ client, from: 'post@land.example' }).send(MAIL)).toEqual({
        refused: name,
      });
    },
  );

  test.each([
    ['a failure of the service', failure('InternalServiceErrorException', 'server')],
    ['silence', Object.assign(new Error('No answer'), { name: 'TimeoutError' })],
  ])('leaves open after %s whether it was sent', async (_, error) => {
    const { client } = answering(error);
    await expect(sesMailSender({ client, from: 'post@land.example' }).send(MAIL)).rejects.toBe(error);
  });

  test('is tried once: a second attempt could be a second mail', async () => {
    expect(await sesClient().config.maxAttempts()).toBe(1);
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
