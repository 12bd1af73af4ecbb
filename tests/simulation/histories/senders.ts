import { HMSI, RP_KASSEL } from '../../support/facts/given.ts';
import { SENDERS } from '../../support/stages/recorder.ts';
import { SENDER_ID } from '../cloud/cloud.ts';

/** Gebietskoerperschaften of the simulated histories. */
export const AGS = ['06533', '06531', '06411', '06435', '06440', '06532', '06611', '06633'] as const;

/** SenderId of whoever speaks under this source. */
export function senderOf(source: string): string {
  if (source === RP_KASSEL) return SENDER_ID.rpKassel;
  const [, ags] = /^https:\/\/kreis\.example\/(\d{5})$/u.exec(source) ?? [];
  return ags === undefined ? SENDER_ID.hmsi : SENDER_ID.kreis(ags);
}

/** Who speaks for whom at the queue of other systems, as it was agreed. */
export const VOICES = [
  ...[HMSI, RP_KASSEL].map((source) => ({ source, role: roleOf(source) })),
  ...AGS.map((ags) => ({
    source: `https://kreis.example/${ags}`,
    ags,
    role: roleOf(`https://kreis.example/${ags}`),
  })),
];

function roleOf(source: string): string {
  return senderOf(source).split(':')[0] ?? '';
}

/** Whom the simulated stage believes, by the unique ids that SQS states. */
export const SIMULATED_SENDERS = SENDERS.map((rule) => ({
  ...rule,
  principals: rule.source.includes('<ags>')
    ? AGS.map((ags) => ({ id: roleOf(rule.source.replace('<ags>', ags)), ags: [ags] }))
    : [{ id: roleOf(rule.source) }],
}));
