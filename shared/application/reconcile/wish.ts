/** What a run is for: `verify` only looks, `rebuild` makes every public file and row anew. */
export type Mode = 'verify' | 'reconcile' | 'rebuild';

/** Which looks a run takes, and whether it puts right what it finds. */
export type Wish = {
  readonly repairs: boolean;
  /** Makes every public file, also where the recorded hashes say that it is right. */
  readonly renders: boolean;
  /** What waits and could go on. */
  readonly waits: boolean;
  /** Documents for signing. */
  readonly papers: boolean;
  /** Uploads in the inbox. */
  readonly uploads: boolean;
  /** Objects of the archive, their locks and holds. */
  readonly archive: boolean;
};

const ALL = { waits: true, papers: true, uploads: true } as const;

/** The looks of a mode; a run of every quarter of an hour leaves the archive out. */
export function wishOf(mode: Mode, { archive }: { readonly archive: boolean }): Wish {
  switch (mode) {
    case 'verify':
      return { ...ALL, repairs: false, renders: false, archive };
    case 'reconcile':
      return { ...ALL, repairs: true, renders: false, archive };
    case 'rebuild':
      return { repairs: true, renders: true, waits: false, papers: false, uploads: false, archive: false };
  }
}
