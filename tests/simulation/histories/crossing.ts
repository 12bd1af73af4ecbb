import { audit } from '../../auditor/audit.ts';
import { amended, bescheid, drafted, released, signature } from '../../support/facts/given.ts';
import { nameOfCase, notingCases, type Case } from '../checking/battery.ts';
import { evidenceOf } from '../checking/evidence.ts';
import { about } from './letters.ts';
import { playStage, type Stage } from './main-job.ts';
import { MINISTRY, confirmScan, declarationOf, scanBytes, tell, uploadIdOf, uploadScan } from './people.ts';
import { AGS, senderOf, SIMULATED_SENDERS } from './senders.ts';
import { CALM, Simulation } from '../simulation.ts';

/**
 * What crosses: two revisions of a page that is there, and the first pages of two others, each of which writes the
 * list of the year; a Bescheid and the draft that it waits for. Everything is at rest before; then all is told at once.
 */
export type Crossing = {
  readonly atRest: Simulation;
  readonly cases: readonly Case[];
  /** Of the pages that lie there in the end without faults. */
  readonly revisions: readonly number[];
};

const [THERE, ...COMING] = AGS.slice(0, 3);

/** Plays it without faults and names every fault that each of its calls can meet. */
export async function calmCrossing(): Promise<Crossing> {
  const atRest = new Simulation({ ...CALM, senders: SIMULATED_SENDERS, shards: 2 });
  for (const stage of PREPARING) await playStage(atRest, stage);
  const cases: Case[] = [];
  const calm = atRest.fork(notingCases(cases));
  await playStage(calm, tellAll);
  const pages = calm.cloud.portal.newest().filter(({ key }) => key.endsWith('/index.json'));
  return { atRest, cases, revisions: pages.map(({ metadata }) => Number(metadata['revision'])) };
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
  say(simulation, THERE, amended('abweichung', [895_210, 845_210]));
  say(simulation, THERE, bescheid('zuwendung', 890_000, { public: true }));
  for (const event of [bescheid('zuwendung', 890_000), drafted()]) say(simulation, AGS[3], event);
};
