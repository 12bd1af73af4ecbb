import { describe, expect, test } from 'vitest';
import { StageRefused } from '../../../infra/stages/refusal.ts';
import type { Sender, SenderRole } from '../../../infra/stages/senders.ts';
import { refuseUnfitSenders, type SpeakingStage } from '../../../infra/stages/unfit-senders.ts';
import { stageNamed } from '../../../infra/stages/stages.ts';
import { production } from '../stage-templates.ts';

const roleOf = (name: string, over: Partial<SenderRole> = {}): SenderRole => ({
  arn: `arn:aws:iam::444455556666:role/${name}`,
  id: `AROA${name.toUpperCase().padEnd(17, 'X')}`,
  ...over,
});
const kreisOf = (ags: string) => roleOf(`kreis${ags}`, { ags });

const LAND: Sender = {
  source: 'https://hmsi.example/fachverfahren',
  voice: 'land',
  types: ['*'],
  roles: [roleOf('land')],
};
const FOERDERUNG: Sender = {
  source: 'https://rp.example/foerderung',
  voice: 'bewilligungsstelle',
  types: ['bescheid.issued'],
  roles: [roleOf('foerderung')],
};
const KREISE: Sender = {
  source: 'https://kreis.example/<ags>',
  voice: 'kommune',
  types: ['signature.received'],
  roles: [kreisOf('06533'), kreisOf('06531')],
  clients: [{ name: 'kreis-06411', ags: '06411' }],
};
const ARCHIV: Sender = {
  source: 'https://archiv.example/akten',
  voice: 'archiv',
  types: ['*'],
  clients: [{ name: 'archiv' }],
};
const ALL = [LAND, FOERDERUNG, KREISE, ARCHIV];

const stageOf = (senders: readonly object[], over: Partial<SpeakingStage> = {}): SpeakingStage =>
  Object.assign({ name: 'test' as const, senders: [] }, { senders }, over);
const check = (senders: readonly object[], over: Partial<SpeakingStage> = {}) =>
  refuseUnfitSenders(stageOf(senders, over));
/** What a stage does not take, and what it says of it. */
type Unfit = [what: string, senders: readonly object[], sentence: RegExp];
const { roles: _roles, ...rolelessKreise } = KREISE;
const others = (source: string): Sender => ({ ...KREISE, source, clients: [], roles: [kreisOf('06440')] });
const having = (one: Sender, over: object) =>
  ALL.map((sender) => (sender === one ? { ...one, ...over } : sender));

