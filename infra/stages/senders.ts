import type { SenderRule } from '../../shared/domain/senders.ts';

/** A system that may send to the ingress queue. `refuseUnfitSenders` says what of it no stage takes. */
export type Sender = Pick<SenderRule, 'source' | 'voice' | 'types' | 'subjects'> & {
  /** Roles of other accounts that send for it; the queue policy admits them. Only the local stage does without. */
  readonly roles?: readonly SenderRole[];
  /** Authorities without an AWS account: they report for this source through `POST /v1/events`. */
  readonly clients?: readonly ApiClient[];
};

/** A role that sends to the queue. */
export type SenderRole = {
  readonly arn: string;
  /** Unique id (AROA…), which SQS states as SenderId. A role that was made anew has another: both may stand here. */
  readonly id: string;
  /** The authority's own key where the source has `<ags>`: it speaks for nobody else. */
  readonly ags?: string;
};

/** An authority that signs in with client credentials; it gets one app client of the user pool. */
export type ApiClient = {
  /** Name of the app client, unique in the stage; changing it makes another client with another secret. */
  readonly name: string;
  /** Nobody is let in any more. Close first and take the name away with a later deployment (docs/operations.md). */
  readonly closed?: boolean;
  /** The authority's own key where the source has `<ags>`: it speaks for nobody else. */
  readonly ags?: string;
};
