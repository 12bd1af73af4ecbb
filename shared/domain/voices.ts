import { codeName } from '../../events/code-name.ts';
import type { Fact } from '../../events/fact.ts';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { PARTIES, type Party } from '../../events/primitives.ts';
import type { NarrowVoice } from './traits/traits-of.ts';
import { TRAITS } from './traits/traits.ts';

/**
 * Whose word somebody brings: one of the two sides of a Zielvereinbarung, the Bewilligungsstelle
 * that decides on its money, or whoever keeps its papers. What a voice does not have, nobody says with it, whatever
 * else a stage allows.
 */
export type Voice = 'land' | NarrowVoice;

/** Every {@link Voice}. */
export const VOICES = ['land', 'kommune', 'bewilligungsstelle', 'archiv'] as const satisfies readonly Voice[];

/** Whether facts of this kind are ever this voice's to tell; those of our own functions and of the recorder are nobody's. */
export function isTold(voice: Voice, { stem, origin }: Pick<Fact, 'stem' | 'origin'>): boolean {
  if (origin !== 'outside') return false;
  return voice === 'land' || toldBy(stem).includes(voice);
}

const BY_NAME: Readonly<Record<string, { readonly toldBy: readonly Voice[] }>> = TRAITS;

function toldBy(stem: string): readonly Voice[] {
  return BY_NAME[codeName(stem)]?.toldBy ?? [];
}

/** The side that a voice declares for, if any. */
export function partyOf(voice: Voice): Party | undefined {
  return PARTIES.find((party) => party === voice);
}

/** Whether a change of this kind is this voice's to report: only the Land changes the terms, all others report an Abweichung (§ 6). */
export function maySayKind(voice: Voice, kind: string): boolean {
  return voice === 'land' || kind === 'abweichung';
}

/**
 * The field of a fact that speaks for somebody else than this voice, if any: the declaration of the other side,
 * a change of the terms. The Land's system also reports what the Kreis signed, from the paper that lies with it: it
 * may bring every fact from outside, and a declaration fills no slot without checked evidence.
 */
export function foreignField(
  voice: Voice,
  { type, data }: Pick<IncomingEvent, 'type' | 'data'>,
): string | undefined {
  if ('party' in data && voice !== 'land' && data.party !== partyOf(voice)) return 'data.party';
  return TRAITS[type].isChange && 'kind' in data && !maySayKind(voice, data.kind) ? 'data.kind' : undefined;
}
