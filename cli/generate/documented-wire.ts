import { DEFAULT_PREFIX } from '../../events/wire-type.ts';
import { wireOf } from '../../events/wire.ts';

/** How the generated documents name events: by the default prefix, for they belong to no stage. */
export const DOCUMENTED = wireOf(DEFAULT_PREFIX);
