import { auditAccepted } from './doors/accepted.ts';
import { auditArchive } from './archive.ts';
import { auditBus } from './doors/bus.ts';
import { auditChain } from './chain.ts';
import { auditClearing } from './doors/clearing.ts';
import { courseOf } from './course/course.ts';
import { auditDerived } from './derived.ts';
import type { Complain, Evidence, Violation } from './evidence.ts';
import { auditMessages } from './doors/messages.ts';
import { auditDoors } from './doors/doors.ts';
import { auditOrder } from './doors/order.ts';
import { auditForward, auditPortal, auditReadable } from './public/portal.ts';
import { auditPublication } from './public/publication.ts';
import { auditUploads } from './doors/uploads.ts';
import { rawTable } from './raw-table.ts';

export type { Evidence, Invariant, StoredObject, Violation } from './evidence.ts';

/**
 * Looks at what a run left behind, with eyes of its own: it shares no code with the product and knows only the
 * documents and the formats. Says which invariants do not hold (I1 to I10, I12, and that the bus got everything);
 * I11, that no Zielvereinbarung waits for another, leaves no trace here. Where not everything has come to rest,
 * what may still come is not missed. Cost is linear in the evidence.
 */
export function audit(evidence: Evidence): readonly Violation[] {
  const violations: Violation[] = [];
  const complain: Complain = (invariant, what, subject) => {
    violations.push({ invariant, what, ...(subject ? { subject } : {}) });
  };
  const { settled: isSettled } = evidence;
  const table = rawTable(evidence);
  const courses = [...table.streams.values()].map((stream) => ({
    isWhole: auditChain(stream, complain),
    course: courseOf(stream.subject, stream.facts),
  }));
  // A broken chain stops the publishing of its Zielvereinbarung: what it shows is no promise any more.
  const whole = courses.flatMap(({ isWhole, course }) => (isWhole ? [course] : []));
  auditAccepted(table, evidence.commands, complain);
  auditMessages(evidence, table, complain);
  auditDoors(evidence, table, complain);
  if (isSettled) auditUploads(evidence, table, complain);
  for (const course of whole) auditPublication(course, { isSettled }, complain);
  auditForward(evidence.portalWrites, complain);
  for (const course of whole) auditReadable(course, evidence.portalWrites, complain);
  for (const course of whole) auditOrder(course, table, { isSettled, complain });
  if (isSettled && whole.length === courses.length) auditPortal(evidence, whole, complain);
  auditArchive(evidence.archive, table, complain);
  auditDerived(table, whole, { isSettled, complain });
  auditClearing(evidence, table, complain);
  auditBus(evidence, table, complain);
  return violations;
}
