import { describe, expect, test } from 'vitest';
import { SUBJECT, concludedFacts, drafted, released, signature } from '../../support/facts/given.ts';
import { KREIS, LAND, claimsOf, staffApi } from '../../support/stages/staff-api.ts';

const path = `/v1/zielvereinbarungen/${SUBJECT}`;

async function actionsFor(claims: object, facts = [drafted(), released()]) {
  const { ask, send } = staffApi();
  for (const fact of facts) await send(fact);
  const { body } = await ask('GET', path, { claims });
  const actions: { type: string; allowed: boolean; reason?: string; text?: string }[] = body.actions;
  return new Map(actions.map(({ type, ...action }) => [type, action]));
}

describe('what somebody can do now', () => {
  test('names every kind that people report, whoever asks', async () => {
    const [land, kreis] = [await actionsFor(LAND), await actionsFor(KREIS)];
    expect([...land.keys()]).toEqual([...kreis.keys()]);
    expect(land.size).toBe(25);
  });

  test('says who reports what this person may not', async () => {
    const kreis = await actionsFor(KREIS);
    expect(kreis.get('zielvereinbarung.cancelled.v1')).toEqual({
      allowed: false,
      reason: 'role-missing',
      text: 'Das meldet das Ministerium.',
    });
    expect(kreis.get('signature.received.v1')).toEqual({ allowed: true });
  });

  test('says what the state forbids, and of a change which kinds are possible', async () => {
    const open = await actionsFor(LAND);
    expect(open.get('zielerreichung.assessed.v1')).toEqual({
      allowed: false,
      reason: 'not-concluded',
      text: 'Die Zielvereinbarung ist noch nicht abgeschlossen. Vor dem Abschluss ändert das Ministerium den Betrag durch eine Korrektur; danach meldet der Absender, was ansteht.',
    });
    expect(open.get('budget.amended.v1')).toEqual({ allowed: true, kinds: ['correction'] });
    const concluded = await actionsFor(LAND, concludedFacts());
    expect(concluded.get('budget.amended.v1')).toEqual({
      allowed: true,
      kinds: ['aenderungsvereinbarung', 'abweichung'],
    });
  });

  test('a Kommune changes nothing before there is something to deviate from', async () => {
    const kreis = await actionsFor(KREIS);
    expect(kreis.get('budget.amended.v1')).toMatchObject({ allowed: false, reason: 'not-concluded' });
    expect((await actionsFor(KREIS, concludedFacts())).get('budget.amended.v1')).toEqual({
      allowed: true,
      kinds: ['abweichung'],
    });
  });

  test('everybody withdraws only what their own side declared', async () => {
    const facts = [drafted(), released(), signature('land')];
    expect((await actionsFor(LAND, facts)).get('signature.withdrawn.v1')).toEqual({ allowed: true });
    expect((await actionsFor(KREIS, facts)).get('signature.withdrawn.v1')).toEqual({
      allowed: false,
      reason: 'signature-unknown',
      text: 'Die Unterschrift, die zurückgezogen wird, ist noch nicht gemeldet.',
    });
  });

  test('who only reads can do nothing', async () => {
    const actions = await actionsFor(claimsOf('revision'));
    expect([...actions.values()].map(({ reason }) => reason)).toEqual(Array(25).fill('role-missing'));
  });

  test('nothing is done in the past', async () => {
    const { ask, send } = staffApi();
    await send(drafted());
    expect((await ask('GET', path, { query: { version: '1' } })).body).not.toHaveProperty('actions');
  });
});

test('names of those who signed are told only to those whom they concern', async () => {
  const { ask, send } = staffApi();
  for (const fact of [drafted(), released(), signature('land')]) await send(fact);
  const seen = async (claims: object) => (await ask('GET', path, { claims })).body.signatures[0];
  expect(await seen(KREIS)).toMatchObject({ name: 'Heike Hofmann', office: 'Staatsministerin' });
  expect(await seen(claimsOf('pruefung'))).not.toHaveProperty('name');
});
