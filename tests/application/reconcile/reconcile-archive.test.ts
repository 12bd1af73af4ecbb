import { beforeEach, describe, expect, test } from 'vitest';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import { SUBJECT, concludedFacts, scanArchived } from '../../support/facts/given.ts';
import {
  akteClosed,
  holdLifted,
  holdPlaced,
  retentionExtended,
  scanSetAside,
  scanSubmitted,
  textCopied,
} from '../../support/facts/given-year.ts';
import { sha256 } from '../../support/stages/intake.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { foundIn, repairable } from '../../support/stages/reconciler.ts';

const BYTES = new TextEncoder().encode('ein Scan');
const SHA = sha256(BYTES);
const SCAN = `${SUBJECT}/fassung-1/scan/${SHA}.pdf`;

type Stage = ReturnType<typeof repairable>;

let stage: Stage;

beforeEach(async () => {
  stage = repairable();
  const archive = { key: SCAN, versionId: 'archived-1' };
  const kept = { sha256: SHA, size: BYTES.length, archive, retainUntil: '2025-09-02T10:00:00Z' };
  stage.objects.set(SCAN, {
    key: SCAN,
    bytes: BYTES,
    sha256: SHA,
    retainUntil: kept.retainUntil,
    lockMode: 'GOVERNANCE',
  });
  await stage.happen(...concludedFacts().slice(0, 2), scanArchived('upload-0001', kept));
  await stage.run('reconcile');
  await stage.deliver();
});

const found = async (...asked: Parameters<Stage['run']>) => foundIn(await stage.run(...asked));
const scan = () => stage.objects.get(SCAN);
const violations = async () =>
  (await stage.store.history(SUBJECT)).flatMap(({ event }) =>
    event.type === 'IntegrityViolated' ? [event.data] : [],
  );

