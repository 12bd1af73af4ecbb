import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { reportingRoles } from '../../../functions/staff-api/access/rights.ts';
import { remindOfExpiry } from '../../../shared/application/reminding/remind-expiry.ts';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import { withoutAccount } from '../../../shared/lambda/telemetry.ts';
import { formerRelease, giveCommand, personFor } from '../../support/histories/former-release.ts';
import {
  meetingScheduled,
  participation,
  publicationHeld,
  retentionExtended,
} from '../../support/facts/given-year.ts';
import {
  SCAN_SHA,
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  released,
  signature,
} from '../../support/facts/given.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi } from '../../support/stages/staff-api.ts';
import { YEAR } from '../../support/histories/year-story.ts';

type Stage = ReturnType<typeof staffApi>;

/** A stage with data of the release before, which this release goes on with. */
function updated({ fourEyes = false } = {}) {
  const stage = staffApi({ fourEyes });
  return { ...stage, before: formerRelease(stage) };
}

/** Everything that the log holds, to be compared. */
const allOf = ({ store }: Pick<Stage, 'store'>) => structuredClone(store.memory);

/** Another command that the same person may give. */
function otherOf(fact: IncomingEvent): IncomingEvent {
  const about = { subject: fact.subject };
  const { sub } = personFor(fact);
  if (sub === KREIS.sub) return { ...participation('2025-06-06'), ...about };
  if (sub === LAND.sub) return { ...meetingScheduled('2025-11-13'), ...about };
  return { ...retentionExtended('2099-12-31'), ...about };
}

describe('a command that the release before recorded', () => {
  test('is a repeat whatever its kind, and another content under its key is refused by name', async () => {
    const stage = updated();
    const kinds = new Set<string>();
    for (const [at, fact] of YEAR.entries()) {
      const key = `key-${at}`;
      const isCommand = reportingRoles(fact.type).length > 0;
      const first = await (isCommand ? stage.before.command(fact, key) : stage.send(fact));
      expect(first, fact.id).toMatchObject({ outcome: 'recorded' });
      if (!isCommand) continue;
      const known = allOf(stage);
      const repeats = [
        await giveCommand(stage, fact, { key, preview: true }),
        await giveCommand(stage, fact, { key }),
      ];
      const versions = 'versions' in first ? first.versions : [];
      const repeat = { status: 200, body: { outcome: 'duplicate', versions } };
      expect(repeats, fact.id).toMatchObject([repeat, repeat]);
      const reused = await giveCommand(stage, otherOf(fact), { key, claims: personFor(fact) });
      expect(reused, fact.id).toMatchObject({ status: 409, body: { code: 'command-id-reused' } });
      expect(allOf(stage), fact.id).toEqual(known);
      kinds.add(fact.type);
    }
    expect(kinds.size).toBeGreaterThan(15);
  });

  test('is a repeat although the version that it names was overtaken, by itself and by others', async () => {
    const stage = updated();
    await stage.send(drafted());
    await stage.before.command(released(), 'k', 1);
    await stage.send(amended('correction', [895_210, 900_000]));
    const again = await giveCommand(stage, released(), { key: 'k', version: '"1"' });
    expect(again).toMatchObject({ status: 200, body: { outcome: 'duplicate' } });
    const anew = await giveCommand(stage, released(), { key: 'k2', version: '"1"' });
    expect(anew).toMatchObject({ status: 412, body: { code: 'version-changed' } });
  });

  test('of somebody else under the same key is another command', async () => {
    const stage = updated();
    for (const fact of [drafted(), released()]) await stage.send(fact);
    await stage.before.command(signature('land'), 'k');
    expect(await giveCommand(stage, signature('kommune'), { key: 'k' })).toMatchObject({ status: 201 });
  });

  test('is known under its former name for ever, and what is new has a name that tells no account', async () => {
    const stage = updated();
    await stage.send(drafted());
    await stage.before.command(meetingScheduled(), 'k');
    await giveCommand(stage, publicationHeld(), { key: 'k2' });
    const ids = (await stage.store.history(SUBJECT)).map(({ event }) => event.id);
    expect(ids.slice(1)).toEqual([`${LAND.sub}:k`, `${await PSEUDONYMS.of(LAND.sub)}:k2`]);
    expect(await giveCommand(stage, publicationHeld(), { key: 'k2' })).toMatchObject({ status: 200 });
  });
});

