import type { Incoming } from '../../../events/incoming/index.ts';
import { daysAfter } from '../dates/berlin.ts';
import { accepted, rejected, type Decision } from '../decision.ts';
import { gebietskoerperschaften } from './gebietskoerperschaften.ts';
import { byFirstDay, type Register, type RegisterEntry } from './state.ts';

/**
 * Judges a change of the register: the entries of one key follow each other without gap (`register-gap`) and
 * without overlap (`register-overlap`); the entry before ends the day before, or is ended by the new one.
 */
export function decideRegister(
  { register }: Register,
  incoming: Incoming<'GebietskoerperschaftChanged'>,
): Decision {
  const { ags, validFrom, validTo } = incoming.data;
  if (incoming.subject !== `ags-${ags}`) return rejected('subject-unknown', 'data.ags');
  if (validTo !== undefined && validTo < validFrom) return rejected('date-invalid', 'data.validTo');
  const known = byFirstDay([...gebietskoerperschaften.filter((entry) => entry.ags === ags), ...register]);
  return refusalAmong(known, incoming.data) ?? accepted(incoming);
}

function refusalAmong(known: readonly RegisterEntry[], told: RegisterEntry): Decision | undefined {
  const { validFrom, validTo } = told;
  const before = known.findLast((entry) => entry.validFrom < validFrom);
  const after = known.find((entry) => entry.validFrom >= validFrom);
  const runsInto = after !== undefined && (validTo === undefined || after.validFrom <= validTo);
  if (runsInto || (before?.validTo ?? '') >= validFrom) return rejected('register-overlap', 'data.validFrom');
  if (leavesDaysOut(before, told)) return rejected('register-gap', 'data.validFrom');
  return leavesDaysOut(told, after) ? rejected('register-gap', 'data.validTo') : undefined;
}

/** An entry without end goes on until the next one begins. */
function leavesDaysOut(one: RegisterEntry | undefined, next: RegisterEntry | undefined): boolean {
  if (one?.validTo === undefined || next === undefined) return false;
  return daysAfter(one.validTo, 1) !== next.validFrom;
}
