import { PARTIES, type Party } from '../../events/primitives.ts';
import type { NewEvent } from '../../events/recorded/index.ts';
import { STAFF_SOURCE } from '../domain/senders.ts';
import { partsOf } from '../domain/zielvereinbarung/identity.ts';
import { toldSides } from '../domain/zielvereinbarung/telling/consequences.ts';
import type { MailReach, SideReach } from '../domain/zielvereinbarung/telling/consequence-sentences.ts';
import { GROUPS, kommuneOf } from './mail/mailing.ts';
import type { Directory, NoticeSettings, Recipient } from './ports/mail.ts';
import type { Pseudonyms } from './ports/pseudonyms.ts';

/** What it takes to know whom a mail reaches; who sends one and who promises one ask here. */
export type Post = {
  readonly directory: Directory;
  readonly settings: Pick<NoticeSettings, 'delivery'>;
  readonly pseudonyms: Pseudonyms;
};

/** Whose word a fact is, and what it is about. */
type Said = Pick<NewEvent, 'subject' | 'source' | 'id'>;

/** Haushaltsjahre before the last are history: who enters them afterwards has nobody told. */
export function firstYearTold(today: string): number {
  return Number(today.slice(0, 4)) - 1;
}

/** The people of one side who may sign in and have an address. */
export function peopleOf(directory: Directory, party: Party, subject: string): Promise<readonly Recipient[]> {
  return PEOPLE[party](directory, subject);
}

/** Whose mail a side reads. */
const PEOPLE: Readonly<
  Record<Party, (directory: Directory, subject: string) => Promise<readonly Recipient[]>>
> = {
  land: (directory) => directory.inGroup(GROUPS.land),
  kommune: (directory, subject) => kommuneOf(directory, partsOf(subject).ags),
};

/** Whether a mail on this fact goes to somebody who is told of it: not on their own deed, nor where they want none. */
export async function hearing(
  { settings, pseudonyms }: Omit<Post, 'directory'>,
  recipient: Recipient,
  fact: Said,
): Promise<'hears' | 'did-it' | 'switched-off'> {
  if (await isOwnDeed(pseudonyms, recipient, fact)) return 'did-it';
  return (await settings.delivery(recipient.person)) === 'off' ? 'switched-off' : 'hears';
}

/**
 * Whom these facts would reach by mail, for each side that is told of one of them; undefined where nobody is told of
 * so old a year. Cost: the groups of the sides, and one read a person until one is found who hears of it. Where the
 * directory does not answer, a side is `unknown`: a preview does not fail for that.
 */
export async function reachOf(
  post: Post,
  { facts, today }: { readonly facts: readonly NewEvent[]; readonly today: string },
): Promise<MailReach | undefined> {
  const [first] = facts;
  if (first === undefined || partsOf(first.subject).haushaltsjahr < firstYearTold(today)) return undefined;
  const reach: Partial<Record<Party, SideReach>> = {};
  for (const party of PARTIES) {
    const told = facts.filter((fact) => toldSides(fact).includes(party));
    if (told.length > 0) reach[party] = await sideReach(post, party, told).catch(() => 'unknown' as const);
  }
  return reach;
}

async function sideReach(post: Post, party: Party, told: readonly NewEvent[]): Promise<SideReach> {
  const [first] = told;
  const people = first === undefined ? [] : await peopleOf(post.directory, party, first.subject);
  if (people.length === 0) return 'nobody-entered';
  const ends = new Set<Awaited<ReturnType<typeof hearing>>>();
  for (const recipient of people)
    for (const fact of told) {
      const end = await hearing(post, recipient, fact);
      if (end === 'hears') return 'reached';
      ends.add(end);
    }
  return ends.has('did-it') ? 'only-self' : 'switched-off';
}

/** Whether this person gave the very command, whichever form of their account its name holds. */
async function isOwnDeed(
  pseudonyms: Pseudonyms,
  { person }: Recipient,
  { source, id }: Said,
): Promise<boolean> {
  if (source !== STAFF_SOURCE) return false;
  return id.startsWith(`${person}:`) || id.startsWith(`${await pseudonyms.of(person)}:`);
}