/** What the release before left, and the command that is repeated on it. */
const LEFT: Readonly<Record<string, (stage: ReturnType<typeof updated>) => Promise<IncomingEvent>>> = {
  'waits for a draft': async ({ before }) => {
    await before.command(released(), 'k');
    return released();
  },
  'waits beside others': async ({ before, send }) => {
    await send(drafted());
    await before.command(signature('land'), 'k');
    return signature('land');
  },
  'waited, and was recorded when its draft came': async ({ before, send }) => {
    await before.command(meetingScheduled(), 'k');
    await send(drafted());
    return meetingScheduled();
  },
  'waited too long and lies at the clearing desk': async (stage) => {
    await stage.before.command(signature('land'), 'k');
    await expire(stage);
    return signature('land');
  },
  'waits under another content': async ({ before }) => {
    await before.command(meetingScheduled('2025-11-01'), 'k');
    return meetingScheduled();
  },
  'was refused, which nobody kept': async ({ before, send }) => {
    await send(drafted());
    await before.command(released(7), 'k2');
    await before.command(amended('abweichung', [895_210, 845_210]), 'k');
    return amended('abweichung', [895_210, 845_210]);
  },
  'was recorded, and its run was cut off before what waited for it went on': async ({
    before,
    send,
    store,
  }) => {
    await send(drafted());
    await send(signature('land'));
    const waiting = store.waiting.bind(store);
    store.waiting = () => Promise.reject(new Error('killed'));
    await expect(before.command(released(), 'k')).rejects.toThrow('killed');
    Object.assign(store, { waiting });
    return released();
  },
};

describe('a command of the release before that', () => {
  test.each(Object.entries(LEFT))('%s ends as its repeat did then', async (_, leave) => {
    const [then, now] = [updated(), updated()];
    const [said, given] = [await leave(then), await leave(now)];
    expect(given).toEqual(said);
    const answer = await then.before.command(said, 'k');
    const reply = await giveCommand(now, given, { key: 'k' });
    const code = 'reason' in answer && answer.reason === 'event-id-reused' ? 'command-id-reused' : undefined;
    const { outcome } = answer;
    expect(reply.body).toMatchObject(
      outcome === 'refused' ? { code: code ?? ('reason' in answer && answer.reason) } : { outcome },
    );
    expect(allOf(now)).toEqual(allOf(then));
    expect(await giveCommand(now, given, { key: 'k' })).toMatchObject({
      body: outcome === 'refused' ? {} : { outcome: 'duplicate' },
    });
  });

  test('waits goes on under its name when its turn comes, once', async () => {
    const stage = updated();
    await stage.before.command(meetingScheduled(), 'k');
    expect(await giveCommand(stage, meetingScheduled(), { key: 'k' })).toMatchObject({
      status: 200,
      body: { outcome: 'duplicate' },
    });
    await stage.send(drafted());
    const told = (await stage.store.history(SUBJECT)).map(({ event: { id, type } }) => [type, id]);
    expect(told.slice(1)).toEqual([['UmsetzungsbesprechungScheduled', `${LAND.sub}:k`]]);
  });

  test('is recorded by an old instance while a new one judges its repeat is recorded once', async () => {
    const stage = updated();
    await stage.send(drafted());
    const load = stage.store.load.bind(stage.store);
    let isFirst = true;
    stage.store.load = async (subject) => {
      const head = await load(subject);
      if (isFirst) {
        isFirst = false;
        await stage.before.command(meetingScheduled(), 'k');
      }
      return head;
    };
    const reply = await giveCommand(stage, meetingScheduled(), { key: 'k' });
    expect(reply).toMatchObject({ status: 200, body: { outcome: 'duplicate' } });
    expect(await stage.store.history(SUBJECT)).toHaveLength(2);
  });
});

/** The daily run, and the internal queue behind it, long after everything's last day. */
async function expire({ clock, reception: { recorder }, store, receive }: Stage): Promise<void> {
  const at = clock.at;
  clock.at = '2026-04-01T03:00:00.000Z';
  const sent: object[] = [];
  const queue = { send: (events: readonly object[]) => Promise.resolve(void sent.push(...events)) };
  await remindOfExpiry({ store, queue, clock: recorder.clock, crypto: recorder.crypto, wire: recorder.wire });
  for (const event of sent) await receive(JSON.stringify(event), 'internal');
  clock.at = at;
}

describe('a decision at the clearing desk of the release before', () => {
  async function decided() {
    const stage = updated();
    const abweichung = amended('abweichung', [895_210, 845_210]);
    for (const fact of [drafted(), abweichung, ...concludedFacts().slice(1)]) await stage.send(fact);
    const [item] = stage.store.memory.clearing.values();
    if (item === undefined) throw new Error('Nothing was refused');
    const order = { action: 'replay', idempotencyKey: 'k', parties: ['land'], vouches: true } as const;
    expect(await stage.before.decide(item, order)).toMatchObject({ outcome: 'recorded' });
    const at = `/v1/clearing/${item.month}/${item.key}`;
    const decide = (body: object, claims: object = LAND) =>
      stage.ask('POST', `${at}/decision`, { claims, body, headers: { 'idempotency-key': 'k' } });
    return { ...stage, at, decide };
  }

  test('is answered alike when it is repeated; another order under its key is refused, and so is somebody else', async () => {
    const { decide, store } = await decided();
    const known = structuredClone(store.memory);
    expect(await decide({ action: 'replay' })).toMatchObject({ status: 201, body: { outcome: 'recorded' } });
    expect(await decide({ action: 'discard', reason: 'Doppelt.' })).toMatchObject({
      status: 409,
      body: { code: 'command-id-reused' },
    });
    expect(await decide({ action: 'replay' }, claimsOf('pruefung'))).toMatchObject({
      status: 409,
      body: { code: 'clearing-decided' },
    });
    expect(store.memory).toEqual(known);
  });

  test('shows who decided by a name that tells no account', async () => {
    const { ask, at } = await decided();
    const shown = await ask('GET', at, { claims: claimsOf('pruefung') });
    const list = await ask('GET', '/v1/clearing', { query: { month: '2025-09' } });
    const by = await PSEUDONYMS.of(LAND.sub);
    expect(shown.body).toMatchObject({ decision: { by }, decisions: [{ by }] });
    expect(JSON.stringify([shown.body, list.body])).not.toContain(LAND.sub);
  });
});

