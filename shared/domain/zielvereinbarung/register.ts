import type { Incoming } from '../../../events/incoming/index.ts';
import { daysAfter } from '../berlin.ts';
import { accepted, rejected, type Decision } from '../decision.ts';
import { gebietskoerperschaften } from '../gebietskoerperschaften.ts';
import type { RegisterEntry, Unknown } from './state.ts';

/**
 * Judges a change of the register: the entries of one key follow each other without gap (`register-gap`) and
 * without overlap (`register-overlap`); the entry before ends the day before, or is ended by the new one.
 */
export function decideRegister(
  { register = [] }: Unknown,
  incoming: Incoming<'GebietskoerperschaftChanged'>,
): Decision {
  const { ags, validFrom, validTo } = incoming.data;
  if (incoming.subject !== `ags-${ags}`) return rejected('subject-unknown', 'data.ags');
  if (validTo !== undefined && validTo < validFrom) return rejected('date-invalid', 'data.validTo');
  const known = [...gebietskoerperschaften.filter((entry) => entry.ags === ags), ...register];
  const before = known.filter((entry) => entry.validFrom < validFrom).at(-1);
  const clashes = known.some(
    (entry) => entry.validFrom >= validFrom && (validTo === undefined || entry.validFrom <= validTo),
  );
  if (clashes || (before?.validTo !== undefined && before.validTo >= validFrom))
    return rejected('register-overlap', 'data.validFrom');
  return before?.validTo !== undefined && daysAfter(before.validTo, 1) !== validFrom
    ? rejected('register-gap', 'data.validFrom')
    : accepted(incoming);
}

/** The register after this entry: an open-ended entry before it ends the day before. */
export function applyRegister(
  before: readonly RegisterEntry[] = [],
  { validFrom, validTo }: RegisterEntry,
): readonly RegisterEntry[] {
  const entry = { validFrom, ...(validTo === undefined ? {} : { validTo }) };
  return [...before, entry].toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
}
