import {
  amended,
  bescheid,
  drafted,
  event,
  KREIS,
  released,
  SUBJECT,
  withdrawn,
} from '../../support/facts/given.ts';
import { publicationReleased, publicationWithdrawn } from '../../support/facts/given-year.ts';
import { SENDER_ID } from '../cloud/cloud.ts';
import {
  MINISTRY,
  confirmScan,
  declarationOf,
  kreisOf,
  scanBytes,
  sendBody,
  sendFile,
  tell,
  tickOf,
  uploadIdOf,
  uploadScan,
  type Sheet,
  type Side,
} from './people.ts';
import type { Simulation } from '../simulation.ts';

const KREIS_SENDER = { senderId: SENDER_ID.kreis('06533') };
const RP_SENDER = { senderId: SENDER_ID.rpKassel };

/** What somebody does next once everything has come to rest. */
export type Stage = (simulation: Simulation) => Promise<void> | void;

const personOf = (side: Side) => (side === 'land' ? MINISTRY : kreisOf('06533'));

const sheetOf = (side: Side, fassung: number): Sheet => ({
  subject: SUBJECT,
  fassung,
  bytes: scanBytes(`Fassung ${fassung}, unterschrieben: ${side}`),
  parties: [side],
  key: `${side}-${fassung}`,
});

/** One side uploads the sheet that it signed. */
function upload(side: Side, fassung: number): Stage {
  return async (simulation) => {
    const sheet = sheetOf(side, fassung);
    const uploadId = await uploadScan(simulation, personOf(side), sheet);
    if (uploadId === undefined) throw new Error(`The upload ${sheet.key} was refused`);
  };
}

/** Something else comes in under the key of that upload. */
function uploadOver(side: Side, fassung: number): Stage {
  return (simulation) => {
    const form = sheetOf(side, fassung);
    sendFile(simulation, uploadIdOf(form.key, personOf(side)), { form, bytes: scanBytes('Etwas anderes') });
  };
}

/** The same side says what is visible on it and declares its own signature. */
function confirm(side: Side, fassung: number): Stage {
  return async (simulation) => {
    await confirmScan(simulation, personOf(side), {
      uploadId: uploadIdOf(`${side}-${fassung}`, personOf(side)),
      fassung,
      signaturesVisible: [side],
      signatures: [declarationOf(side)],
    });
  };
}

/**
 * The main job with everything that a year brings along: an early Bescheid, the draft, both signatures on scans of
 * their own, one of them overwritten, the page, an Abweichung, an Aenderungsvereinbarung with new signatures, taking the page back and
 * showing it again, repeats, and what is refused.
 */
export const MAIN_JOB: readonly Stage[] = [
  (simulation) => tell(simulation, bescheid('zuwendung', 890_000, { public: true }), RP_SENDER),
  (simulation) => tell(simulation, drafted()),
  (simulation) => tell(simulation, released()),
  upload('land', 1),
  confirm('land', 1),
  upload('kommune', 1),
  uploadOver('kommune', 1),
  confirm('kommune', 1),
  (simulation) => tell(simulation, amended('abweichung', [895_210, 845_210])),
  (simulation) => tell(simulation, { ...drafted(), time: '2025-08-19T09:00:00Z' }),
  (simulation) => tell(simulation, drafted({ budgetItems: [] })),
  (simulation) => sendBody(simulation, '{"specversion":', { group: SUBJECT }),
  (simulation) => tell(simulation, withdrawn('kommune'), KREIS_SENDER),
  (simulation) =>
    tell(simulation, event('BudgetAmended', CORRECTION, { id: 'of-the-kreis', source: KREIS }), KREIS_SENDER),
  (simulation) => tell(simulation, amended('aenderungsvereinbarung', [895_210, 850_000])),
  (simulation) => tell(simulation, released(2)),
  upload('land', 2),
  confirm('land', 2),
  upload('kommune', 2),
  confirm('kommune', 2),
  (simulation) => tell(simulation, publicationWithdrawn()),
  (simulation) => tell(simulation, publicationReleased()),
  (simulation) => tickOf(simulation, 'remind'),
  (simulation) => tickOf(simulation, 'remind', { run: 'daily' }),
  (simulation) => tickOf(simulation, 'reconcile', { run: 'nightly' }),
];

const CORRECTION = {
  kind: 'correction',
  from: { amountCent: 89_521_000, currency: 'EUR' },
  to: { amountCent: 90_000_000, currency: 'EUR' },
  reason: 'Nachtrag.',
  effectiveOn: '2025-08-20',
} as const;

/** Plays one stage until everything has come to rest; an hour later the next may begin. */
export async function playStage(simulation: Simulation, stage: Stage): Promise<void> {
  let failure: unknown;
  const done = Promise.resolve(stage(simulation)).catch((error: unknown) => {
    failure = error;
  });
  await simulation.settle();
  await done;
  if (failure !== undefined) throw failure;
  simulation.pass(3_600_000);
}