describe('an upload of the release before', () => {
  const body = {
    zielvereinbarung: SUBJECT,
    parties: ['land', 'kommune'],
    sha256: SCAN_SHA,
    size: 1,
    fileName: 'a.pdf',
  };

  async function withUpload({ fourEyes = false, over = {} } = {}) {
    const stage = updated({ fourEyes });
    for (const fact of concludedFacts().slice(0, 5)) await stage.send(fact);
    const upload = stage.before.upload('k', over);
    const announce = (change: object = {}, claims: object = KREIS) =>
      stage.ask('POST', '/v1/uploads', {
        claims,
        body: { ...body, ...change },
        headers: { 'idempotency-key': 'k' },
      });
    return { ...stage, upload, announce };
  }

  test('is the same one when it is announced again, also where the Fassung is named that was chosen then', async () => {
    const { announce, upload, uploads } = await withUpload();
    for (const change of [{}, { fassung: 1 }, { parties: ['kommune', 'land'] }, { fileName: 'b.pdf' }])
      expect(await announce(change)).toMatchObject({ status: 201, body: { uploadId: upload.uploadId } });
    expect([...uploads.values()]).toEqual([upload]);
  });

  test.each([
    ['parties', { parties: ['land'] }],
    ['size', { size: 2 }],
    ['SHA-256', { sha256: 'b'.repeat(64) }],
    ['place of the original', { originalLocation: 'Registratur' }],
    ['Fassung', { fassung: 99 }],
  ])('is not another one under its key: %s', async (_, change) => {
    const { announce, upload, uploads } = await withUpload();
    expect(await announce(change)).toMatchObject({ status: 409, body: { code: 'command-id-reused' } });
    expect([...uploads.values()]).toEqual([upload]);
  });

  const confirmation = { fassung: 1, pagesComplete: true, signaturesVisible: ['land', 'kommune'] };
  const archived = (uploadId: string): Findings => ({
    uploadId,
    state: 'archived',
    sha256: SCAN_SHA,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
  });

  test.each(['before', 'now'])(
    'announced %s is not confirmed by who announced it, where four eyes are asked for',
    async (when) => {
      const { ask, announce, upload, uploads, findings } = await withUpload({ fourEyes: true });
      if (when === 'now') uploads.clear();
      await announce();
      findings.set(upload.uploadId, archived(upload.uploadId));
      const confirm = (claims: object) =>
        ask('POST', `/v1/uploads/${upload.uploadId}/confirmation`, { claims, body: confirmation });
      expect(await confirm(KREIS)).toMatchObject({ status: 409, body: { code: 'four-eyes-required' } });
      expect(await confirm(claimsOf('pruefung'))).toMatchObject({
        status: 200,
        body: { outcome: 'recorded' },
      });
    },
  );

  test('is its own uploader’s still, and nobody else’s, also before it is filed', async () => {
    const { ask, upload, uploads } = await withUpload();
    const { zielvereinbarung: _, fassung: __, ...unfiled } = upload;
    const look = async (claims: object) =>
      (await ask('GET', `/v1/uploads/${upload.uploadId}`, { claims })).body;
    expect(await look(KREIS)).toMatchObject({ own: true });
    expect(await look(LAND)).toMatchObject({ own: false });
    uploads.set(upload.uploadId, unfiled);
    expect(await look(KREIS)).toMatchObject({ own: true });
    expect(await look(OTHER_KREIS)).toMatchObject({ code: 'not-found' });
  });
});

test('a log names what an earlier release recorded without the account in it', () => {
  const account = '6f1c9b1e-0d3a-4a52-9a55-1f3c6a0e7b11';
  expect(withoutAccount(`${account}:k:1`)).toBe('account:k:1');
  const others = [account, `${'a'.repeat(64)}:k`, `x${account}:k`, 'bescheid-2025-0001'];
  expect(others.map(withoutAccount)).toEqual(others);
});
