import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { createHandler } from '../../functions/reconcile/handler.ts';
import { type LogFields, telemetryOf } from '../../shared/lambda/telemetry.ts';
import { SUBJECT, amended, concludedFacts } from '../support/facts/given.ts';
import { repairable } from '../support/stages/reconciler.ts';
import { PAGE } from '../support/facts/year.ts';

const context = { awsRequestId: 'r', functionName: 'reconcile' } as unknown as Context;

async function concludedStage() {
  const stage = repairable();
  await stage.happen(...concludedFacts());
  const noted: LogFields[] = [];
  const telemetry = {
    ...telemetryOf('test'),
    note: (_: string, fields: LogFields) => void noted.push(fields),
  };
  const handler = createHandler({ reconciler: stage.reconciler, telemetry });
  const tick = async (event: object) => {
    noted.length = 0;
    await handler(event, context);
    await stage.deliver();
    await stage.follow(SUBJECT);
    return noted;
  };
  await tick({});
  return { ...stage, tick };
}

test('a run says what it put right, and that it came to its end', async () => {
  const { tick, files } = await concludedStage();
  files.delete(`${PAGE}index.html`);
  expect(await tick({})).toEqual([
    { reason: 'page-file-missing', outcome: 'repaired', subject: SUBJECT, key: `${PAGE}index.html` },
    { outcome: 'reconciled', looked: expect.objectContaining({ logs: 1, objects: 0 }) },
  ]);
  expect(files.has(`${PAGE}index.html`)).toBe(true);
  expect(await tick({})).toMatchObject([{ outcome: 'reconciled' }]);
});

test('what somebody else put there counts as a finding, even where it was removed', async () => {
  const { tick, files } = await concludedStage();
  const path = `${PAGE}fremd.html`;
  files.set(path, { path, body: new Uint8Array(), contentType: 'text/html', revision: 0 });
  expect(await tick({})).toContainEqual({ reason: 'orphan-publication', outcome: 'findings', key: path });
  expect(files.has(path)).toBe(false);
});

test('what was recorded a moment ago is left to the function that works on it', async () => {
  const { tick, clock, send, store, forget } = await concludedStage();
  await send(amended('abweichung', [895_210, 845_210]));
  await forget(SUBJECT);
  expect(await tick({})).toMatchObject([{ outcome: 'reconciled' }]);
  clock.at = new Date(Date.parse(clock.at) + 5 * 60_000).toISOString();
  expect(await tick({})).toContainEqual(
    expect.objectContaining({ reason: 'page-outstanding', outcome: 'repaired' }),
  );
  expect((await store.history(SUBJECT)).at(-1)?.event.type).toBe('ZielvereinbarungPublished');
});

test('a file that moved meanwhile rings nowhere', async () => {
  const { tick, files, inventory } = await concludedStage();
  files.delete(`${PAGE}index.html`);
  inventory.put = () => Promise.resolve('moved');
  expect(await tick({})).toContainEqual(
    expect.objectContaining({ reason: 'page-file-missing', outcome: 'moved' }),
  );
});

test('the nightly run looks into the archive too, and what it cannot put right counts as a finding', async () => {
  const { tick, objects } = await concludedStage();
  objects.clear();
  expect(await tick({ run: 'nightly' })).toContainEqual(
    expect.objectContaining({ reason: 'archive-object-missing', outcome: 'findings', subject: SUBJECT }),
  );
});

test('a portal that cannot be listed ends the run, so that the scheduler tries again', async () => {
  const { tick, inventory } = await concludedStage();
  inventory.list = () => Promise.reject(new Error('throttled'));
  await expect(tick({})).rejects.toThrow('throttled');
});
