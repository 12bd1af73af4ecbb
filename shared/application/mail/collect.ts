import { PARTIES } from '../../../events/primitives.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay, daysAfter } from '../../domain/dates/berlin.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import { toldSides } from '../../domain/zielvereinbarung/telling/consequences.ts';
import { firstYearTold, hearing, peopleOf } from '../recipients.ts';
import { NEWS_DAYS, distinct, slipOn, type Mailing } from './mailing.ts';
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

async function subjectsOf({ store, clock }: Mailing): Promise<readonly string[]> {
  const firstYear = firstYearTold(clock.today());
  const subjects: string[] = [];
  for (const { programme, haushaltsjahr } of PROGRAMMES)
    if (haushaltsjahr >= firstYear)
      subjects.push(...(await store.yearRows(programme, haushaltsjahr)).map(({ subject }) => subject));
  return subjects;
}

function isNews({ recordedAt }: RecordedEvent, today: string): boolean {
  return berlinDay(recordedAt) >= daysAfter(today, -NEWS_DAYS);
}

async function tell(
  mailing: Mailing,
  directory: Directory,
  event: RecordedEvent,
): Promise<readonly Recipient[]> {
  const slip = slipOn(event, berlinDay(event.recordedAt));
  const told: Recipient[] = [];
  for (const recipient of await audienceOf(directory, event)) {
    if ((await hearing(mailing, recipient, event)) !== 'hears') continue;
    await mailing.mailbox.lay(recipient.person, slip);
    told.push(recipient);
  }
  return told;
}

async function audienceOf(directory: Directory, event: RecordedEvent): Promise<readonly Recipient[]> {
  const people: Recipient[] = [];
  const sides = toldSides(event);
  for (const party of PARTIES.filter((one) => sides.includes(one)))
    people.push(...(await peopleOf(directory, party, event.subject)));
  return distinct(people);
}
