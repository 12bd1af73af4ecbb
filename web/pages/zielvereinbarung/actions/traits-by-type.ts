import { codeName } from '../../../../events/code-name.ts';
import type { AnyTraits } from '../../../../shared/domain/traits/traits-of.ts';
import { TRAITS } from '../../../../shared/domain/traits/traits.ts';

const BY_TYPE: Readonly<Record<string, AnyTraits>> = TRAITS;

/** Whether such a fact has a personal part: names of persons, or text written by hand (rule 10). */
export function hasPersonalPart(type: string): boolean {
  return BY_TYPE[type]?.isPersonal === true;
}

/**
 * Whether such a fact changes or ends what the person read, so that it holds only for that version (If-Match); a
 * declaration holds anyway. By its type on the wire, without the prefix.
 */
export function isEdit(type: string): boolean {
  return BY_TYPE[codeName(type.replace(/\.v\d+$/u, ''))]?.isEdit === true;
}
