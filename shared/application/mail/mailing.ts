import type { Pseudonyms } from '../ports/pseudonyms.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Directory, Mailbox, MailSender, NoticeSettings, Recipient, Slip } from '../ports/mail.ts';
import type { Uploads } from '../ports/uploads.ts';

/** What sending news works with. */
export type Mailing = {
  readonly store: Pick<EventStore, 'yearRows' | 'clearing' | 'waitingUntil'>;
  readonly mailbox: Mailbox;
  readonly directory: Directory;
  readonly settings: Pick<NoticeSettings, 'delivery'>;
  readonly sender: MailSender;
  readonly clock: Clock;
  readonly crypto: Pick<Crypto, 'salt'>;
  readonly pseudonyms: Pseudonyms;
  readonly uploads: Pick<Uploads, 'get'>;
  /** Base address of the workplace with trailing slash. */
  readonly workplaceUrl: string;
  /** Address that answers go to; absent where nobody reads them. */
  readonly replyTo?: string;
  /** Hears what became of each mail, and why where it was not sent or nobody can tell (`no-answer`). */
  readonly report: (outcome: 'mailed' | 'mail-unsent', reason?: string) => void;
};

/** Days for which something is news: what is older is history, and what could not be sent by then is given up. */
export const NEWS_DAYS = 7;

/** Groups of the user pool by what their people hear of. */
export const GROUPS = {
  land: 'land',
  /** The second confirmation, who work at the clearing desk. */
  desk: 'pruefung',
  /** The role of those who speak for a Gebietskoerperschaft, whichever it is. */
  kommune: 'kommune',
  ags: (ags: string) => `ags-${ags}`,
} as const;

/** Who speaks for a Gebietskoerperschaft: its key alone is no role, and opens nothing in the workplace either. */
export async function kommuneOf(directory: Directory, ags: string): Promise<readonly Recipient[]> {
  const speaking = new Set((await directory.inGroup(GROUPS.kommune)).map(({ person }) => person));
  return (await directory.inGroup(GROUPS.ags(ags))).filter(({ person }) => speaking.has(person));
}

/** The directory, asked once a run for each group. */
export function askedOnce(directory: Directory): Directory {
  const known = new Map<string, Promise<readonly Recipient[]>>();
  return {
    inGroup(group) {
      const asked = known.get(group) ?? directory.inGroup(group);
      known.set(group, asked);
      return asked;
    },
  };
}

/** Each person once, whatever the number of groups. */
export function distinct(people: readonly Recipient[]): readonly Recipient[] {
  return [...new Map(people.map((recipient) => [recipient.person, recipient])).values()];
}

/** The slip of one recorded event. */
export function slipOn({ subject, version }: EventPlace, day: string): Slip {
  return { day, matter: `${subject}#${String(version).padStart(6, '0')}` };
}

/** The recorded event that a slip is about; undefined where it is about none. */
export function eventOf({ matter }: Slip): EventPlace | undefined {
  const { subject, version } = /^(?<subject>.+)#(?<version>\d+)$/u.exec(matter)?.groups ?? {};
  return subject === undefined ? undefined : { subject, version: Number(version) };
}

type EventPlace = { readonly subject: string; readonly version: number };
