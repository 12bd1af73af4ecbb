import type { Fact } from './fact.ts';
import { INCOMING } from './incoming/index.ts';
import { NOTICES } from './outgoing/index.ts';
import { RECORDED } from './recorded/index.ts';

/** Every kind of fact that exists, incoming, derived or notice; the data of its public contract. */
export const FACTS: readonly Fact[] = [
  ...INCOMING,
  ...RECORDED.filter(({ origin }) => origin === 'recorder'),
  ...NOTICES,
];
