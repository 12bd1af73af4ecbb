import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { sha256Hex } from '../../../shared/adapters/crypto.ts';
import {
  KREIS,
  SUBJECT,
  amended,
  drafted,
  released,
  scanArchived,
  scanChecked,
  signature,
} from '../facts/given.ts';
import { meetingHeld, publicationWithdrawn } from '../facts/given-year.ts';
import { asCloudEvent } from '../stages/recorder.ts';
import { evidenceStage } from './sound-evidence.ts';

/** Its page was taken back. */
export const TAKEN_BACK = 'AQB-2025-06532';
/** Nobody drafted it: its signature waits. */
export const UNKNOWN = 'AQB-2025-06534';

/** The same facts of another Zielvereinbarung, told by the ministry and for the other side by its own system. */
function of(subject: string, ...facts: readonly IncomingEvent[]): readonly IncomingEvent[] {
  return facts.map((fact) => ({
    ...fact,
    subject,
    id: `${subject}:${fact.id}`,
    source: sourceOf(fact, subject),
  }));
}

const sourceOf = ({ source }: IncomingEvent, subject: string) =>
  source === KREIS ? `https://kreis.example/${subject.slice(-5)}` : source;

/** Scan of a paper that both sides signed: in the archive, recorded and checked. */
async function scanned(stage: ReturnType<typeof evidenceStage>, subject: string) {
  const bytes = new TextEncoder().encode(`Scan von ${subject}`);
  const sha256 = sha256Hex(bytes);
  const key = `${subject}/fassung-1/scan/${sha256}.pdf`;
  const retainUntil = '2035-12-31T23:00:00Z';
  const archive = await stage.archive({ key, bytes, sha256, retainUntil, lockMode: 'GOVERNANCE' });
  const paper = { sha256, size: bytes.length, archive, retainUntil };
  const uploadId = `upload-${subject}`;
  return [scanArchived(uploadId, paper), scanChecked(uploadId)];
}

/**
 * A sound run: one Zielvereinbarung published in three revisions, one taken back, one that nobody drafted; with a
 * repeat, an early signature, two refusals and a command of staff.
 */
export async function soundStory() {
  const stage = evidenceStage();
  await stage.send(
    drafted(),
    signature('land'),
    released(),
    signature('kommune'),
    ...(await scanned(stage, SUBJECT)),
    amended('abweichung', [895_210, 850_000]),
  );
  const { type, data } = meetingHeld();
  await stage.command({ type, data, subject: SUBJECT, id: 'person-1:key-1' });
  await stage.send(released(), drafted({}, { id: 'drafted-again' }));
  await stage.sendBody('{"kein": "Ereignis"');
  await stage.sendBody(JSON.stringify({ ...asCloudEvent(signature('land')), time: '2025-08-19T09:00:00Z' }));
  const ags = TAKEN_BACK.slice(-5);
  await stage.send(
    ...of(TAKEN_BACK, drafted({ ags }), released(), signature('land'), signature('kommune')),
    ...of(TAKEN_BACK, ...(await scanned(stage, TAKEN_BACK)), publicationWithdrawn()),
    ...of(UNKNOWN, signature('land')),
  );
  return stage.evidence();
}
