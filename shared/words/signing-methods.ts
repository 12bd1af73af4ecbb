import type { Recorded } from '../../events/recorded/index.ts';

/** How a paper was signed. */
export const SIGNING_METHODS: Readonly<Record<Recorded<'SignatureReceived'>['data']['method'], string>> = {
  handwritten: 'eigenhändig',
  qes: 'qualifizierte elektronische Signatur',
  fes: 'fortgeschrittene elektronische Signatur',
};
