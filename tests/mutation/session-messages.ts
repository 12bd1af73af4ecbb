/** Over which channel the runner and the session inside vitest's worker talk: they are threads of one process. */
export const CHANNEL = 'mutation-session';

/** A test of the part as vitest ran it on the sound code. */
export type RanTest = {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly milliseconds: number;
  /** What went wrong, if anything: then no mutant can be judged. */
  readonly failure?: string;
};

/** How often the instrumented code was passed, by mutant: while modules were loaded, and in each test. */
export type Coverage = {
  readonly static: Record<string, number>;
  readonly perTest: Record<string, Record<string, number>>;
};

/** What a mutant did to the tests that cover it. */
export type Tried =
  | { readonly status: 'survived'; readonly tests: number }
  /** `isSpoilt`: the test fails without the mutant as well, so something was left behind, by it or one before. */
  | {
      readonly status: 'killed';
      readonly by: string;
      readonly failure: string;
      readonly tests: number;
      readonly isSpoilt: boolean;
    }
  /** It passed a place a hundred times as often as the sound code, or a test came to no end. */
  | { readonly status: 'endless'; readonly why: string };

/** To the session. */
export type Order =
  | {
      readonly kind: 'try';
      readonly mutant: string;
      readonly hitLimit?: number | undefined;
      readonly tests: readonly string[];
    }
  | { readonly kind: 'end' };

/** From the session. */
export type Answer =
  | { readonly kind: 'ready'; readonly tests: readonly RanTest[]; readonly coverage: Coverage }
  | { readonly kind: 'tried'; readonly tried: Tried };
