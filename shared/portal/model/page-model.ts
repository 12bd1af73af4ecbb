import type { Party } from '../../../events/primitives.ts';
import type { DocumentModel } from '../../documents/document-model.ts';
import type { Gebietskoerperschaft } from '../../domain/register/gebietskoerperschaft.ts';
import type { Ministry } from '../../domain/programme/index.ts';
import type { Target } from '../../domain/target.ts';

/** One of the two sides. */
export type PublicParty = Party;

/** A project of a Massnahmenart; Träger, places and amount only where they are agreed. */
export type PublicMassnahme = {
  readonly label: string;
  readonly traeger?: string | undefined;
  readonly places?: number | undefined;
  readonly amountCent?: number | undefined;
};

/** A Massnahmenart with its projects; an Art without a project stays in the list. */
export type PublicMassnahmenart = {
  readonly art: number;
  readonly label: string;
  readonly massnahmen: readonly PublicMassnahme[];
};

/** A signature as declared. Names appear on the page (as in the signed text), never in open data (rule 11). */
export type PublicSignature = {
  readonly party: PublicParty;
  readonly name: string;
  readonly office: string;
  readonly capacity?: string | undefined;
  readonly place: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** As on the paper, for example `2.8.2025`. */
  readonly asWritten: string;
};

/** An archived scan, an Abbild of the signed paper: told by its hash, never served. */
export type PublicScan = {
  readonly sha256: string;
  readonly size: number;
  readonly pages: number;
  readonly parties: readonly PublicParty[];
  /** `YYYY-MM-DD` or an instant; only the day is shown. */
  readonly retainUntil: string;
  /** A QR code on the paper names something else than this Fassung; two people accepted it all the same. */
  readonly hasOtherCode?: true;
};

/** A Bescheid that was released to the public, beside the agreed sum and never in its place (§ 5). */
export type PublicBescheid = {
  readonly art: 'zuwendung' | 'aenderung' | 'ablehnung' | 'teilwiderruf' | 'widerruf';
  readonly aktenzeichen: string;
  readonly issuedOn: string;
  readonly amountCent: number;
  readonly bewilligungszeitraum: { readonly from: string; readonly to: string };
  /** Agreed sum less granted sum; absent where the two are not comparable. */
  readonly differenceCent?: number | undefined;
  /** Day on which it became final (bestandskräftig), where that was reported. */
  readonly finalSince?: string | undefined;
};

/** A figure with its unit. */
export type PublicMeasure = { readonly value: number; readonly unit: string };

/** A change during the year under § 6: recorded, nothing is signed again. Numbered from 1, money and figures together. */
export type PublicAbweichung = { readonly number: number; readonly effectiveOn: string } & (
  | { readonly of: 'haushaltsmittel'; readonly fromCent: number; readonly toCent: number }
  | {
      readonly of: 'eckdatum';
      readonly label: string;
      /** As it was before, where that was told. */
      readonly from?: PublicMeasure | undefined;
      readonly to: PublicMeasure;
      /** Whether § 4 gives a figure of this label at all; the model agreement gives none. */
      readonly isAgreed: boolean;
    }
);

/** An Umsetzungsbesprechung that was held (§ 6 (1)): the bodies that took part, never persons. */
export type PublicMeeting = { readonly on: string; readonly participants: readonly string[] };

/** One goal of an assessment: Soll beside Ist, the difference computed, the result in words, never a score. */
export type PublicAssessmentItem = {
  readonly label: string;
  readonly soll: Target;
  readonly ist: Target;
  /** Ist less Soll; absent where the two cannot be compared. */
  readonly difference?: Target | undefined;
  readonly considered: readonly { readonly abweichung: number; readonly sentence: string }[];
  readonly result: string;
};

/** How far the goals were reached, as persons assessed it with the Abweichungen in view (§ 6 (2)). */
export type PublicAssessment = {
  readonly assessedOn: string;
  readonly items: readonly PublicAssessmentItem[];
};

/** The end of a Zielvereinbarung by a document; the page stays. */
export type PublicCancellation = { readonly on: string; readonly documentSha256?: string | undefined };

/** A step in the history of the Haushaltsmittel; the first is the draft. */
export type PublicBudgetStep = {
  readonly kind: 'entwurf' | 'correction' | 'aenderungsvereinbarung' | 'abweichung';
  readonly amountCent: number;
  readonly effectiveOn: string;
  readonly fassung?: number | undefined;
};