describe('the archive', () => {
  test('that holds what the log names has nothing to find', async () => {
    expect(await stage.run('verify')).toMatchObject({ looked: { objects: 2 }, settled: [] });
  });

  test('that lost an object is told, recorded once, and left', async () => {
    stage.objects.delete(SCAN);
    expect(await found('verify')).toEqual([`archive-object-missing open ${SCAN}`]);
    await stage.deliver();
    expect(await violations()).toEqual([]);
    for (let runs = 0; runs < 2; runs += 1) {
      expect(await found('reconcile')).toEqual([`archive-object-missing open ${SCAN}`]);
      await stage.deliver();
    }
    expect(await violations()).toEqual([
      { where: 'archive', finding: `The archived object ${SCAN} is missing.` },
    ]);
  });

  test('that holds other bytes under the key is told and recorded', async () => {
    stage.objects.set(SCAN, {
      ...(scan() ?? Object.create(null)),
      bytes: new TextEncoder().encode('gefälscht'),
    });
    expect(await found('reconcile')).toEqual([`archive-object-differs open ${SCAN}`]);
    await stage.deliver();
    expect(await violations()).toMatchObject([{ where: 'archive' }]);
  });

  test('is looked at for the copy of a supplied text as for every other object', async () => {
    const copy = textCopied('f'.repeat(64), { sha256: sha256(BYTES) });
    const key = `${SUBJECT}/fassung-1/text-copy/${sha256(BYTES)}.pdf`;
    const kept = { key, bytes: BYTES, sha256: sha256(BYTES), lockMode: 'GOVERNANCE' } as const;
    await stage.happen({ ...copy, data: { ...copy.data, size: BYTES.length } } as typeof copy);
    expect(await found('verify')).toContain(`archive-object-missing open ${key}`);
    stage.objects.set(key, { ...kept, retainUntil: '2050-01-01T00:00:00Z' });
    expect(await found('verify')).toEqual([]);
    stage.objects.set(key, { ...kept, bytes: Buffer.from('anders'), retainUntil: '2050-01-01T00:00:00Z' });
    expect(await found('verify')).toEqual([`archive-object-differs open ${key}`]);
  });

  test('is left out by the run of every quarter of an hour', async () => {
    stage.objects.delete(SCAN);
    expect(await found('reconcile', false)).toEqual([]);
  });

  test('locks every object as long as the Akte says, and never shorter', async () => {
    await stage.happen(retentionExtended('2040-12-31'));
    const before = [...stage.objects.values()].map(({ retainUntil }) => retainUntil);
    expect((await found('reconcile')).toSorted()).toEqual(
      [...stage.objects.keys()].map((key) => `retention-too-short repaired ${key}`).sort(),
    );
    expect(before).not.toContain('2040-12-31T23:00:00.000Z');
    expect([...stage.objects.values()].map(({ retainUntil, lockMode }) => [retainUntil, lockMode])).toEqual(
      before.map(() => ['2040-12-31T23:00:00.000Z', 'GOVERNANCE']),
    );
    stage.objects.set(SCAN, { ...(scan() ?? Object.create(null)), retainUntil: '2050-01-01T00:00:00Z' });
    expect(await found('reconcile')).toEqual([]);
    expect(scan()?.retainUntil).toBe('2050-01-01T00:00:00Z');
  });

  test('holds every object while a legal hold is recorded, and lets go when it is lifted', async () => {
    await stage.happen(holdPlaced());
    expect(await found('verify')).toContain(`legal-hold-missing open ${SCAN}`);
    await stage.run('reconcile');
    expect((await stage.custody.look({ key: SCAN, versionId: 'archived-1' }))?.isHeld).toBe(true);
    await stage.happen(holdLifted());
    expect(await found('reconcile')).toContain(`legal-hold-lifted repaired ${SCAN}`);
    expect((await stage.custody.look({ key: SCAN, versionId: 'archived-1' }))?.isHeld).toBe(false);
  });

  test('keeps a hold that nobody recorded, and says so', async () => {
    await stage.custody.hold({ key: SCAN, versionId: 'archived-1' }, true);
    expect(await found('reconcile')).toEqual([`legal-hold-unrecorded open ${SCAN}`]);
    expect((await stage.custody.look({ key: SCAN, versionId: 'archived-1' }))?.isHeld).toBe(true);
  });

  test('keeps a hold that somebody placed after the recorded one was lifted', async () => {
    await stage.happen(holdPlaced(), holdLifted());
    await stage.run('reconcile');
    const at = { key: SCAN, versionId: 'archived-1' };
    stage.clock.at = '2025-09-20T10:00:00.000Z';
    await stage.custody.hold(at, true);
    expect(await found('reconcile')).toEqual([`legal-hold-unrecorded open ${SCAN}`]);
    expect((await stage.custody.look(at))?.isHeld).toBe(true);
  });

  test('keeps a hold that is recorded while an older one is to be lifted', async () => {
    await stage.happen(holdPlaced());
    await stage.run('reconcile');
    await stage.happen(holdLifted());
    const at = { key: SCAN, versionId: 'archived-1' };
    const custody = { ...stage.custody };
    stage.custody.look = async (asked) => {
      Object.assign(stage.custody, custody);
      await stage.send(holdPlaced(2));
      return custody.look(asked);
    };
    expect(await found('reconcile')).toContain(`legal-hold-lifted moved ${SCAN}`);
    expect((await stage.custody.look(at))?.isHeld).toBe(true);
  });

  test('that holds what no log names is told, unless its fact waits or it was just put there', async () => {
    const orphan = `${SUBJECT}/fassung-2/scan/${'e'.repeat(64)}.pdf`;
    stage.objects.set(orphan, { ...(scan() ?? Object.create(null)), key: orphan });
    expect(await found('reconcile')).toEqual([`archive-orphan open ${orphan}`]);
    expect(stage.objects.has(orphan)).toBe(true);
    const { at } = stage.clock;
    stage.clock.at = '2025-09-01T00:10:00.000Z';
    expect(await found('verify')).toEqual([]);
    stage.clock.at = at;
    const archive = { key: orphan, versionId: 'archived-1' };
    await stage.send(scanArchived('upload-0002', { fassung: 2, archive }));
    expect(await found('verify')).toEqual([]);
  });

  test('that holds a scan whose fact was refused is explained by the clearing desk', async () => {
    const refused = `${SUBJECT}/fassung-2/scan/${'e'.repeat(64)}.pdf`;
    stage.objects.set(refused, { ...(scan() ?? Object.create(null)), key: refused });
    const archive = { key: refused, versionId: 'archived-1' };
    expect(await stage.send(scanArchived('upload-0001', { fassung: 2, archive }))).toMatchObject({
      outcome: 'refused',
    });
    expect(await found('verify')).toEqual([]);
  });

  test('is explained by no message from outside, and by none that tells of another version', async () => {
    const orphan = `${SUBJECT}/fassung-2/scan/${'e'.repeat(64)}.pdf`;
    stage.objects.set(orphan, { ...(scan() ?? Object.create(null)), key: orphan });
    const told = (versionId: string) =>
      asCloudEvent(scanArchived('upload-0001', { fassung: 2, archive: { key: orphan, versionId } }));
    await stage.receive(JSON.stringify(told('archived-1')), 'ingress');
    await stage.receive(JSON.stringify(told('archived-2')), 'internal');
    expect(stage.store.memory.clearing.size).toBe(2);
    expect(await found('verify')).toEqual([`archive-orphan open ${orphan}`]);
  });

  test('that lost a scan which was set aside is told once, recorded, and then settled', async () => {
    await stage.happen(scanSetAside());
    stage.objects.delete(SCAN);
    expect(await found('reconcile')).toEqual([`archive-object-missing open ${SCAN}`]);
    await stage.deliver();
    expect(await violations()).toHaveLength(1);
    expect(await found('reconcile')).toEqual([]);
  });

  test('keeps what belongs to a closed Akte', async () => {
    await stage.send(akteClosed());
    expect((await found('verify')).filter((line) => line.startsWith('archive-'))).toEqual([]);
  });
});

