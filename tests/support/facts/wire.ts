import { DEFAULT_PREFIX } from '../../../events/wire-type.ts';
import { wireOf } from '../../../events/wire.ts';

/** How the stages of the tests read and write events, where a test says nothing else. */
export const WIRE = wireOf(DEFAULT_PREFIX);

/** That of a stage with a prefix of its own. */
export const OWN_WIRE = wireOf('org.example.foerderung');
