import type { Pseudonyms } from './ports/pseudonyms.ts';

/** A person's account: what new items call it, and its id, as items of earlier releases do. */
export type Account = {
  readonly pseudonym: string;
  /** The id in the user pool; it leaves neither for the bus nor for a log nor for another person. */
  readonly subject: string;
};

/** Whether what is stored means this account, whichever form is stored: what was recorded is never rewritten. */
export function isSameAccount(stored: string, { pseudonym, subject }: Account): boolean {
  return stored === pseudonym || stored === subject;
}

/** Names under which a command of this person can be repeated: the one that is given, and that of earlier releases. */
export function commandIds(
  { pseudonym, subject }: Account,
  key: string,
): { readonly id: string; readonly formerId: string } {
  return { id: `${pseudonym}:${key}`, formerId: `${subject}:${key}` };
}

const PSEUDONYM = /^[0-9a-f]{64}$/u;

/** What may be shown of a stored account: its pseudonym, whichever form is stored. */
export async function shownAccount(stored: string, pseudonyms: Pseudonyms): Promise<string> {
  return PSEUDONYM.test(stored) ? stored : pseudonyms.of(stored);
}
