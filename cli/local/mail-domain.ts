import { AlreadyExistsException, CreateEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';

/** Where the made-up people and the sender of the local stage have their addresses (infra/stages/stages.ts). */
export const MAIL_DOMAIN = 'zielvereinbarungen.example';

/** Lets mails go from and to the made-up addresses; on AWS the domain is verified by its owner. Nothing leaves the machine. */
export async function verifyMailDomain(ses: SESv2Client): Promise<void> {
  try {
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: MAIL_DOMAIN }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error;
  }
}
