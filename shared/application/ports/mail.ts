import type { RecordedEvent } from '../../../events/recorded/index.ts';

/** When somebody hears of news: as soon as it is recorded, once a day, or never. */
export const DELIVERIES = ['immediate', 'daily', 'off'] as const;

/** One of the {@link DELIVERIES}. */
export type NoticeDelivery = (typeof DELIVERIES)[number];

/** What holds for whoever has chosen nothing. */
export const DEFAULT_DELIVERY: NoticeDelivery = 'daily';

/** What each person chose, by the subject of their account. */
export interface NoticeSettings {
  /** {@link DEFAULT_DELIVERY} where nothing was chosen. */
  delivery(person: string): Promise<NoticeDelivery>;
  choose(person: string, delivery: NoticeDelivery): Promise<void>;
}

/** Somebody of the user pool who can get mail; the address is never stored. */
export type Recipient = { readonly person: string; readonly address: string };

/** Who signs in, by group. */
export interface Directory {
  /** The people of a group that may sign in and have an address; nobody where there is no such group. */
  inGroup(group: string): Promise<readonly Recipient[]>;
}

/** That one person is to be told of something. What the mail says of it is written when it is sent, and kept nowhere. */
export type Slip = {
  /** Day on which it became news, `YYYY-MM-DD`. */
  readonly day: string;
  /** What it is about, unique for that day; the key is made of both. */
  readonly matter: string;
};

/** Matter of the slip that stands for the mail of a day itself. */
export const DIGEST = 'DIGEST';

/**
 * Where a slip is on its way. `claimed` is put before a mail is sent, and only an answer takes it further: to
 * `sent`, or back to `waiting`. Without an answer it stays claimed and is never sent again. What no longer held before
 * anybody was told ends as `overtaken`, without a mail.
 */
export type SlipState = 'waiting' | 'claimed' | SlipEnd;

/** What becomes of a claimed slip. */
export type SlipEnd = 'waiting' | 'sent' | 'overtaken';

/** The slips of every person and how far the log was read. All writes are puts on condition. */
export interface Mailbox {
  /** Version up to which each Zielvereinbarung's log was read for news. */
  positions(): Promise<ReadonlyMap<string, number>>;
  /** Moves a position on, never back. */
  advance(subject: string, version: number): Promise<void>;
  /** What was recorded after this version, in order. */
  eventsAfter(subject: string, version: number): Promise<readonly RecordedEvent[]>;
  /** Puts a slip that waits, if it is not there yet in any state. */
  lay(person: string, slip: Slip): Promise<void>;
  /** Slips from this day on that wait, oldest first. */
  waiting(person: string, since: string): Promise<readonly Slip[]>;
  /** Claims a slip that waits for one mail; false where another run was first. */
  claim(person: string, slip: Slip, mail: string): Promise<boolean>;
  /** What becomes of the slip: sent, waiting again where the mail was definitely not sent, or overtaken. */
  settle(person: string, slip: Slip, end: { mail: string; state: SlipEnd }): Promise<void>;
}

/** One mail to one person: plain text, and the same as simple HTML. */
export type Mail = {
  /** Names the claim that it was made from: a slip knows its mail by it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Stable name of what it belongs to: mails with the same one are one conversation. Absent: it stands alone. */
  readonly conversation?: string;
  /** Address of the page on which its reader decides which mails come, if any. */
  readonly settings: string;
  readonly text: string;
  readonly html: string;
};

/** The service that sends mail. It knows no repeats: whoever sends twice has sent two mails. */
export interface MailSender {
  /**
   * Sends once. `refused` means that it was definitely not sent, and why.
   * @throws where nobody can tell whether it was sent (no answer, failure on the other side).
   */
  send(mail: Mail): Promise<{ readonly refused?: string }>;
}