describe('the inbox', () => {
  const UPLOAD = '01K3ZV8Q5M7RXTD4W2B9NAHC-1';
  const uploaded = (uploadedAt: string) =>
    stage.upload(`uploads/${UPLOAD}/scan`, { bytes: BYTES, metadata: {}, uploadedAt });
  const inspected = (over: Partial<Findings>) =>
    stage.findings.set(UPLOAD, {
      findings: {
        uploadId: UPLOAD,
        state: 'archived',
        sha256: SHA,
        size: BYTES.length,
        uploadedAt: '2025-09-01T09:00:00Z',
        observations: [],
        zielvereinbarung: SUBJECT,
        fassung: 1,
        ...over,
      },
      previews: undefined,
      mark: '1',
    });

  test('has an upload inspected again that nobody looked at, but not one that just came', async () => {
    uploaded('2025-09-01T09:56:00Z');
    expect(await found('reconcile')).toEqual([]);
    stage.clock.at = '2025-09-01T10:05:00.000Z';
    expect(await found('verify')).toEqual([`upload-not-inspected open ${UPLOAD}`]);
    expect(stage.notified).toEqual([]);
    expect(await found('reconcile')).toEqual([`upload-not-inspected repaired ${UPLOAD}`]);
    expect(stage.notified).toEqual([UPLOAD]);
  });

  test('tells a person after an hour of what no inspection comes to an end with, and still has it inspected', async () => {
    uploaded('2025-09-01T09:00:00Z');
    stage.clock.at = '2025-09-01T10:05:00.000Z';
    expect(await found('reconcile')).toEqual([`upload-not-inspected open ${UPLOAD}`]);
    expect(stage.notified).toEqual([UPLOAD]);
  });

  test('has told again what no log heard of, until it was judged or waits', async () => {
    uploaded('2025-09-01T09:00:00Z');
    inspected({});
    expect(await found('reconcile')).toEqual([`upload-not-told repaired ${UPLOAD}`]);
    await stage.send({ ...scanSubmitted(UPLOAD), id: `${UPLOAD}:submitted`, source: 'urn:aqb:inspect-scan' });
    expect(await found('reconcile')).toEqual([`upload-not-told repaired ${UPLOAD}`]);
    const archive = { key: SCAN, versionId: 'archived-1' };
    const told = scanArchived(UPLOAD, { fassung: 9, sha256: SHA, size: BYTES.length, archive });
    const sent = { ...told, id: `${UPLOAD}:archived`, source: 'urn:aqb:inspect-scan' };
    expect(await stage.send(sent)).toMatchObject({ outcome: 'parked' });
    expect(await found('reconcile')).toEqual([]);
  });

  test.each<[string, Partial<Findings>]>([
    ['waits for staff to say where it belongs', { state: 'unassigned' }],
    ['was refused and belongs to no Zielvereinbarung', { state: 'refused', reason: 'not-a-pdf' }],
  ])('leaves alone what %s', async (_, over) => {
    uploaded('2025-09-01T09:00:00Z');
    inspected(over);
    const known = stage.findings.get(UPLOAD);
    const { zielvereinbarung: __, ...rest } = known?.findings ?? Object.create(null);
    if (known && over.state === 'refused') stage.findings.set(UPLOAD, { ...known, findings: rest });
    expect(await found('reconcile')).toEqual([]);
  });
});
