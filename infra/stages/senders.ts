import type { Voice } from '../../shared/domain/voices.ts';

/** A system that may send to the ingress queue. `refuseUnfitSenders` says what of it no stage takes. */
export type Sender = {
  /**
   * CloudEvents `source`; `<ags>` stands for the five digits of the sender's own Gebietskoerperschaft. Every
   * `kommune` has one, nobody else.
   */
  readonly source: string;
  /** Whose word it brings: what it may tell at most, and for which side. Whoever is not the Land never speaks for it. */
  readonly voice: Voice;
  /** Event types without prefix and version (`bescheid.issued`), or `*` for every type of its voice. */
  readonly types: readonly string[];
  /** Subjects it may speak of, `*` for any of a part (`AQB-*-06533`, `ags-06415` of the register). Default: all, or its own `<ags>`. */
  readonly subjects?: readonly string[];
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
