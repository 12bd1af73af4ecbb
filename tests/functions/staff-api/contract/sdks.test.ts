import { describe, expect, test } from 'vitest';
import fact from '../../../contract/sdks/fact.json' with { type: 'json' };
import { SDK_FORMS } from '../../../support/bodies/sdk-examples.ts';
import { machineOf, staffApi } from '../../../support/stages/staff-api.ts';

const RP = machineOf('rp');

describe('an event over HTTP as an SDK of CloudEvents writes it', () => {
  test.each(SDK_FORMS.map((one) => [one.sdk, one.form, one] as const))(
    'is taken: %s, %s',
    async (_, __, { headers, body }) => {
      const { ask, queue } = staffApi();
      const sent = { 'content-type': undefined, ...headers };
      expect(await ask('POST', '/v1/events', { claims: RP, headers: sent, body })).toMatchObject({
        status: 202,
        body: { source: fact.source, state: 'received' },
      });
      expect(queue).toMatchObject([{ subject: fact.subject }]);
    },
  );

  test('says the same in one mode as in the other', async () => {
    const { ask, queue } = staffApi();
    for (const { headers, body } of SDK_FORMS.filter(({ sdk }) => sdk.startsWith('go')))
      await ask('POST', '/v1/events', {
        claims: RP,
        headers: { 'content-type': undefined, ...headers },
        body,
      });
    const types = queue.map(({ body }) => JSON.parse(body.replace(/^\uFEFF/u, '')).type);
    expect(new Set(types)).toEqual(new Set([fact.type]));
    expect(queue).toHaveLength(11);
  });
});
