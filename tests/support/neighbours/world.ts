import { z } from 'zod';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { createHandler } from '../../../functions/staff-api/handler.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbNoticeSettings } from '../../../shared/adapters/table/dynamodb-notice-settings.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import { dynamoDbUploads } from '../../../shared/adapters/table/dynamodb-uploads.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import { documentArchived, publicationHeld, strategie } from '../facts/given-year.ts';
import { HMSI, amended, bescheid, drafted, released, scanArchived, signature } from '../facts/given.ts';
import { quickPatience } from '../stages/patience.ts';
import { asCloudEvent, recorderOn } from '../stages/recorder.ts';
import { LAND, asking, claimsOf, machineOf, staffParts } from '../stages/staff-api.ts';
import { imitatedTable } from '../stores/table-imitation.ts';
import { WIRE } from '../facts/wire.ts';

/** Key of the neighbour whose data must not be seen, of the asker, and of one of whom nothing is there. */
export const AGS = { neighbour: '06533', own: '06531', missing: '06439' } as const;

/** A person of the neighbour and what people wrote: for those only who may read it. */
export const NAMES = ['Kanaria Nachbarin', 'Kanariengrund', 'Kanarienschrank'];

/** What else of the neighbour stands in no other place. */
const FACTS = [
  'Kanarienmassnahme',
  'Kanarienverein',
  '77311377',
  '55311355',
  'KANAR-AZ',
  'kanarie-geparkt',
  'kanarie-abgewiesen',
  'kanarie-http',
  'kanarienscan.pdf',
  'Kanarienort',
  'Kanarienstrategie',
  'Kanarienregelung',
];

/** Hashes of what each side archived. */
const HASHES = {
  neighbour: { scan: 'ca'.repeat(32), document: 'da'.repeat(32) },
  own: { scan: '0a'.repeat(32), document: '0b'.repeat(32) },
} as const;

type Side = keyof typeof HASHES;

/** What a side has, by which a request can name it. */
export type Named = {
  readonly ags: string;
  readonly subject: string;
  readonly uploads: readonly string[];
  readonly hashes: readonly string[];
  /** Places at the clearing desk. */
  readonly clearing: readonly { readonly month: string; readonly key: string }[];
  readonly source: string;
  /** Ids of its events and names of its commands. */
  readonly ids: readonly string[];
};

type Stage = ReturnType<typeof staffParts> &
  Pick<ReturnType<typeof recorderOn<EventStore>>, 'store' | 'send'> & {
    readonly ask: ReturnType<typeof asking>;
  };

/** The stage, what each side has there, and what nobody but the neighbour may hear. */
export type World = Stage & {
  readonly sides: Readonly<Record<Side, Named>>;
  readonly canaries: readonly string[];
};

/** The subject of a side. */
export const subjectOf = (ags: string) => `AQB-2025-${ags}`;

/** A stage on a table in memory where the neighbour and the asker have everything that a route could show. */
export async function world(): Promise<World> {
  const { client } = imitatedTable();
  const settings = { client, tableName: 'log', wire: WIRE };
  const { reception, store, send } = recorderOn<EventStore>(dynamoDbEventStore(settings));
  const parts = staffParts({
    recorder: reception.recorder,
    uploads: dynamoDbUploads({ ...settings, patience: quickPatience() }),
    receipts: dynamoDbReceipts(settings),
    settings: dynamoDbNoticeSettings(settings),
  });
  const ask = asking(createHandler(parts.deps, parts.gate, parts.telemetry));
  const stage: Stage = { ...parts, ask, store, send };
  const [neighbour, own] = [await plant(stage, 'neighbour'), await plant(stage, 'own')];
  const unassigned = await unassignedUpload(stage);
  const sides = { neighbour: { ...neighbour, uploads: [...neighbour.uploads, unassigned] }, own };
  parts.noted.length = 0;
  return { ...stage, sides, canaries: [...FACTS, ...secretsOf(sides.neighbour)] };
}

/** Names of ours that only somebody who saw the neighbour's answers knows. */
function secretsOf({ uploads, hashes, clearing }: Named): readonly string[] {
  return [...uploads, ...hashes, ...clearing.map(({ key }) => key)];
}

async function plant(stage: Stage, side: Side): Promise<Named> {
  const isNeighbour = side === 'neighbour';
  const [ags, hashes] = [AGS[side], HASHES[side]];
  const mark = isNeighbour ? 'kanarie' : 'eigen';
  const source = `https://kreis.example/${ags}`;
  for (const fact of factsOf(side)) await stage.send(fact);
  await stage.send(about(side, released(7), 'geparkt'));
  await stage.send(about(side, amended('abweichung', [2, 1]), 'abgewiesen'));
  const http = { ...asCloudEvent(about(side, signature('kommune', signedBy(side)), 'http')), source };
  const uploads = [await announce(stage, side), await announce(stage, side, LAND)];
  const headers = { 'content-type': 'application/cloudevents+json' };
  await stage.ask('POST', '/v1/events', { claims: machineOf(ags), headers, body: http });
  await stage.ask('POST', '/v1/events', {
    claims: machineOf('land'),
    headers,
    body: { ...http, source: HMSI },
  });
  await stage.ask('PUT', '/v1/notices/settings', { claims: kreisOf(ags), body: { delivery: 'off' } });
  const month = '2025-09';
  const lying = (await stage.store.clearing(month, { limit: 100 })).items;
  const clearing = lying
    .filter(({ subject }) => subject === subjectOf(ags))
    .map(({ key }) => ({ month, key }));
  const ids = ['geparkt', 'abgewiesen', 'http'].map((id) => `${mark}-${id}`);
  return { ags, subject: subjectOf(ags), uploads, hashes: Object.values(hashes), clearing, source, ids };
}

