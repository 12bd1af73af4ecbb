import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { readSenders } from '../../../functions/record-event/senders.ts';
import { readClients } from '../../../functions/staff-api/access/clients.ts';
import { sendersAsVariable } from '../../../infra/constructs/processing/recording.ts';
import { StageRefused } from '../../../infra/stages/refusal.ts';
import type { ApiClient, Sender, SenderRole } from '../../../infra/stages/senders.ts';
import { refuseUnfitSenders } from '../../../infra/stages/unfit-senders.ts';
import { readMessage } from '../../../shared/application/receiving/receive-message.ts';
import { isKnownSource } from '../../../shared/domain/senders.ts';
import { VOICES, type Voice } from '../../../shared/domain/voices.ts';
import { amended, signature } from '../../support/facts/given.ts';
import { eckdatenAmended } from '../../support/facts/given-year.ts';
import { POOL } from '../../support/facts/pool.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { ROLE_TABLE } from '../../support/facts/role-table.ts';
import { WIRE } from '../../support/facts/wire.ts';

const DOOR = 'AROADOORDOORDOORDOOR';
const KEYS = ['06533', '06531', '06411'];
const TEMPLATES = [
  'https://kreis.example/<ags>',
  'https://kreis.example/<ags>/v2',
  'https://a.example/<ags>',
];
const LITERALS = [
  'https://hmsi.example/a',
  'https://rp.example/b',
  'https://archiv.example/c',
  'https://kreis.example/06533',
  'https://a.example/',
  'urn:aqb:remind',
];
const IDS = Array.from({ length: 7 }, (_, index) => `AROA${index}ROLEROLEROLEROLE`);

const CLIENTS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];

