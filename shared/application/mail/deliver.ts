import { daysAfter } from '../../domain/dates/berlin.ts';
import { deskTelling, type DeskNews } from './desk-slips.ts';
import { knowledgeOf, type Knowledge } from './knowledge.ts';
import type { Logs } from './logs.ts';
import { mailOfDay, mailOn } from './mail-text.ts';
import { NEWS_DAYS, eventOf, type Mailing } from './mailing.ts';
import { tellingOf, type MailTelling } from './telling.ts';
import { DIGEST, type Mail, type Recipient, type Slip, type SlipEnd } from '../ports/mail.ts';

/**
 * Sends what waits in somebody's box, one mail a Zielvereinbarung, each slip at most once. Slips are claimed before the
 * mail is sent, and it says what holds at that moment; what no longer does and leaves nothing to tell ends without a
 * mail. Definitely refused by the service, slips wait again; where nobody can tell, they stay claimed for ever,
 * because a second mail is worse than one that the workplace makes up for, and the run ends.
 * @throws what the service threw; everybody else's slips wait for the next run.
 */
export async function deliver(mailing: Mailing, recipient: Recipient, logs: Logs): Promise<void> {
  const waiting = await waitingOf(mailing, recipient);
  for (const [subject, slips] of bySubject(waiting)) {
    const known = await knowledgeOf(mailing, logs, slips);
    const mail = mailing.crypto.salt();
    const claimed = await claim(mailing, recipient, { mail, slips });
    const { tellings, told } = await sortOut(mailing, recipient, {
      mail,
      tellings: tellingsOf(claimed, known),
    });
    if (tellings.length === 0) continue;
    const content = { id: mail, to: recipient.address, tellings };
    await send(mailing, recipient, { written: mailOn(subject, content, mailing), claimed: told });
  }
}

/** The same, but one mail a day on everything, the clearing desk too: the day itself is claimed with what it brings. */
export async function deliverDigest(
  mailing: Mailing,
  recipient: Recipient,
  { logs, news }: { readonly logs: Logs; readonly news: DeskNews },
): Promise<void> {
  const { mailbox, clock, crypto } = mailing;
  const { person, address } = recipient;
  const slips = await waitingOf(mailing, recipient);
  if (slips.length === 0) return;
  const known = await knowledgeOf(mailing, logs, slips);
  const mail = crypto.salt();
  const day: Slip = { day: clock.today(), matter: DIGEST };
  await mailbox.lay(person, day);
  if (!(await mailbox.claim(person, day, mail))) return;
  const claimed = await claim(mailing, recipient, { mail, slips });
  const { tellings, told } = await sortOut(mailing, recipient, {
    mail,
    tellings: [...tellingsOf(claimed, known), deskPart(claimed, news)],
  });
  if (tellings.length === 0) return mailbox.settle(person, day, { mail, state: 'waiting' });
  const written = mailOfDay(clock.today(), { id: mail, to: address, tellings }, mailing);
  await send(mailing, recipient, { written, claimed: [...told, day] });
}

function waitingOf({ mailbox, clock }: Mailing, { person }: Recipient): Promise<readonly Slip[]> {
  return mailbox.waiting(person, daysAfter(clock.today(), -NEWS_DAYS));
}

type Claiming = { readonly mail: string; readonly slips: readonly Slip[] };

async function claim(
  { mailbox }: Mailing,
  { person }: Recipient,
  { mail, slips }: Claiming,
): Promise<readonly Slip[]> {
  const claimed: Slip[] = [];
  for (const slip of slips) if (await mailbox.claim(person, slip, mail)) claimed.push(slip);
  return claimed;
}

/** What is told of some slips; without a telling nothing of them holds any more. */
type Part = { readonly slips: readonly Slip[]; readonly telling?: MailTelling };

function bySubject(slips: readonly Slip[]): ReadonlyMap<string, readonly Slip[]> {
  const found = new Map<string, readonly Slip[]>();
  for (const slip of slips) {
    const subject = eventOf(slip)?.subject;
    if (subject !== undefined) found.set(subject, [...(found.get(subject) ?? []), slip]);
  }
  return found;
}

function tellingsOf(claimed: readonly Slip[], known: Knowledge): readonly Part[] {
  return [...bySubject(claimed)].map(([subject, slips]) => {
    const found = known.get(subject);
    const versions = slips.flatMap((slip) => eventOf(slip)?.version ?? []);
    const telling = found && tellingOf(found.course, versions, found.fileNames);
    return telling === undefined || telling.items.length === 0 ? { slips } : { slips, telling };
  });
}

function deskPart(claimed: readonly Slip[], news: DeskNews): Part {
  const slips = claimed.filter((slip) => eventOf(slip) === undefined);
  const telling = deskTelling(news, slips);
  return telling === undefined ? { slips } : { slips, telling };
}

/** Ends the slips of which nothing is left to tell. */
async function sortOut(
  mailing: Mailing,
  recipient: Recipient,
  { mail, tellings: parts }: { readonly mail: string; readonly tellings: readonly Part[] },
): Promise<{ readonly tellings: readonly MailTelling[]; readonly told: readonly Slip[] }> {
  const gone = parts.flatMap(({ slips, telling }) => (telling === undefined ? slips : []));
  await settle(mailing, recipient, { mail, slips: gone, state: 'overtaken' });
  return {
    tellings: parts.flatMap(({ telling }) => telling ?? []),
    told: parts.flatMap(({ slips, telling }) => (telling === undefined ? [] : slips)),
  };
}

async function settle(
  { mailbox }: Mailing,
  { person }: Recipient,
  { mail, slips, state }: Claiming & { readonly state: SlipEnd },
): Promise<void> {
  for (const slip of slips) await mailbox.settle(person, slip, { mail, state });
}

async function send(
  mailing: Mailing,
  recipient: Recipient,
  { written, claimed }: { readonly written: Mail; readonly claimed: readonly Slip[] },
): Promise<void> {
  const { sender, report } = mailing;
  let refused: string | undefined;
  try {
    ({ refused } = await sender.send(written));
  } catch (error) {
    report('mail-unsent', 'no-answer');
    throw error;
  }
  const state = refused === undefined ? 'sent' : 'waiting';
  await settle(mailing, recipient, { mail: written.id, slips: claimed, state });
  report(refused === undefined ? 'mailed' : 'mail-unsent', refused);
}
