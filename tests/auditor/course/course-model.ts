import type { Papers, Signed } from './signatures.ts';
import type { Fassung } from './terms.ts';

/** A Fassung that both sides signed. */
export type Conclusion = {
  readonly fassung: Fassung;
  readonly concludedOn: string;
  readonly signed: Signed;
};

/** A page that was recorded as readable. */
export type Published = {
  readonly version: number;
  readonly recordedAt: string;
  readonly revision: number;
  readonly fassung: number;
  readonly permalink: string;
  readonly pageSha256: string;
  readonly jsonSha256: string;
  readonly pdfSha256: string;
  readonly conclusion: Conclusion | undefined;
};

/** What the log of one subject says, read by the rules of the domain alone. */
export type Course = {
  readonly subject: string;
  readonly papers: Papers;
  readonly fassungen: Map<number, Fassung>;
  /** Each Fassung that was concluded, as it was concluded last. */
  readonly conclusions: Map<number, Conclusion>;
  newest?: Fassung | undefined;
  /** The conclusion in force. */
  current?: Conclusion | undefined;
  /** What stood before, and is shown until the page of the current one can be read. */
  standing?: Conclusion | undefined;
  /** The Fassung that the page is to show, since this version. */
  shown?: { readonly fassung: number; readonly since: number } | undefined;
  /** The page that can be read; none once it was taken back. */
  readable?: Published | undefined;
  readonly published: Published[];
  /** What the year brought and the page shows: numbers of Abweichungen, days of Umsetzungsbesprechungen, places of assessments. */
  readonly abweichungen: number[];
  readonly meetings: string[];
  readonly assessments: number[];
  wasDue: boolean;
  /** It is held back, until a day where one is named. */
  hold?: { readonly until: string } | undefined;
  /** Fassungen that were released for signature. */
  readonly released: Set<number>;
  isWithdrawn: boolean;
  isCancelled: boolean;
  readonly problems: { readonly invariant: 'I4' | 'I5'; readonly what: string }[];
};