describe('a list of senders', () => {
  test.each([
    ['one voice each', ALL],
    ['two rules for one source', [LAND, { ...LAND, subjects: ['AQB-2024-*'] }]],
    ['two sources of the Land, sent for by one role', [LAND, { ...LAND, source: `${LAND.source}/v2` }]],
    ['two sources of a Kreis', [KREISE, { ...KREISE, source: `${KREISE.source}/v2`, clients: [] }]],
    [
      'a role of a Kreis that was made anew',
      having(KREISE, { roles: [kreisOf('06533'), { ...kreisOf('06533'), id: `AROA${'N'.repeat(17)}` }] }),
    ],
    [
      'a role of another partition',
      having(LAND, { roles: [roleOf('land', { arn: 'arn:aws-eusc:iam::444455556666:role/a/b' })] }),
    ],
    ['nobody', []],
  ])('is taken with %s', (_, senders) => {
    expect(() => check(senders)).not.toThrow();
  });

  test.each([
    ['of every stage as it is delivered', stageNamed('local')],
    ['of a production stage', production],
  ])('is taken %s', (_, stage) => {
    expect(() => refuseUnfitSenders(stage)).not.toThrow();
  });

  test.each<Unfit>([
    // what a stage once had: one list of roles for every Kreis of a source
    [
      'roles without their Kreis, as former stages wrote them',
      [{ ...rolelessKreise, roleArn: roleOf('a').arn, senderIds: ['AROA1'] }],
      /roleArn.*senderIds.*roles: \[\{ arn, id, ags \}\]/u,
    ],
    ['a role of a Kreis without its key', having(KREISE, { roles: [roleOf('kreis')] }), /Gemeindeschlüssel/u],
    [
      'a client of a Kreis without its key',
      having(KREISE, { clients: [{ name: 'kreis' }] }),
      /Gemeindeschlüssel/u,
    ],
    [
      'a key that is none',
      having(KREISE, { roles: [roleOf('kreis', { ags: '6533' })] }),
      /Gemeindeschlüssel/u,
    ],
    ['a key that is misspelled', having(KREISE, { roles: [{ ...kreisOf('06533'), AGS: '06531' }] }), /AGS/u],
    [
      'a key where the source has none',
      having(LAND, { roles: [roleOf('land', { ags: '06533' })] }),
      /Gemeindeschlüssel/u,
    ],
    [
      'a client with a key where the source has none',
      having(ARCHIV, { clients: [{ name: 'a', ags: '06533' }] }),
      /Gemeindeschlüssel/u,
    ],
    [
      'the Land under the key of a Kreis',
      having(LAND, { source: 'https://land.example/06533' }),
      /nennt einen Gemeindeschlüssel/u,
    ],
    [
      'an archive under a key that is written otherwise',
      having(ARCHIV, { source: 'urn:archiv:%30%36533' }),
      /nennt einen Gemeindeschlüssel/u,
    ],
    ['a source with a step back', having(LAND, { source: 'https://land.example/a/../b' }), /keine URI/u],
    ['nobody said to speak for', having(LAND, { voice: undefined }), /für wen er spricht/u],
    ['a voice that does not exist', having(LAND, { voice: 'revision' }), /für wen er spricht/u],
    [
      'a Kreis whose source has no key',
      [{ ...KREISE, source: 'https://kreis.example/06533' }],
      /Ein Kreis trägt/u,
    ],
    [
      'the Land under a source with a key',
      having(LAND, { source: 'https://hmsi.example/<ags>' }),
      /Ein Kreis trägt/u,
    ],
    ['a source with two keys', having(KREISE, { source: 'https://<ags>.example/<ags>' }), /keine URI/u],
    ['a source that is none', having(LAND, { source: 'fachverfahren' }), /keine URI/u],
    ['a source with a space', having(LAND, { source: 'https://hmsi.example/fach verfahren' }), /keine URI/u],
    ['a source with an umlaut', having(LAND, { source: 'https://hmsi.example/förderung' }), /keine URI/u],
    ['a source with half a key', having(LAND, { source: 'https://hmsi.example/<ags' }), /keine URI/u],
    ['no type', having(LAND, { types: [] }), /gar nichts/u],
    ...[
      'zielvereinbarung.drafted',
      'zielvereinbarung.released-for-signature',
      'publication.withdrawn',
      'scan.set-aside',
      'scan.checked',
      'bescheid.issued',
      'scan.archived',
      'no.such-thing',
    ].map((stem): Unfit => [
      `a Kreis that tells ${stem}`,
      having(KREISE, { types: [stem] }),
      new RegExp(`meldet nicht: ${stem}`, 'u'),
    ]),
    [
      'a Bewilligungsstelle that signs',
      having(FOERDERUNG, { types: ['bescheid.issued', 'signature.received'] }),
      /meldet nicht: signature/u,
    ],
    ['an archive that drafts', having(ARCHIV, { types: ['zielvereinbarung.drafted'] }), /meldet nicht/u],
    [
      'one role for two Kreise',
      having(KREISE, { roles: [kreisOf('06533'), { ...kreisOf('06533'), ags: '06531' }] }),
      /zwei Beteiligte/u,
    ],
    [
      'one ARN for two Kreise',
      having(KREISE, { roles: [kreisOf('06533'), { ...kreisOf('06531'), arn: kreisOf('06533').arn }] }),
      /zwei Beteiligte/u,
    ],
    [
      'one role for a Kreis and the Land',
      having(LAND, { roles: [roleOf('kreis06533')] }),
      /zwei Beteiligte/u,
    ],
    [
      'one role for the Land and the Bewilligungsstelle',
      having(FOERDERUNG, { roles: [roleOf('land')] }),
      /zwei Beteiligte/u,
    ],
    ['one role twice', having(LAND, { roles: [roleOf('land'), roleOf('land')] }), /zweimal/u],
    [
      'one id with two names',
      having(LAND, { roles: [roleOf('land'), { ...roleOf('other'), id: roleOf('land').id }] }),
      /zweimal/u,
    ],
    ['one client twice', having(ARCHIV, { clients: [{ name: 'kreis-06411' }] }), /zweimal/u],
    ...[
      'arn:aws:iam::444455556666:root',
      '444455556666',
      '*',
      'arn:aws:iam::444455556666:role/*',
      'arn:aws:iam::444455556666:user/land',
      'arn:aws:sts::444455556666:assumed-role/land/session',
      '',
    ].map((arn): Unfit => [
      `„${arn}“ as a role`,
      having(LAND, { roles: [roleOf('land', { arn })] }),
      /eindeutige/u,
    ]),
    ...['444455556666', 'AIDAEXAMPLEEXAMPLEEX', 'AROA*', 'AROAEXAMPLEEXAMPLEEX:session', 'anonymous', ''].map(
      (id): Unfit => [`„${id}“ as its id`, having(LAND, { roles: [roleOf('land', { id })] }), /eindeutige/u],
    ),
    ...[
      'https://kreis.example/06533',
      'https://kreis.example/06533/',
      'https://kreis.example/06533/v2',
      'https://kreis.example/065331',
      'https://kreis.example/',
      'https://kreis.example',
      'HTTPS://KREIS.example/06533',
      'https://kreis.example/%30%36533',
      'https://rp.example/foerderung',
      'https://rp.example/foerderung/',
      'urn:aqb:remind',
      'urn:aqb:staff-api',
      'URN:AQB:remind',
      'urn:aqb:',
      'urn:%61qb:x',
    ].map((source): Unfit => [`the Land as ${source}`, having(LAND, { source }), /auseinanderzuhalten/u]),
    ...['https://kreis.example/06533/<ags>', 'https://kreis.example/0<ags>', 'urn:aqb:<ags>'].map(
      (source): Unfit => [`Kreise as ${source} too`, [...ALL, others(source)], /auseinanderzuhalten/u],
    ),
    [
      'two places for a key that overlap',
      [
        others('https://x.example/<ags>1'),
        { ...others('https://x.example/1<ags>'), roles: [kreisOf('06411')] },
      ],
      /auseinanderzuhalten/u,
    ],
    ['nobody to prove it', having(LAND, { roles: [] }), /fehlen Rolle/u],
  ])('is refused with %s', (_, senders, sentence) => {
    expect(() => check(senders)).toThrow(StageRefused);
    expect(() => check(senders)).toThrow(sentence);
  });

  test('is refused where the operator or whoever deletes in an emergency is a sender', () => {
    const operatorRole = { arn: roleOf('operator').arn, id: roleOf('operator').id };
    for (const role of [
      roleOf('operator'),
      roleOf('operator', { id: roleOf('x').id }),
      roleOf('x', { id: operatorRole.id }),
    ])
      expect(() => check(having(LAND, { roles: [role] }), { operatorRole })).toThrow(/operatorRole/u);
    const breakGlassRoleArn = roleOf('land').arn;
    expect(() => check(ALL, { breakGlassRoleArn })).toThrow(/breakGlassRoleArn/u);
    expect(() => check(ALL, { operatorRole })).not.toThrow();
  });

  test('of the local stage needs no proof, and is held to all else', () => {
    const [unproven] = having(LAND, { roles: [] });
    expect(() => check([unproven ?? {}], { name: 'local' })).not.toThrow();
    expect(() => check(having(LAND, { source: 'https://kreis.example/06533' }), { name: 'local' })).toThrow(
      /auseinanderzuhalten/u,
    );
  });
});
