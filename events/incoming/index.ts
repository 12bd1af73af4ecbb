import type { EventOf } from '../fact.ts';
import { bescheidIssued } from './bescheid.ts';
import { budgetAmended } from './budget.ts';
import { documentArchived } from './document.ts';
import { publicationDue } from './publication.ts';
import { scanArchived, scanChecked, scanRefused, scanSubmitted } from './scan.ts';
import { signatureReceived, signatureWithdrawn } from './signature.ts';
import {
  zielvereinbarungDrafted,
  zielvereinbarungPublished,
  zielvereinbarungReleasedForSignature,
  zielvereinbarungRevised,
} from './zielvereinbarung.ts';

/** Every fact that the recorder judges, whoever brings it. */
export const INCOMING = [
  zielvereinbarungDrafted,
  zielvereinbarungRevised,
  zielvereinbarungReleasedForSignature,
  signatureReceived,
  signatureWithdrawn,
  scanSubmitted,
  scanArchived,
  scanRefused,
  scanChecked,
  documentArchived,
  budgetAmended,
  bescheidIssued,
  publicationDue,
  zielvereinbarungPublished,
] as const;

type IncomingFact = (typeof INCOMING)[number];

/** An unjudged message: parsed and well-formed, but nobody decided yet whether it holds. */
export type IncomingEvent = {
  [Name in IncomingFact['name']]: EventOf<Extract<IncomingFact, { name: Name }>>;
}[IncomingFact['name']];

/** One kind of incoming event by its name in code. */
export type Incoming<Name extends IncomingEvent['type']> = Extract<IncomingEvent, { type: Name }>;
