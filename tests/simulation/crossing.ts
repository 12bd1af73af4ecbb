import { audit } from '../auditor/audit.ts';
import { amended, drafted, released, signature } from '../support/given.ts';
import { nameOfCase, type Case } from './battery.ts';
import { faultsOf, NO_FAULTS, type FaultPlan } from './cloud/faults.ts';
import { evidenceOf } from './evidence.ts';
import { about } from './letters.ts';
import { playStage, type Stage } from './main-job.ts';
import { MINISTRY, confirmScan, declarationOf, scanBytes, tell, uploadIdOf, uploadScan } from './people.ts';
import { AGS, senderOf, SIMULATED_SENDERS } from './senders.ts';
import { CALM, Simulation } from './simulation.ts';

/**
 * What crosses: two revisions of a page that is there, and the first pages of two others, each of which writes the
 * list of the year. Everything is at rest before; then all of it is told at once.
 */
export type Crossing = { readonly atRest: Simulation; readonly cases: readonly Case[] };

const [THERE, ...COMING] = AGS.slice(0, 3);

/** Plays it without faults and names every fault that each of its calls can meet. */
export async function calmCrossing(): Promise<Crossing> {
  const atRest = new Simulation({ ...CALM, senders: SIMULATED_SENDERS, shards: 2 });
  for (const stage of PREPARING) await playStage(atRest, stage);
  const cases: Case[] = [];
  const noting: FaultPlan = ({ index, by, command }) => {
    for (const fault of faultsOf(command)) cases.push({ call: index, command: command.name, by, fault });
    return undefined;
  };
  await playStage(atRest.fork(noting), tellAll);
  return { atRest: atRest.fork(NO_FAULTS), cases };
}

/** `crossing <case>`: how a case is told and repeated. */
export const nameOfCrossing = (one: Case) => `crossing ${nameOfCase(one)}`;

/** Plays it with one fault; the order may be another than without, so the auditor says what does not hold. */
export async function crossWith({ atRest }: Crossing, { call, fault }: Case): Promise<Simulation> {
  const simulation = atRest.fork(({ index }) => (index === call ? fault : undefined));
  await playStage(simulation, tellAll);
  return simulation;
}

/** What the auditor objects to. */
export function objectionsTo(simulation: Simulation): readonly string[] {
  return audit(evidenceOf({ simulation, promised: [], confirmed: [] })).map(
    ({ invariant, subject = '', what }) => `${invariant} ${subject} ${what}`,
  );
}

function say(simulation: Simulation, ags: string | undefined, event: Parameters<typeof about>[0]): void {
  const said = about(event, ags ?? '');
  tell(simulation, said, { senderId: senderOf(said.source) });
}

const sheetOf = (ags: string) => ({
  subject: `AQB-2025-${ags}`,
  fassung: 1,
  bytes: scanBytes(`unterschrieben: ${ags}`),
  parties: ['land', 'kommune'] as const,
  key: `crossing-${ags}`,
});

const PREPARING: readonly Stage[] = [
  ...AGS.slice(0, 3).flatMap((ags): readonly Stage[] => [
    (simulation) => say(simulation, ags, drafted()),
    (simulation) => say(simulation, ags, released()),
    async (simulation) => void (await uploadScan(simulation, MINISTRY, sheetOf(ags))),
    async (simulation) => {
      const uploadId = uploadIdOf(sheetOf(ags).key, MINISTRY);
      const signaturesVisible = sheetOf(ags).parties;
      const signatures = [declarationOf('land')];
      await confirmScan(simulation, MINISTRY, { uploadId, fassung: 1, signaturesVisible, signatures });
    },
  ]),
  (simulation) => say(simulation, THERE, signature('kommune')),
];

const tellAll: Stage = (simulation) => {
  for (const ags of COMING) say(simulation, ags, signature('kommune'));
  for (const amount of [845_210, 840_210]) say(simulation, THERE, amended('abweichung', [895_210, amount]));
};
