import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../events/incoming/index.ts';
import { ROLES } from '../../shared/domain/access.ts';
import { REPORTING, mayReport, reportingRoles } from '../../functions/staff-api/access/rights.ts';
import { stageNamed } from '../../infra/stages/stages.ts';
import { TOLD_BY, VOICES, isTold, partyOf } from '../../shared/domain/voices.ts';
import { ROLE_TABLE } from '../support/facts/role-table.ts';

describe('the role table', () => {
  test.each(INCOMING)('says who tells $stem: systems by their voice, people by their role', (fact) => {
    const { systems, people } = ROLE_TABLE[fact.name];
    expect(VOICES.filter((voice) => isTold(voice, fact))).toEqual(systems);
    expect(reportingRoles(fact.name)).toEqual(people);
    for (const role of ROLES) {
      const user = {
        kind: 'person',
        subject: 's',
        pseudonym: 'p',
        roles: [role],
        ags: ['06533'],
        issuedAt: 0,
      } as const;
      expect(mayReport(user, fact.name)).toBe(people.includes(role));
    }
  });

  test('gives nobody by hand what the voice of the role has not', () => {
    for (const { name, stem, origin } of INCOMING)
      for (const role of reportingRoles(name)) {
        const voice = VOICES.find((one) => one === role);
        expect(voice !== undefined && isTold(voice, { stem, origin })).toBe(true);
      }
    const roles = new Set(INCOMING.flatMap(({ name }) => reportingRoles(name)));
    expect(REPORTING.toSorted()).toEqual([...roles].toSorted());
  });

  test('is that of the local stage, where each voice but the archive has a system', () => {
    const { senders } = stageNamed('local');
    expect(senders.map(({ voice, types }) => [voice, types])).toEqual([
      ['land', ['*']],
      ['bewilligungsstelle', ['*']],
      ['kommune', ['*']],
    ]);
  });

  test('is told to whoever connects a system, fact by fact', () => {
    const docs = readFileSync(new URL('../../docs/integrating.md', import.meta.url), 'utf8');
    for (const [voice, told] of Object.entries(TOLD_BY)) {
      const [row = ''] = docs.split('\n').filter((line) => line.startsWith(`| \`${voice}\``));
      const named = [...row.matchAll(/`(?<stem>[a-z-]+\.[a-z-]+)`/gu)].map(([, stem]) => stem);
      expect(new Set(named)).toEqual(new Set(told === '*' ? [] : told));
    }
  });

  test('knows two sides, and no other voice signs', () => {
    expect(VOICES.map((voice) => partyOf(voice))).toEqual(['land', 'kommune', undefined, undefined]);
  });
});
