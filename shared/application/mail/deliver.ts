import { daysAfter } from '../../domain/dates/berlin.ts';
import { NEWS_DAYS, type Mailing } from './mailing.ts';
import { mailOf } from './mail-text.ts';
import { DIGEST, type Recipient, type Slip } from '../ports/mail.ts';

/**
 * Sends what waits in somebody's box as one mail, each slip at most once. Slips are claimed before the mail is
 * sent. Definitely refused by the service, they wait again; where nobody can tell, they stay claimed for ever,
 * because a second mail is worse than one that the workplace makes up for, and the run ends.
 * @throws what the service threw; everybody else's slips wait for the next run.
 */
export async function deliver(mailing: Mailing, recipient: Recipient): Promise<void> {
  const { mailbox, clock, crypto } = mailing;
  const mail = crypto.salt();
  const waiting = await mailbox.waiting(recipient.person, daysAfter(clock.today(), -NEWS_DAYS));
  const claimed: Slip[] = [];
  for (const slip of waiting) if (await mailbox.claim(recipient.person, slip, mail)) claimed.push(slip);
  if (claimed.length === 0) return;
  await send(mailing, recipient, { mail, claimed, written: claimed });
}

/** The same, but one mail a day: the day itself is claimed with what it brings. */
export async function deliverDigest(mailing: Mailing, recipient: Recipient): Promise<void> {
  const { mailbox, clock, crypto } = mailing;
  const { person } = recipient;
  const waiting = await mailbox.waiting(person, daysAfter(clock.today(), -NEWS_DAYS));
  if (waiting.length === 0) return;
  const mail = crypto.salt();
  const day = digestOf(clock.today());
  await mailbox.lay(person, day);
  if (!(await mailbox.claim(person, day, mail))) return;
  const claimed: Slip[] = [];
  for (const slip of waiting) if (await mailbox.claim(person, slip, mail)) claimed.push(slip);
  if (claimed.length === 0) return mailbox.settle(person, day, { mail, state: 'waiting' });
  await send(mailing, recipient, { mail, claimed: [...claimed, day], written: claimed });
}

function digestOf(day: string): Slip {
  return { day, matter: DIGEST, title: '', sentence: '', path: '' };
}

type Sending = {
  readonly mail: string;
  readonly claimed: readonly Slip[];
  readonly written: readonly Slip[];
};

async function send(
  { mailbox, sender, workplaceUrl, report }: Mailing,
  { person, address }: Recipient,
  { mail, claimed, written }: Sending,
): Promise<void> {
  let refused: string | undefined;
  try {
    ({ refused } = await sender.send(mailOf(address, written, workplaceUrl)));
  } catch (error) {
    report('mail-unsent', 'no-answer');
    throw error;
  }
  const state = refused === undefined ? 'sent' : 'waiting';
  for (const slip of claimed) await mailbox.settle(person, slip, { mail, state });
  report(refused === undefined ? 'mailed' : 'mail-unsent', refused);
}
