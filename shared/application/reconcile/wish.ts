/** What a run is for: `verify` only looks, `rebuild` makes every public file and row anew. */
export type Mode = 'verify' | 'reconcile' | 'rebuild';

/** Which looks a run takes, and whether it puts right what it finds. */
export type Wish = {
  readonly repairs: boolean;
  /** Makes every public file, also where the recorded hashes say that it is right. */
  readonly renders: boolean;
  /** What waits and could go on, and what waits for its time although that has come. */
  readonly waits: boolean;
  /** Documents for signing. */
  readonly papers: boolean;
  /** Uploads in the inbox. */
  readonly uploads: boolean;
  /** Objects of the archive, their locks and holds. */
  readonly archive: boolean;
  /** The whole clearing desk: every item has its pointer. */
  readonly desk: boolean;
  /** What was recorded less than so many minutes ago is on its way: its own function works on it. */
  readonly graceMinutes: number;
};

const ALL = { waits: true, papers: true, uploads: true } as const;
const NOTHING_ELSE = { waits: false, papers: false, uploads: false, archive: false, desk: false } as const;

/** Of the scheduled run; a person who asks wants it now. */
export const ON_ITS_WAY_MINUTES = 5;

/** What a run may choose; `archive` is everything that takes long. */
export type Choice = { readonly archive: boolean; readonly graceMinutes?: number };

/** The looks of a mode; a run of every quarter of an hour leaves out what takes long: archive and desk. */
export function wishOf(mode: Mode, { archive, graceMinutes = 0 }: Choice): Wish {
  return { ...looksOf(mode, archive), graceMinutes };
}

function looksOf(mode: Mode, archive: boolean): Omit<Wish, 'graceMinutes'> {
  switch (mode) {
    case 'verify':
      return { ...ALL, repairs: false, renders: false, archive, desk: archive };
    case 'reconcile':
      return { ...ALL, repairs: true, renders: false, archive, desk: archive };
    case 'rebuild':
      return { ...NOTHING_ELSE, repairs: true, renders: true };
  }
}
