import { PARTIES, type Party } from '../../../events/primitives.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay, daysAfter } from '../../domain/dates/berlin.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import { STAFF_SOURCE } from '../../domain/senders.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { Pseudonyms } from '../ports/pseudonyms.ts';
import { GROUPS, NEWS_DAYS, distinct, kommuneOf, type Mailing } from './mailing.ts';
import { noticeOf, type Audience } from './notices-of.ts';
import type { Directory, Recipient } from '../ports/mail.ts';

/** What a look at the logs found. */
export type Collected = {
  /** Who is to be told something; their slips lie in their boxes. */
  readonly concerned: readonly Recipient[];
  /** Keys of all Gebietskoerperschaften of the years that are looked at. */
  readonly ags: readonly string[];
  /** To be kept once everybody was told: until then the same is collected again. */
  readonly read: ReadonlyMap<string, number>;
};

/**
 * Reads what was recorded since the last look and lays a slip for everybody whom it concerns, once: the slip is
 * named by the event. Nobody hears of what they did themselves, or has chosen not to hear of.
 * Cost: one query a programme year, one for the positions, one a Zielvereinbarung.
 */
export async function collect(mailing: Mailing, directory: Directory): Promise<Collected> {
  const { mailbox, clock } = mailing;
  const positions = await mailbox.positions();
  const concerned: Recipient[] = [];
  const read = new Map<string, number>();
  const subjects = await subjectsOf(mailing);
  for (const subject of subjects) {
    const events = await mailbox.eventsAfter(subject, positions.get(subject) ?? 0);
    for (const event of events.filter((one) => isNews(one, clock.today())))
      concerned.push(...(await tell(mailing, directory, event)));
    const last = events.at(-1);
    if (last !== undefined) read.set(subject, last.version);
  }
  const ags = [...new Set(subjects.map((subject) => partsOf(subject).ags))];
  return { concerned: distinct(concerned), ags, read };
}

/** Years before the last are history: who enters them afterwards has nobody told. */
async function subjectsOf({ store, clock }: Mailing): Promise<readonly string[]> {
  const lastYear = Number(clock.today().slice(0, 4)) - 1;
  const subjects: string[] = [];
  for (const { programme, haushaltsjahr } of PROGRAMMES)
    if (haushaltsjahr >= lastYear)
      subjects.push(...(await store.yearRows(programme, haushaltsjahr)).map(({ subject }) => subject));
  return subjects;
}

function isNews({ recordedAt }: RecordedEvent, today: string): boolean {
  return berlinDay(recordedAt) >= daysAfter(today, -NEWS_DAYS);
}

async function tell(
  { mailbox, settings, pseudonyms }: Mailing,
  directory: Directory,
  event: RecordedEvent,
): Promise<readonly Recipient[]> {
  const notice = noticeOf(event);
  if (notice === undefined) return [];
  const { audience, ...words } = notice;
  const matter = `${event.subject}#${String(event.version).padStart(6, '0')}`;
  const told: Recipient[] = [];
  for (const recipient of await peopleOf(directory, audience, event)) {
    if (await isOwnDeed(pseudonyms, recipient, event)) continue;
    if ((await settings.delivery(recipient.person)) === 'off') continue;
    await mailbox.lay(recipient.person, { day: berlinDay(event.recordedAt), matter, ...words });
    told.push(recipient);
  }
  return told;
}

async function peopleOf(
  directory: Directory,
  audience: Audience,
  { subject }: RecordedEvent,
): Promise<readonly Recipient[]> {
  const people: Recipient[] = [];
  for (const party of audience === 'both' ? PARTIES : [audience])
    people.push(...(await PEOPLE[party](directory, subject)));
  return distinct(people);
}

/** Whose mail a side reads. */
const PEOPLE: Readonly<
  Record<Party, (directory: Directory, subject: string) => Promise<readonly Recipient[]>>
> = {
  land: (directory) => directory.inGroup(GROUPS.land),
  kommune: (directory, subject) => kommuneOf(directory, partsOf(subject).ags),
};

/** Whether this person gave the very command, whichever form of their account its name holds. */
async function isOwnDeed(
  pseudonyms: Pseudonyms,
  { person }: Recipient,
  { source, id }: RecordedEvent,
): Promise<boolean> {
  if (source !== STAFF_SOURCE) return false;
  return id.startsWith(`${person}:`) || id.startsWith(`${await pseudonyms.of(person)}:`);
}
