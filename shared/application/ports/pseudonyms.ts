/**
 * Names for people that name nobody: the same account has the same name for the life of a stage, and only who holds
 * the key of the stage can tell whose it is.
 */
export interface Pseudonyms {
  /**
   * HMAC-SHA-256 of the account's id as 64 lower-case hex digits.
   * @throws Error where the key of the stage cannot be read: machinery, and never another name.
   */
  readonly of: (account: string) => Promise<string>;
}
