import type { EventOf } from '../fact.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  legalHoldLifted,
  legalHoldPlaced,
  retentionExtended,
} from './akte.ts';
import {
  antragReceived,
  bescheidBecameFinal,
  bescheidIssued,
  mittelabrufReported,
  verwendungsnachweisExamined,
  verwendungsnachweisReceived,
} from './bescheid.ts';
import { budgetAmended, eckdatenAmended } from './budget.ts';
import { deadlineApproaching, deadlineMissed } from './deadline.ts';
import { documentArchived } from './document.ts';
import { parkingExpired } from './parking.ts';
import { gebietskoerperschaftChanged } from './gebietskoerperschaft.ts';
import { integrityViolated } from './integrity.ts';
import { personalDataErased } from './personal-data.ts';
import { publicationDue, publicationHeld, publicationReleased, publicationWithdrawn } from './publication.ts';
import { scanArchived, scanChecked, scanRefused, scanSetAside, scanSubmitted } from './scan.ts';
import { signatureReceived, signatureRefused, signatureWithdrawn } from './signature.ts';
import {
  participationReported,
  strategieUpdated,
  umsetzungsbesprechungHeld,
  umsetzungsbesprechungScheduled,
  zielerreichungAssessed,
} from './steering.ts';
import {
  zielvereinbarungCancelled,
  zielvereinbarungDrafted,
  zielvereinbarungPublished,
  zielvereinbarungReleasedForSignature,
  zielvereinbarungRevised,
} from './zielvereinbarung.ts';

/** Facts that are recorded as they were sent; the recorder adds nothing to them. */
export const RECORDED_AS_SENT = [
  zielvereinbarungReleasedForSignature,
  zielvereinbarungCancelled,
  signatureRefused,
  signatureWithdrawn,
  scanSubmitted,
  scanArchived,
  scanRefused,
  scanChecked,
  scanSetAside,
  documentArchived,
  antragReceived,
  bescheidIssued,
  bescheidBecameFinal,
  mittelabrufReported,
  verwendungsnachweisReceived,
  verwendungsnachweisExamined,
  umsetzungsbesprechungScheduled,
  umsetzungsbesprechungHeld,
  zielerreichungAssessed,
  participationReported,
  strategieUpdated,
  publicationDue,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
  zielvereinbarungPublished,
  retentionExtended,
  legalHoldPlaced,
  legalHoldLifted,
  akteOffered,
  akteDisposed,
  personalDataErased,
  deadlineApproaching,
  deadlineMissed,
  integrityViolated,
  gebietskoerperschaftChanged,
] as const;

/** Every fact that the recorder judges, whoever brings it. */
export const INCOMING = [
  zielvereinbarungDrafted,
  zielvereinbarungRevised,
  signatureReceived,
  budgetAmended,
  eckdatenAmended,
  parkingExpired,
  akteClosed,
  ...RECORDED_AS_SENT,
] as const;

type IncomingFact = (typeof INCOMING)[number];

/** An unjudged message: parsed and well-formed, but nobody decided yet whether it holds. */
export type IncomingEvent = {
  [Name in IncomingFact['name']]: EventOf<Extract<IncomingFact, { name: Name }>>;
}[IncomingFact['name']];

/** One kind of incoming event by its name in code. */
export type Incoming<Name extends IncomingEvent['type']> = Extract<IncomingEvent, { type: Name }>;
