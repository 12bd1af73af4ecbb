import type { z } from 'zod';
import type { DeskAnswer } from '../../shared/application/clearing/decide-at-desk.ts';
import type { clearingLine } from '../../shared/application/clearing/clearing-list.ts';
import type { clearingView, waitingList } from '../../shared/application/clearing/clearing-view.ts';
import type { viewOf } from '../../shared/application/viewing/view.ts';
import type * as answers from '../../functions/staff-api/contract/answers.ts';
import type * as outcomes from '../../functions/staff-api/contract/outcome-answers.ts';
import type { YearRow } from '../../shared/domain/zielvereinbarung/telling/summary.ts';

/** Answers of the API: the types come from the routes themselves, so a change there is a compile error here. */

/** Problem details (RFC 9457) with our reason code. */
export type ProblemDocument = z.infer<typeof answers.problemDocument>;

/** One Zielvereinbarung as staff read it. */
export type ZielvereinbarungView = NonNullable<ReturnType<typeof viewOf>> & {
  /** What this person can do now, and why not; absent of a moment in the past. */
  readonly actions?: readonly answers.Action[];
};

/** One row of the board. */
export type BoardRow = YearRow & { readonly name: string };

/** Rows of a year. */
export type YearList = { readonly items: readonly BoardRow[] };

/** What became of an upload. */
export type UploadView = z.infer<typeof outcomes.upload>;

/** The form for an announced upload. */
export type UploadFormView = z.infer<typeof outcomes.uploadForm>;

/** When a person gets mails. */
export type NoticeSettingsView = z.infer<typeof answers.noticeSettings>;

/** What would become of a command. */
export type CommandPreview = Exclude<z.infer<typeof outcomes.command>, { readonly outcome: 'recorded' }>;

/** What would become of a confirmation, its facts one after the other. */
export type ConfirmationPreview = Exclude<
  z.infer<typeof outcomes.confirmation>,
  { readonly outcome: 'recorded' | 'assigned' }
>;

/** What would become of a decision at the clearing desk. */
export type DecisionPreview = Exclude<
  z.infer<typeof outcomes.decided>,
  { readonly outcome: 'recorded' | 'discarded' }
>;

/** What would become of whatever a person sends. */
export type Foretold = CommandPreview | ConfirmationPreview | DecisionPreview;

/** A refused message without its body, as the list of the clearing desk shows it. */
export type ClearingLine = ReturnType<typeof clearingLine>;

/** A refused message as it came, with everything that was decided about it. */
export type ClearingItemView = ReturnType<typeof clearingView>;

/** What became of a decision; a refusal comes as a problem. */
export type DecisionAnswer = Exclude<DeskAnswer, { readonly outcome: 'refused' }> & {
  readonly text?: string;
};

/** A page of what waits. */
export type WaitingPage = Awaited<ReturnType<typeof waitingList>>;

/** What a confirmation did, fact by fact; `assigned` where it is to be repeated once the scan is archived. */
export type Confirmation = Extract<
  z.infer<typeof outcomes.confirmation>,
  { readonly outcome: 'recorded' | 'parked' | 'duplicate' | 'assigned' }
>;
