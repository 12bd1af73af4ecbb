import { collect } from './collect.ts';
import { deliver, deliverDigest } from './deliver.ts';
import { deskNews, deskSlips, type DeskNews } from './desk-slips.ts';
import { uploadsOnce } from './file-names.ts';
import { logsOf } from './logs.ts';
import { GROUPS, askedOnce, distinct, kommuneOf, type Mailing } from './mailing.ts';
import type { Directory, Recipient } from '../ports/mail.ts';

/**
 * Mails what was recorded since the last look to those who want it at once; for the others it waits for the day's
 * mail. Safe to repeat and to run twice at once: how far the logs were read is kept last, and until then the same
 * slips are laid and claimed again, each for one mail.
 */
export async function mailNews(stage: Mailing): Promise<void> {
  const mailing = { ...stage, uploads: uploadsOnce(stage.uploads) };
  const { concerned, read } = await collect(mailing, askedOnce(mailing.directory));
  const logs = logsOf(mailing.mailbox);
  for (const recipient of concerned)
    if ((await mailing.settings.delivery(recipient.person)) === 'immediate')
      await deliver(mailing, recipient, logs);
  await keep(mailing, read);
}

/**
 * Mails what waits in each box, one mail a person and day: what the day brought, what could not be sent at once,
 * and to those who work at the clearing desk what came there.
 */
export async function mailDigests(stage: Mailing): Promise<void> {
  const mailing = { ...stage, uploads: uploadsOnce(stage.uploads) };
  const directory = askedOnce(mailing.directory);
  const { ags, read } = await collect(mailing, directory);
  const land = await directory.inGroup(GROUPS.land);
  const desk = distinct([...land, ...(await directory.inGroup(GROUPS.desk))]);
  const news = await deskNews(mailing);
  await layDeskSlips(mailing, desk, news);
  const logs = logsOf(mailing.mailbox);
  const people = [...desk, ...(await kommunenOf(directory, ags))];
  for (const recipient of distinct(people))
    if ((await mailing.settings.delivery(recipient.person)) !== 'off')
      await deliverDigest(mailing, recipient, { logs, news });
  await keep(mailing, read);
}

async function layDeskSlips(mailing: Mailing, desk: readonly Recipient[], news: DeskNews): Promise<void> {
  const slips = deskSlips(news);
  for (const { person } of desk) {
    if (slips.length === 0 || (await mailing.settings.delivery(person)) === 'off') continue;
    for (const slip of slips) await mailing.mailbox.lay(person, slip);
  }
}

async function kommunenOf(directory: Directory, ags: readonly string[]): Promise<readonly Recipient[]> {
  const people: Recipient[] = [];
  for (const key of ags) people.push(...(await kommuneOf(directory, key)));
  return people;
}

async function keep({ mailbox }: Mailing, read: ReadonlyMap<string, number>): Promise<void> {
  for (const [subject, version] of read) await mailbox.advance(subject, version);
}