/** Everything that the public sees of one Zielvereinbarung in one revision. Plain JSON. */
export type PublicZielvereinbarung = {
  /** For example `AQB-2025-06533`. */
  readonly subject: string;
  readonly programme: string;
  readonly programmeLabel: string;
  readonly haushaltsjahr: number;
  readonly ags: string;
  readonly gebietskoerperschaft: Pick<
    Gebietskoerperschaft,
    'kind' | 'shortName' | 'officialName' | 'forms' | 'comparabilityNote'
  >;
  readonly ministry: Pick<Ministry, 'name' | 'abbreviation' | 'forms'>;
  readonly slug: string;
  /** Folder of the page below that of the Gebietskoerperschaft; empty for the main programme of the year. */
  readonly pageFolder: string;
  /** Numbers of the clauses that the page names, as printed, `§ 5`; absent where they have none. */
  readonly clauseNumbers: {
    readonly massnahmen?: string | undefined;
    readonly eckdaten?: string | undefined;
    readonly abweichung?: string | undefined;
  };
  /** Counts what was shown to the public, from 1. */
  readonly revision: number;
  /** Day of the newest fact shown, not of rendering; the day of conclusion where absent. */
  readonly asOf?: string | undefined;
  readonly fassung: number;
  readonly fassungHash: string;
  readonly amountCent: number;
  readonly budgetItems: readonly {
    readonly label: string;
    readonly amountCent: number;
    readonly earmark?: string | undefined;
  }[];
  readonly eckdaten: readonly {
    readonly label: string;
    readonly art?: number | undefined;
    readonly value: number;
    readonly unit: string;
  }[];
  readonly massnahmenarten: readonly PublicMassnahmenart[];
  readonly signatures: readonly PublicSignature[];
  /** The latest `signedOn`. */
  readonly concludedOn: string;
  /** Left out of the first rendering, which comes before the fact. */
  readonly publishedAt?: string | undefined;
  readonly scans: readonly PublicScan[];
  /** The public PDF, `vereinbarung.pdf` beside the page. */
  readonly pdf: { readonly sha256: string; readonly size: number };
  readonly bescheide: readonly PublicBescheid[];
  readonly meetings: readonly PublicMeeting[];
  readonly abweichungen: readonly PublicAbweichung[];
  /** Newest last. */
  readonly assessments: readonly PublicAssessment[];
  /** Numbers of the Abweichungen that no assessment considered yet. */
  readonly notConsidered: readonly number[];
  readonly cancelled?: PublicCancellation | undefined;
  readonly budgetHistory: readonly PublicBudgetStep[];
  /** The reading version, with signatures. */
  readonly text: DocumentModel;
  /** A PDF that the parties supplied is the Fassung: the page then shows its terms as Zusammenfassung (rule 8). */
  readonly textDocument?: { readonly sha256: string } | undefined;
};

/** Whether the public PDF is the copy of a supplied text without author and metadata, and not the supplied file itself. */
export function isCopyOfText({ textDocument, pdf }: PublicZielvereinbarung): boolean {
  return textDocument !== undefined && textDocument.sha256 !== pdf.sha256;
}

/** One line of a year index. */
export type PublicYearRow = {
  readonly ags: string;
  readonly name: string;
  readonly programmeLabel: string;
  /** Address of the page below that of the year, with trailing slash. */
  readonly href: string;
  readonly amountCent: number;
  /** Each budget of a programme with several, in its order; none for a programme with one. */
  readonly budgets: readonly { readonly label: string; readonly amountCent: number }[];
  /** What a comparison across years must say. */
  readonly comparabilityNote?: string | undefined;
  readonly fassung: number;
  readonly revision: number;
  readonly concludedOn: string;
  readonly publishedOn?: string | undefined;
  readonly cancelledOn?: string | undefined;
};

/** What remains of a page that was withdrawn. The reason stays in the personal part of the fact (rule 10). */
export type WithdrawnZielvereinbarung = {
  readonly subject: string;
  readonly haushaltsjahr: number;
  readonly pageFolder: string;
  readonly officialName: string;
  readonly withdrawnOn?: string | undefined;
};
