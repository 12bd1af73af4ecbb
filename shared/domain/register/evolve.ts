import type { Recorded } from '../../../events/recorded/index.ts';
import { byFirstDay, type Register } from './state.ts';

/** The register after this entry; an open-ended entry before it ends the day before, without being changed. */
export function evolveRegister(
  { register }: Register,
  { data: { validFrom, validTo } }: Pick<Recorded<'GebietskoerperschaftChanged'>, 'data'>,
): Register {
  const entry = { validFrom, ...(validTo === undefined ? {} : { validTo }) };
  return { status: 'none', register: byFirstDay([...register, entry]) };
}
