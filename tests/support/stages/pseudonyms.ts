import { accountPseudonyms } from '../../../shared/adapters/account-pseudonyms.ts';

/** The key of the tests' stage. */
const KEY = 'a key of the tests, as long as that of a stage would be at least';

/** Pseudonyms of the tests' stage. */
export const PSEUDONYMS = accountPseudonyms(() => Promise.resolve(KEY));
