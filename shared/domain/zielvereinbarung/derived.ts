import type { NewEvent } from '../../../events/recorded/index.ts';

/** Source of the facts that follow from others, in the same transaction. */
export const RECORDER = 'urn:aqb:record-event';

/** Envelope of a fact that follows from another: same subject, time and thread, caused by it (ADR 0014). */
export function derivedFrom(cause: NewEvent, id: string) {
  const { subject, time, correlationid } = cause;
  return {
    id,
    source: RECORDER,
    subject,
    time,
    causationid: cause.id,
    ...(correlationid === undefined ? {} : { correlationid }),
  };
}
