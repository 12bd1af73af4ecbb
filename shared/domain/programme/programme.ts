import type { Ministry } from './ministries.ts';

/**
 * A piece of a clause. Placeholders stand in braces: `{gk.dative}` and `{ministry.genitive}` give a party in
 * a case with its article, `{Gk.…}` and `{Ministry.…}` the same at the start of a sentence, `{short}` the
 * ministry's abbreviation, `{name}` its name without article, `{year}` the Haushaltsjahr.
 */
export type ClausePart =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The parties' own words; braces in them are braces. */
  | { readonly kind: 'verbatim'; readonly text: string }
  | { readonly kind: 'amount' }
  | { readonly kind: 'budget-items' }
  | { readonly kind: 'eckdaten' }
  | { readonly kind: 'massnahmen' };

/** One clause: Präambel, a §, or a sentence that stands in none. */
export type Clause = {
  /** Stable, plain letters; `1` for § 1, otherwise a word. Part of the public anchors. */
  readonly id: string;
  /** As printed, for example `§ 1`; absent for the Präambel and for sentences in no §. */
  readonly number?: string;
  /** Lines of the heading; none for a sentence that stands in no §. */
  readonly title: readonly string[];
  readonly parts: readonly ClausePart[];
};

/** One kind of project that the programme year pays for. */
export type Massnahmenart = { readonly art: number; readonly label: string };

/** A paper that the clauses refer to, with the days between which it holds, where known. */
export type Reference = { readonly title: string; readonly validFrom?: string; readonly validUntil?: string };

/** A pot of money that the programme year pays from. Its label is what the parties sign, and its only name. */
export type Budget = { readonly label: string };

/**
 * A programme in one Haushaltsjahr as data: clauses, lists and periods are versioned by year. What no year words
 * otherwise (title, lines of the parties, captions) stands in `shared/documents/zielvereinbarung-text.ts`.
 */
export type Programme = {
  readonly programme: string;
  readonly haushaltsjahr: number;
  /** Changes whenever a word of the clauses changes; part of the `fassungHash`. */
  readonly clauseVersion: string;
  readonly label: string;
  /**
   * At least one. Of several, each stands exactly once, by its label, among the budget items of the terms, and
   * together they make the Haushaltsmittel.
   */
  readonly budgets: readonly Budget[];
  /**
   * Folder of its pages below that of the Gebietskoerperschaft, with trailing slash; empty for the programme
   * that stands there itself, at most one a year.
   */
  readonly pageFolder: string;
  /** Line below the parties, above the clauses. */
  readonly purpose: string;
  readonly ministry: Ministry;
  /** Who decides on the Antrag, in the nominative without article. */
  readonly bewilligungsstelle: string;
  readonly clauses: readonly Clause[];
  /** Id of the clause under which an Abweichung of the year is recorded and nothing is signed again. */
  readonly abweichungClause: string;
  readonly massnahmenarten: readonly Massnahmenart[];
  readonly rechtskreise: readonly string[];
  readonly schwerpunkte: readonly string[];
  readonly earmarks: readonly string[];
  readonly fundingSources: readonly string[];
  readonly references: readonly Reference[];
  /** Last day for the Antrag, where the year names one; later ones are hinted at, never refused. */
  readonly antragUntil?: string;
  /** First and last day of the Haushaltsjahr. */
  readonly period: { readonly from: string; readonly to: string };
  /**
   * Days between which the Umsetzungsbesprechung "im Herbst" (§ 6) is looked for: a proposal for reminders,
   * no term of the Zielvereinbarung.
   */
  readonly umsetzungsbesprechung: { readonly from: string; readonly to: string };
};
