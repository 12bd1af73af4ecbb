import { SESv2ServiceException, SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { MailSender } from '../../application/ports/mail.ts';

/**
 * Mail by SES. The client makes one attempt. A refusal of the service (4xx: throttled, paused, address refused)
 * was definitely not sent; everything else leaves that open and is thrown.
 */
export function sesMailSender({
  client,
  from,
}: {
  readonly client: SESv2Client;
  readonly from: string;
}): MailSender {
  const data = (text: string) => ({ Data: text, Charset: 'UTF-8' });
  return {
    async send({ to, subject, text, html }) {
      try {
        await client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [to] },
            Content: {
              Simple: { Subject: data(subject), Body: { Text: data(text), Html: data(html) } },
            },
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
