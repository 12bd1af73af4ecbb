import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SEND_SCOPE } from '../../shared/domain/access.ts';
import { readClients } from '../../functions/staff-api/access/clients.ts';
import { readSenders } from '../../functions/record-event/senders.ts';
import { refuseUnfitSenders } from '../../infra/stages/unfit-senders.ts';
import type { ApiClient } from '../../infra/stages/senders.ts';
import type { Stage } from '../../infra/stages/stages.ts';
import { functionsOf, resourcesOf } from './resources.ts';
import { production, synthesise } from './stage-templates.ts';

/** What Lambda allows for all variables of a function, names included. */
const LIMIT = 4096;
/** Cognito gives its clients 26 letters; whatever else is known at deployment only is shorter than this. */
const CLIENT_ID = 'c'.repeat(26);
const OTHER = 'https://sqs.eu-central-1.amazonaws.com/111122223333/'.padEnd(128, 'x');

const KREIS = {
  source: 'https://kreis.behoerde.example/<ags>',
  voice: 'kommune',
  types: ['signature.received', 'signature.refused', 'signature.withdrawn', 'budget.amended'].concat(
    ['eckdaten.amended', 'participation.reported', 'strategie.updated'], // all that a Kreis may tell
  ),
} as const;

/** All 26 Gebietskoerperschaften and one more, for a merger. */
const KEYS = Array.from({ length: 27 }, (_, index) => String(6411 + index).padStart(5, '0'));
const everyClient = KEYS.map((ags) => ({ name: `kreis-${ags}`, ags }));
/** A role of an account of their own; AWS gives ids of 21 letters. */
const everyRole = KEYS.map((ags) => ({
  arn: `arn:aws:iam::4444555${ags}:role/zielvereinbarungen/fachverfahren`,
  id: `AROA${ags}KREISKREISXX`,
  ags,
}));

const all: Stage = { ...production, senders: [{ ...KREIS, clients: everyClient }] };
/** Every one of them with both, beside the Land and the Bewilligungsstelle. */
const crowded: Stage = {
  ...production,
  senders: [
    ...production.senders.filter(({ voice }) => voice === 'land'),
    {
      source: 'https://regierungspraesidium.behoerde.example/foerderung',
      voice: 'bewilligungsstelle',
      types: ['*'],
      roles: [{ arn: 'arn:aws:iam::777788889999:role/foerderung', id: 'AROAFOERDERUNGXXXXXXX' }],
      clients: [{ name: 'foerderung' }],
    },
    { ...KREIS, clients: everyClient, roles: everyRole },
  ],
};

const variables = z.object({ Variables: z.record(z.string(), z.unknown()).default({}) });

/** A variable as the function gets it, with stand-ins for what is known at deployment only. */
function resolved(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (joined.success) return joined.data['Fn::Join'][1].map(resolved).join(joined.data['Fn::Join'][0]);
  return JSON.stringify(value).includes('StaffPoolSystem') ? CLIENT_ID : OTHER;
}

function environmentsOf(stage: Stage): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    functionsOf(synthesise(stage).processing).map(({ id, Properties }) => {
      const { Variables } = variables.parse(Properties['Environment'] ?? {});
      return [
        id,
        Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, resolved(value)])),
      ];
    }),
  );
}

function clientsOf(stage: Stage) {
  const [door] = [...environmentsOf(stage)].filter(([id]) => id.startsWith('StaffStaffApi'));
  return readClients(door?.[1]['CLIENTS'] ?? '');
}

function withClients(clients: readonly ApiClient[]): Stage {
  return { ...production, senders: [{ ...KREIS, clients }] };
}

type Stacks = ReturnType<typeof synthesise>;

/** What the processing stack still imports when the next archive stack no longer exports it. */
function missing(before: Stacks, { archive }: Stacks): readonly string[] {
  const exported = JSON.stringify(archive.findOutputs('*'));
  const imported = JSON.stringify(before.processing.toJSON()).matchAll(/"Fn::ImportValue":"([^"]+)"/gu);
  return [...new Set([...imported].map(([, name = '']) => name))].filter(
    (name) => name.includes('-archive:') && !exported.includes(`"${name}"`),
  );
}