/** Mostly what an operator would write, and every mistake now and then. */
const often = <Value>(usual: Value, others: readonly Value[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const sources = fc.oneof(fc.constantFrom(...TEMPLATES), fc.constantFrom(...LITERALS));

const boundTo = (source: string) =>
  source.includes('<ags>') ? fc.constantFrom(...KEYS) : often(undefined, KEYS);

const sender = sources.chain((source): fc.Arbitrary<Sender> => {
  const bound = <Of extends object>(one: fc.Arbitrary<Of>) =>
    fc.tuple(one, boundTo(source)).map(([who, ags]) => ({ ...who, ...(ags !== undefined && { ags }) }));
  const role: fc.Arbitrary<SenderRole> = bound(
    fc.constantFrom(...IDS).map((id) => ({ id, arn: `arn:aws:iam::444455556666:role/${id}` })),
  );
  const client: fc.Arbitrary<ApiClient> = bound(
    fc.record({ name: fc.constantFrom(...CLIENTS), closed: often(false, [true]) }),
  );
  return fc.record({
    source: fc.constant(source),
    voice: source.includes('<ags>') ? often<Voice>('kommune', VOICES) : fc.constantFrom(...VOICES),
    types: often(['*'], [['signature.received'], ['scan.set-aside'], ['zielvereinbarung.drafted']]),
    roles: fc.uniqueArray(role, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
    clients: fc.uniqueArray(client, { maxLength: 2, selector: ({ name }) => name }),
  });
});

const stages = fc
  .array(sender, { minLength: 1, maxLength: 4 })
  .map((senders) => ({ name: 'test' as const, senders }));

const EVENTS: readonly IncomingEvent[] = [
  ...POOL,
  signature('land'),
  signature('kommune'),
  ...(['correction', 'aenderungsvereinbarung', 'abweichung'] as const).flatMap((kind) => [
    amended(kind, [895_210, 900_000]),
    eckdatenAmended(kind, 1),
  ]),
];

const messages = fc.record({
  /** Place in {@link EVENTS}: short, so that a counterexample can be read. */
  said: fc.nat(EVENTS.length - 1),
  source: fc.oneof(
    fc
      .constantFrom(...TEMPLATES)
      .chain((one) => fc.constantFrom(...KEYS).map((ags) => one.replace('<ags>', ags))),
    fc.constantFrom(...LITERALS, 'urn:aqb:staff-api', 'urn:aqb:inspect-scan'),
  ),
  about: fc.constantFrom(...KEYS),
  /** Who really sends: a role at the queue, or a client at the HTTP door. */
  by: fc.constantFrom(...IDS, ...CLIENTS, 'AROANOBODYNOBODYNOBO'),
  session: fc.constantFrom('', ':s', `:${IDS[0]}`),
  /** Which speaker of the stage it comes from, and which one's words it bears, if any. */
  aim: fc.record({ by: fc.nat(8), as: fc.nat(8) }),
});

type Message = Words & {
  readonly said: number;
  readonly by: string;
  readonly session: string;
  readonly aim: { readonly by: number; readonly as: number };
};
type Heard = Sent & Pick<Message, 'by' | 'session'>;
type Party = { readonly voice: Voice; readonly ags: string | undefined; readonly source: string };
type Stage = { readonly name: 'test'; readonly senders: readonly Sender[] };
type Words = { readonly source: string; readonly about: string };
type Sent = Words & { readonly event: IncomingEvent };

const isTaken = (stage: Stage): boolean => {
  try {
    refuseUnfitSenders(stage);
    return true;
  } catch (error) {
    if (error instanceof StageRefused) return false;
    throw error;
  }
};

/** Whose word this is by the list of the stage: each entry that names the role or the open client. */
const partiesOf = ({ senders }: Stage, by: string): readonly Party[] =>
  senders.flatMap(({ source, voice, roles = [], clients = [] }) =>
    [
      ...roles.map(({ id, ags }) => ({ who: id, ags })),
      ...clients.flatMap(({ name, ags, closed }) => (closed === true ? [] : [{ who: name, ags }])),
    ]
      .filter(({ who }) => who === by)
      .map(({ ags }) => ({ voice, ags, source: source.replace('<ags>', ags ?? '') })),
  );

/** Most of what is sent comes from whom the stage knows, with the words of somebody that it knows. */
function sentOn(stage: Stage, { said, ...message }: Message): Heard {
  const event = EVENTS[said] ?? signature('land');
  const ids = [...IDS, ...CLIENTS].filter((id) => partiesOf(stage, id).length > 0);
  const by = ids[message.aim.by] ?? message.by;
  const [known] = partiesOf(stage, ids[message.aim.as] ?? by);
  const words = { source: known?.source ?? message.source, about: known?.ags ?? message.about };
  return { ...message, ...words, event, by };
}

const messageOf = ({ event, source, about }: Sent) => {
  const subject = event.subject.startsWith('ags-') ? `ags-${about}` : `AQB-2025-${about}`;
  return {
    body: JSON.stringify(asCloudEvent({ ...event, source, subject })),
    sentAt: '2026-12-31T10:00:00Z',
  };
};

const clientsAsVariable = ({ senders }: Stage) =>
  JSON.stringify(
    senders.map(({ source, voice, types, clients = [] }) => ({
      source,
      voice,
      types,
      clients: clients.flatMap(({ name, ags, closed }) =>
        closed === true ? [] : [{ clientId: name, ...(ags !== undefined && { ags }) }],
      ),
    })),
  );

/** Whether the doors let it through to the judgement: the queue for a role, both for a client. */
function passes(stage: Stage, sent: Heard): boolean {
  const message = { ...messageOf(sent), door: 'ingress' } as const;
  const atQueue = { recorder: { wire: WIRE }, senders: readSenders(sendersAsVariable(stage, DOOR)) };
  const isAdmitted = (senderId: string, reception = atQueue) =>
    !('reason' in readMessage(reception, { ...message, senderId }));
  if (sent.by.startsWith('AROA')) return isAdmitted(`${sent.by}${sent.session}`);
  const rights = readClients(clientsAsVariable(stage)).filter(({ clientId }) => clientId === sent.by);
  const atHttp = { recorder: { wire: WIRE }, senders: rights.map(({ rule }) => rule) };
  return isAdmitted(sent.by, atHttp) && isAdmitted(`${DOOR}:staff-api`);
}

/** What is wrong with a message that was let through, by the list of the stage and the role table alone. */
function foreignIn({ event: { type, data }, about }: Sent, own: Party | undefined): string | undefined {
  if (own === undefined) return 'a source that is not its own';
  const { voice, ags } = own;
  if (!ROLE_TABLE[type].systems.includes(voice)) return 'a fact that its voice has not';
  if (ags !== undefined && ags !== about) return 'another Gebietskörperschaft';
  if ('party' in data && voice !== 'land' && data.party !== voice) return 'the other side';
  const isChange = type === 'BudgetAmended' || type === 'EckdatenAmended';
  return isChange && voice !== 'land' && data.kind !== 'abweichung' ? 'a change of the terms' : undefined;
}

/** Whether a number of this source would be used up by somebody else. */
function isFalselyTrusted(
  stage: Stage,
  { source, about, by, session }: Heard,
  own: Party | undefined,
): boolean {
  const claim = { door: 'ingress', source, subject: `AQB-2025-${about}`, senderId: by + session } as const;
  const isTrusted = isKnownSource(claim, readSenders(sendersAsVariable(stage, DOOR)));
  return isTrusted && (own === undefined || (own.ags !== undefined && own.ags !== about));
}

describe('whoever speaks', () => {
  test('is never heard for a Gebietskörperschaft or a side that is not theirs, on any stage that synthesis takes', () => {
    const seen = { taken: 0, refused: 0, heard: 0 };
    const look = (stage: Stage, message: Message) => {
      const sent = sentOn(stage, message);
      const parties = partiesOf(stage, sent.by);
      const own = parties.find(({ source }) => source === sent.source);
      const isHeard = passes(stage, sent);
      if (isHeard) seen.heard += 1;
      return {
        parties: new Set(parties.map(({ voice, ags }) => `${voice} ${ags}`)).size,
        foreign: isHeard ? foreignIn(sent, own) : undefined,
        isFalselyTrusted: isFalselyTrusted(stage, sent, own),
      };
    };
    fc.assert(
      fc.property(stages, fc.array(messages, { minLength: 30, maxLength: 30 }), (stage, sendings) => {
        if (!isTaken(stage)) return void (seen.refused += 1);
        seen.taken += 1;
        const wrong = sendings
          .map((message) => look(stage, message))
          .filter(
            ({ parties, foreign, isFalselyTrusted: trusted }) =>
              parties > 1 || foreign !== undefined || trusted,
          );
        expect(wrong).toEqual([]);
        return undefined;
      }),
      { numRuns: 4000 },
    );
    // the search is one: stages of both kinds, and somebody to hear
    expect(Math.min(seen.taken, seen.refused, seen.heard)).toBeGreaterThan(200);
  });
});
