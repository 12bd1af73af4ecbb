import { describe, expect, test } from 'vitest';
import { MAIL_DOMAIN } from '../../../cli/local/mail-domain.ts';
import { StageRefused } from '../../../infra/stages/refusal.ts';
import { stageNamed } from '../../../infra/stages/stages.ts';
import { refuseUnfitSenders } from '../../../infra/stages/unfit-senders.ts';
import { readClients } from '../../../functions/staff-api/access/clients.ts';
import { readSenders } from '../../../functions/record-event/senders.ts';
import { sendersAsVariable } from '../../../infra/constructs/processing/recording.ts';
import { WORKPLACE, production, synthesise } from '../stage-templates.ts';

function isTaken(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}

describe('a stage', () => {
  test('sends no mail until somebody names a sender; the local one uses the domain of its people', () => {
    expect(stageNamed('local').mailSender?.split('@')[1]).toBe(MAIL_DOMAIN);
    for (const name of ['test', 'prod'])
      expect(
        stageNamed(name, { retentionYears: '10', lockMode: 'GOVERNANCE', ...WORKPLACE }).mailSender,
      ).toBeUndefined();
  });

  test('in production has no retention of its own and is refused until the authority states one', () => {
    expect(() => stageNamed('prod')).toThrow(StageRefused);
    expect(() => stageNamed('prod')).toThrow(/fehlt die Aufbewahrungsfrist.*retentionYears.*lockMode/u);
    expect(() => stageNamed('prod', { retentionYears: '30' })).toThrow(/Sperrmodus/u);
    expect(() => stageNamed('prod', { lockMode: 'GOVERNANCE' })).toThrow(/ganze Zahl/u);
    expect(() => stageNamed('prod', { retentionYears: '', lockMode: 'GOVERNANCE' })).toThrow(/ganze Zahl/u);
  });

  test('in production keeps documents at least the years that were stated', () => {
    const { retention } = stageNamed('prod', { retentionYears: '10', lockMode: 'COMPLIANCE', ...WORKPLACE });
    expect(retention).toEqual({ days: 3653, lockMode: 'COMPLIANCE' });
  });

  test('outside production never locks beyond recall', () => {
    expect(() => stageNamed('test', { retentionYears: '1', lockMode: 'COMPLIANCE' })).toThrow(/COMPLIANCE/u);
    expect(stageNamed('local').retention).toEqual({ days: 1, lockMode: 'GOVERNANCE' });
  });

  test('where nobody could sign in is refused; the local one enters its own address', () => {
    const retention = { retentionYears: '10', lockMode: 'GOVERNANCE' };
    for (const name of ['test', 'prod'])
      expect(() => stageNamed(name, retention)).toThrow(
        new RegExp(
          `Stage ${name} fehlt der Name des Arbeitsplatzes.*workplaceDomain.*workplaceCertificate`,
          'u',
        ),
      );
    expect(stageNamed('local').workplaceDomain).toBeUndefined();
    expect(stageNamed('test', WORKPLACE).workplaceDomain).toEqual({
      name: WORKPLACE.workplaceDomain,
      certificateArn: WORKPLACE.workplaceCertificate,
    });
  });

  test.each([
    ['a name without its certificate', { workplaceDomain: 'arbeitsplatz.land.example' }, /Zertifikats/u],
    [
      'a certificate without a name',
      { workplaceCertificate: 'arn:aws:acm:us-east-1:1:c/1' },
      /workplaceDomain/u,
    ],
    [
      'a certificate of another region',
      { ...WORKPLACE, workplaceCertificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/workplace' },
      /us-east-1/u,
    ],
    ['an address', { ...WORKPLACE, workplaceDomain: 'https://land.example/' }, /„https:/u],
  ])('has a workplace with name and certificate, not %s', (_, said, sentence) => {
    expect(() => stageNamed('test', said)).toThrow(sentence);
  });

  test.each([0, -1, 1.5, Number.NaN])(
    'with a quota of %s scans a day is not synthesised',
    (uploadsPerDay) => {
      expect(() => synthesise({ ...production, uploadsPerDay })).toThrow(/uploadsPerDay/u);
    },
  );

  test('that does not exist is refused by name', () => {
    expect(() => stageNamed('staging')).toThrow(/„staging“ gibt es nicht/u);
  });

  test('outside the local one believes no source without a role', () => {
    const sender = { source: 'https://somebody.example', voice: 'land', types: ['*'] } as const;
    expect(() => refuseUnfitSenders({ name: 'test', senders: [sender] })).toThrow(/somebody.example/u);
    expect(() => refuseUnfitSenders({ name: 'local', senders: [sender] })).not.toThrow();
    expect(() => refuseUnfitSenders(production)).not.toThrow();
  });

  test('believes a source with app clients, each of its own Gebietskörperschaft and under its own name', () => {
    const kreis = {
      source: 'https://kreis.example/<ags>',
      voice: 'kommune',
      types: ['signature.received'],
    } as const;
    const check = (...clients: { name: string; ags?: string }[]) =>
      refuseUnfitSenders({ name: 'test', senders: [{ ...kreis, clients }] });
    expect(() => check({ name: 'a', ags: '06533' }, { name: 'b', ags: '06531' })).not.toThrow();
    expect(() => check()).toThrow(/kreis.example/u);
    expect(() => check({ name: 'a' })).toThrow(/Gemeindeschlüssel/u);
    expect(() => check({ name: 'a', ags: '06533' }, { name: 'a', ags: '06531' })).toThrow(/zweimal/u);
    const half = { ...kreis, roleArn: 'arn', clients: [{ name: 'a', ags: '06533' }] };
    expect(() => refuseUnfitSenders({ name: 'test', senders: [half] })).toThrow(/roleArn/u);
  });

  test('has the recorder believe the HTTP door where a source has app clients, and nobody where none is named', () => {
    const [byQueue, byHttp] = readSenders(sendersAsVariable(production, 'AROADOORDOORDOORDOOR'));
    expect(byQueue?.principals).toEqual([{ id: 'AROAEXAMPLEEXAMPLEEX' }]);
    expect(byHttp?.principals).toEqual([{ id: 'AROADOORDOORDOORDOOR', ags: ['06533'] }]);
    expect(readSenders(sendersAsVariable(production))[1]?.principals).toEqual([]);
  });

  test('tells the recorder its senders in the form that the recorder reads', () => {
    const read = readSenders(sendersAsVariable(stageNamed('local')));
    expect(read.map(({ source }) => source)).toEqual([
      'https://hmsi.example/fachverfahren',
      'https://rp-kassel.example/foerderung',
      'https://kreis.example/<ags>',
    ]);
    const [authority] = readSenders(sendersAsVariable(production));
    expect(authority).toEqual({
      source: 'https://fachverfahren.behoerde.example',
      voice: 'land',
      types: ['*'],
      principals: [{ id: 'AROAEXAMPLEEXAMPLEEX' }],
    });
  });

  test('tells the recorder of which subjects a sender may speak, where the list says so', () => {
    const [sender] = production.senders;
    const senders = sender === undefined ? [] : [sender, { ...sender, subjects: ['AQB-2025-*'] }];
    const read = readSenders(sendersAsVariable({ name: 'prod', senders }));
    expect(read.map(({ subjects }) => subjects)).toEqual([undefined, ['AQB-2025-*']]);
  });

  test('has its operator for no sender: it speaks for whom it forwards, not for itself', () => {
    expect(sendersAsVariable(production)).not.toContain(production.operatorRole?.id);
  });

  test('asks nobody for proof where it is the local one', () => {
    const local = readSenders(sendersAsVariable(stageNamed('local')));
    expect(local.map(({ principals }) => principals)).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ['AQB-2025-06533', true],
    ['AQB-2025-*', true],
    ['*-*-06533', true],
    ['ags-06415', true],
    ['ags-*', true],
    ['AQB-2025', false],
    ['AQB-2025-6533', false],
    ['A*B-2025-06533', false],
    ['ags-6415', false],
    ['*', false],
    ['aqb-2025-06533', false],
  ])('takes %s as a pattern of subjects: %s, exactly as its functions do', (pattern, fits) => {
    const clients = [{ name: 'somebody' }];
    const sender = {
      source: 'https://somebody.example',
      voice: 'land',
      types: ['*'],
      subjects: [pattern],
      clients,
    } as const;
    const local = { name: 'local', senders: [sender] } as const;
    const asked = [
      () => refuseUnfitSenders(local),
      () => readSenders(sendersAsVariable(local)),
      () => readClients(JSON.stringify([{ ...sender, clients: [] }])),
    ];
    expect(asked.map(isTaken)).toEqual([fits, fits, fits]);
  });

  test('names in a sentence the pattern that nobody could read', () => {
    const subjects = ['AQB-2025-6533'];
    const senders = [{ source: 'https://somebody.example', voice: 'land', types: ['*'], subjects } as const];
    expect(() => refuseUnfitSenders({ name: 'local', senders })).toThrow(
      /somebody\.example.*„AQB-2025-6533“.*ags-<Schlüssel>/u,
    );
  });
});