/** Claims of a person of this Gebietskoerperschaft. */
export const kreisOf = (ags: string) => claimsOf(`kommune ags-${ags}`);

function about(side: Side, fact: IncomingEvent, id: string): IncomingEvent {
  const mark = side === 'neighbour' ? 'kanarie' : 'eigen';
  return { ...fact, subject: subjectOf(AGS[side]), id: `${mark}-${id}` };
}

function termsOf(side: Side): Parameters<typeof drafted>[0] {
  if (side === 'own') return { ags: AGS.own };
  return {
    ags: AGS.neighbour,
    haushaltsmittel: { amountCent: 77_311_377, currency: 'EUR' },
    massnahmen: [{ art: 1, label: 'Kanarienmassnahme', traeger: 'Kanarienverein', places: 7 }],
    besondereRegelungen: [{ paragraph: '§ 5', text: 'Kanarienregelung' }],
    aktenzeichen: { land: 'KANAR-AZ-LAND', kommune: 'KANAR-AZ' },
  };
}

function signedBy(side: Side): Parameters<typeof signature>[1] {
  return side === 'own'
    ? { signatory: { name: 'Eigene Person', office: 'Landrätin' }, place: 'Gießen' }
    : { signatory: { name: 'Kanaria Nachbarin', office: 'Landrätin' }, place: 'Kanarienort' };
}

const held = publicationHeld();
const told = strategie();

const OF_NEIGHBOUR: readonly IncomingEvent[] = [
  { ...held, data: { ...held.data, reason: 'Kanariengrund' } } as IncomingEvent,
  { ...told, data: { ...told.data, title: 'Kanarienstrategie' } } as IncomingEvent,
];

/** Signed by one side, and published nowhere. */
function factsOf(side: Side): readonly IncomingEvent[] {
  const isNeighbour = side === 'neighbour';
  const { scan, document } = HASHES[side];
  const paper = documentArchived();
  const grant = bescheid('zuwendung', 1, {
    aktenzeichen: isNeighbour ? 'KANAR-AZ-RP' : 'RPKS-1',
    amount: { amountCent: isNeighbour ? 55_311_355 : 1, currency: 'EUR' },
  });
  const facts: readonly IncomingEvent[] = [
    drafted(termsOf(side)),
    released(),
    { ...paper, data: { ...paper.data, sha256: document } } as IncomingEvent,
    { ...signature('kommune', signedBy(side)), source: `https://kreis.example/${AGS[side]}` },
    scanArchived(`${side}-scan-0001`, {
      sha256: scan,
      ...(isNeighbour && { originalLocation: 'Kanarienschrank' }),
    }),
    grant,
    ...(isNeighbour ? OF_NEIGHBOUR : []),
  ];
  return facts.map((fact, at) => about(side, fact, `fakt-${at}`));
}

const announced = z.object({ uploadId: z.string() });

async function announce(stage: Stage, side: Side, claims: object = kreisOf(AGS[side])): Promise<string> {
  const isNeighbour = side === 'neighbour';
  const { body } = await stage.ask('POST', '/v1/uploads', {
    claims,
    headers: { 'idempotency-key': `${side}-upload` },
    body: {
      // What the Land uploads is filed by its QR codes.
      ...(claims !== LAND && { zielvereinbarung: subjectOf(AGS[side]) }),
      parties: ['kommune'],
      sha256: HASHES[side].scan,
      size: isNeighbour ? 55_311_355 - 50_000_000 : 1,
      fileName: isNeighbour ? 'kanarienscan.pdf' : 'scan.pdf',
      ...(isNeighbour && { originalLocation: 'Kanarienschrank' }),
    },
  });
  const { uploadId } = announced.parse(body);
  const filed: Findings = {
    uploadId,
    state: 'archived',
    zielvereinbarung: subjectOf(AGS[side]),
    fassung: 1,
    sha256: HASHES[side].scan,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
    previews: 2,
  };
  stage.findings.set(uploadId, filed);
  return uploadId;
}

/** A scan that the Land uploaded and nobody assigned: what it shows is the neighbour's. */
async function unassignedUpload(stage: Stage): Promise<string> {
  const { body } = await stage.ask('POST', '/v1/uploads', {
    headers: { 'idempotency-key': 'unassigned' },
    body: { parties: [], sha256: HASHES.neighbour.scan, size: 1, fileName: 'kanarienscan.pdf' },
  });
  return announced.parse(body).uploadId;
}