describe('the door for systems', () => {
  test.each([
    ['a client', all],
    ['a client and a role', crowded],
  ])('leaves every function room for its variables when all authorities have %s', (_, stage) => {
    refuseUnfitSenders(stage);
    const sizes = [...environmentsOf(stage)].map(([id, environment]) => ({
      id,
      size: Object.entries(environment).reduce((sum, [name, value]) => sum + name.length + value.length, 0),
    }));
    expect(sizes).toHaveLength(9);
    expect(sizes.filter(({ size }) => size > LIMIT)).toEqual([]);
  });

  test('knows each client by its own source, with the rule behind it', () => {
    const clients = clientsOf(all);
    expect(clients).toHaveLength(27);
    expect(clients[2]).toEqual({
      clientId: CLIENT_ID,
      source: 'https://kreis.behoerde.example/06413',
      rule: { ...KREIS, principals: [{ id: CLIENT_ID, ags: ['06413'] }] },
    });
  });

  test('is told of which subjects a sender may speak', () => {
    const subjects = ['AQB-2025-*'];
    const clients = [{ name: 'rp' }];
    const senders = [
      { source: 'https://rp.example', voice: 'land', types: ['bescheid.issued'], subjects, clients },
      { ...KREIS, clients: [{ name: 'kreis', ags: '06533' }] },
    ] as const;
    expect(clientsOf({ ...production, senders }).map(({ rule }) => rule.subjects)).toEqual([
      subjects,
      undefined,
    ]);
  });

  test('is shut to a closed client, also by the recorder', () => {
    const closed = withClients([{ name: 'kreis-06533', ags: '06533', closed: true }]);
    expect(JSON.stringify(synthesise(closed).processing.toJSON()).includes('StaffPoolSystem')).toBe(false);
    expect(clientsOf(closed)).toEqual([]);
    const [recorder] = [...environmentsOf(closed)].filter(([id]) => id.startsWith('RecordingRecordEvent'));
    expect(readSenders(recorder?.[1]['SENDERS'] ?? '').map(({ principals }) => principals)).toEqual([[]]);
  });

  test('closes a client in two deployments, for the archive goes first and keeps what is still imported', () => {
    const open = synthesise(withClients([{ name: 'kreis-06533', ags: '06533' }]));
    const closed = synthesise(withClients([{ name: 'kreis-06533', ags: '06533', closed: true }]));
    const gone = synthesise({ ...production, senders: [] });
    expect(missing(open, closed)).toEqual([]);
    expect(missing(closed, gone)).toEqual([]);
    expect(missing(open, gone)).toHaveLength(1);
  });

  test('asks for the scope that the directory grants', () => {
    const [server] = resourcesOf(synthesise(all).archive, 'AWS::Cognito::UserPoolResourceServer');
    expect(server?.Properties).toMatchObject({
      Identifier: SEND_SCOPE.split('/')[0],
      Scopes: [{ ScopeName: SEND_SCOPE.split('/')[1] }],
    });
  });
});

/** The same stage, where no mail is sent. */
function silent(): Stage {
  const { mailSender: _, ...rest } = production;
  return rest;
}

describe('mails', () => {
  const ofRemind = (stage: Stage) =>
    [...environmentsOf(stage)].find(([id]) => id.includes('Remind'))?.[1] ?? {};

  test('carry the name of the service, and whom answers reach where the stage says it', () => {
    expect(ofRemind(production)).toMatchObject({ MAIL_SENDER_NAME: 'Zielvereinbarungen' });
    expect(ofRemind(production)).not.toHaveProperty('MAIL_REPLY_TO');
    const named = { mailSenderName: 'Förderung des Landes', mailReplyTo: 'hilfe@behoerde.example' };
    expect(ofRemind({ ...production, ...named })).toMatchObject({
      MAIL_SENDER_NAME: 'Förderung des Landes',
      MAIL_REPLY_TO: 'hilfe@behoerde.example',
    });
    expect(Object.keys(ofRemind(silent())).filter((name) => name.startsWith('MAIL'))).toEqual([]);
  });
});

describe('the pages of the workplace and its door', () => {
  test.each([
    ['a stage with mails', production, { FOUR_EYES: 'false', MAILS: 'true' }],
    ['one without', silent(), { FOUR_EYES: 'false', MAILS: 'false' }],
    ['one that asks for four eyes', { ...production, fourEyes: true }, { FOUR_EYES: 'true', MAILS: 'true' }],
  ])('of %s promise the same, and the door knows whom mails reach', (_, stage, flags) => {
    const of = (id: string) => [...environmentsOf(stage)].find(([name]) => name.includes(id))?.[1];
    expect(of('StaffApi')).toMatchObject({ FOUR_EYES: flags.FOUR_EYES });
    expect(Object.hasOwn(of('StaffApi') ?? {}, 'USER_POOL_ID')).toBe(flags.MAILS === 'true');
    expect(of('PublishWorkplace')).toMatchObject(flags);
  });
});
