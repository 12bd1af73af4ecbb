import { SESv2ServiceException, SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Mail, MailSender } from '../../application/ports/mail.ts';
import { headersOf, mailbox } from './mail-headers.ts';

/** Who sends: the service under its name, and who reads what is answered. */
export type SesSettings = {
  readonly client: SESv2Client;
  /** Address that mails come from. */
  readonly from: string;
  /** Name of the service, shown beside the address. */
  readonly name: string;
  /** Address that answers go to; {@link from} where absent, so that none goes astray. */
  readonly replyTo?: string;
};

/**
 * Mail by SES. The client makes one attempt. A refusal of the service (4xx: throttled, paused, address refused)
 * was definitely not sent; everything else leaves that open and is thrown.
 */
export function sesMailSender({ client, from, name, replyTo = from }: SesSettings): MailSender {
  const data = (text: string) => ({ Data: text, Charset: 'UTF-8' });
  const message = (mail: Mail) => ({
    Subject: data(mail.subject),
    Body: { Text: data(mail.text), Html: data(mail.html) },
    Headers: headersOf(mail, { from, name }).map(([header, value]) => ({ Name: header, Value: value })),
  });
  return {
    async send(mail) {
      try {
        await client.send(
          new SendEmailCommand({
            FromEmailAddress: mailbox(name, from),
            ReplyToAddresses: [replyTo],
            Destination: { ToAddresses: [mail.to] },
            Content: { Simple: message(mail) },
          }),
        );
        return {};
      } catch (error) {
        if (error instanceof SESv2ServiceException && error.$fault === 'client')
          return { refused: error.name };
        throw error;
      }
    },
  };
}
