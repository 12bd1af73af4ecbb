import type { NotedRefusal } from './clearing.ts';

/** What is noted for the receipt of an event that has no marker (yet): a marker tells more. */
export type ReceiptNote = {
  readonly source: string;
  readonly id: string;
  readonly state: 'received' | 'parked' | 'refused';
  readonly subject?: string;
  readonly refusal?: NotedRefusal;
  /** The message did not prove its source: noted apart, so that nobody can write into another's receipt. */
  readonly unproven?: true;
};

/** Notes for receipts. Each call is one read or one put. */
export interface Receipts {
  note(source: string, id: string): Promise<ReceiptNote | undefined>;
  /** What a message said that only claimed to come from this source. */
  claimedNote(source: string, id: string): Promise<ReceiptNote | undefined>;
  /** Notes that an event was taken by the API; changes nothing where something is noted already. */
  received(source: string, id: string): Promise<void>;
}
