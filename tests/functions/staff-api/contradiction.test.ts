import { describe, expect, test } from 'vitest';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import { SCAN_SHA, SUBJECT, drafted, released, scanArchived, signature } from '../../support/facts/given.ts';
import { stateOf } from '../../../shared/application/viewing/view.ts';
import { withoutPersonalPart } from '../../../shared/domain/facts/personal-parts.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi } from '../../support/stages/staff-api.ts';

const GIESSEN = 'AQB-2025-06531';
const CODES = [{ subject: GIESSEN, fassung: 1, fassungHash16: '0'.repeat(16), pages: [1, 2] }];
const NAMED =
  'Der QR-Code auf den Seiten 1 und 2 nennt die Zielvereinbarung AQB-2025-06531 (Landkreis Gießen), Fassung 1.';
const TICKS = { fassung: 1, pagesComplete: true, signaturesVisible: ['land', 'kommune'] };
const REASON = 'Beim Drucken wurde das Deckblatt der Nachbarakte verwendet; der Text ist der unsere.';
const PRUEFUNG = claimsOf('pruefung');
const COLLEAGUE = claimsOf('kommune ags-06533', { sub: 'sub-colleague' });

type Stage = { readonly fourEyes?: boolean; readonly codes?: Findings['codes'] | null };

/** A scan that the Kreis uploaded, signed by both, archived, and nothing said of it. */
async function withScan({ fourEyes = false, codes = CODES }: Stage = {}) {
  const stage = staffApi({ fourEyes });
  for (const fact of [drafted(), released(), signature('land'), signature('kommune')]) await stage.send(fact);
  const body = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
  const { uploadId } = (await stage.ask('POST', '/v1/uploads', { claims: KREIS, body })).body;
  stage.findings.set(uploadId, {
    uploadId,
    state: 'archived',
    zielvereinbarung: SUBJECT,
    fassung: 1,
    sha256: SCAN_SHA,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
    previews: 2,
    ...(codes && { codes }),
  });
  await stage.send(scanArchived(uploadId, codes ? { codes: [...codes] } : {}));
  const path = `/v1/uploads/${uploadId}`;
  return {
    ...stage,
    uploadId,
    confirm: (claims: object, over: object = {}, query: object = {}) =>
      stage.ask('POST', `${path}/confirmation`, { claims, body: { ...TICKS, ...over }, query }),
    shown: async (claims: object) => (await stage.ask('GET', path, { claims })).body,
    states: async () =>
      (await stage.ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`, { claims: LAND })).body.states,
    view: async (claims: object = LAND) =>
      (await stage.ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`, { claims })).body,
  };
}

describe('a scan whose QR code contradicts its assignment', () => {
  test('is refused without a reason, counts after a reason by one and a confirmation by another (A21)', async () => {
    const { confirm, view } = await withScan();
    expect(await confirm(KREIS)).toMatchObject({
      status: 409,
      body: { code: 'scan-contradicts', detail: NAMED },
    });
    expect(await confirm(KREIS, { reason: REASON })).toMatchObject({
      status: 200,
      body: { outcome: 'recorded', events: [{ type: 'ScanChecked', outcome: 'recorded' }] },
    });
    expect((await view()).openConditions.map(({ code }: { code: string }) => code)).toEqual([
      'second-person-missing',
      'second-person-missing',
    ]);
    expect(await confirm(LAND)).toMatchObject({ status: 200, body: { outcome: 'recorded' } });
    expect((await view()).states.vereinbarung).toBe('concluded');
  });

  test('the same person is refused, whatever they repeat or say anew', async () => {
    const { confirm, states } = await withScan();
    await confirm(KREIS, { reason: REASON });
    expect(await confirm(KREIS)).toMatchObject({ status: 409, body: { code: 'second-person-required' } });
    expect(await confirm(KREIS, { reason: REASON })).toMatchObject({ body: { outcome: 'duplicate' } });
    expect(await confirm(KREIS, { reason: `${REASON} Noch einmal.` })).toMatchObject({
      body: { outcome: 'recorded' },
    });
    expect((await states()).vereinbarung).not.toBe('concluded');
    expect(await confirm(COLLEAGUE)).toMatchObject({ body: { outcome: 'recorded' } });
    expect((await states()).vereinbarung).toBe('concluded');
  });

  test('who sees less than a signature on a whole scan needs no reason, and confirms nothing', async () => {
    const { confirm, states } = await withScan();
    expect(await confirm(LAND, { pagesComplete: false })).toMatchObject({ status: 200 });
    expect(await confirm(KREIS)).toMatchObject({ body: { code: 'scan-contradicts' } });
    await confirm(KREIS, { reason: REASON });
    expect((await states()).vereinbarung).not.toBe('concluded');
  });

  test('a repeat after the other person spoke changes nothing', async () => {
    const { confirm, view } = await withScan();
    await confirm(KREIS, { reason: REASON });
    await confirm(LAND);
    const { version } = await view();
    expect(await confirm(KREIS, { reason: REASON })).toMatchObject({ body: { outcome: 'duplicate' } });
    expect(await confirm(LAND)).toMatchObject({ body: { outcome: 'duplicate' } });
    expect((await view()).version).toBe(version);
  });

  test('the revision may be the second also where the stage asks for no four eyes, and sees the pages for it', async () => {
    const { confirm, shown, states } = await withScan();
    expect((await shown(PRUEFUNG)).previews).toHaveLength(2);
    await confirm(KREIS, { reason: REASON });
    expect(await confirm(PRUEFUNG)).toMatchObject({ status: 200 });
    expect((await states()).vereinbarung).toBe('concluded');
  });

  test('where the stage asks for four eyes, two people are enough, one of them who uploaded it', async () => {
    const { confirm, states } = await withScan({ fourEyes: true });
    expect(await confirm(KREIS, { reason: REASON })).toMatchObject({ status: 200 });
    expect(await confirm(KREIS)).toMatchObject({ body: { code: 'second-person-required' } });
    expect(await confirm(LAND)).toMatchObject({ status: 200 });
    expect((await states()).vereinbarung).toBe('concluded');
  });

  test('another Kreis has no part in it', async () =>
    expect(await (await withScan()).confirm(OTHER_KREIS, { reason: REASON })).toMatchObject({ status: 404 }));

  test('the preview says what will not count, and what will', async () => {
    const { confirm } = await withScan();
    const preview = (claims: object, over: object = {}) => confirm(claims, over, { preview: '' });
    expect(await preview(KREIS)).toMatchObject({ status: 409, body: { code: 'scan-contradicts' } });
    const first = await preview(KREIS, { reason: REASON });
    expect(first.body.consequences[0]).toContain(NAMED);
    expect(first.body.consequences[0]).toContain('Er zählt erst, wenn eine andere Person');
    await confirm(KREIS, { reason: REASON });
    const second = await preview(LAND);
    expect(second.body.consequences[0]).toContain('Zwei Personen haben ihn trotzdem angenommen; er zählt.');
    expect(second.body.consequences.join(' ')).toContain(
      'die Zielvereinbarung ist mit Fassung 1 abgeschlossen',
    );
  });

  test('the upload tells each person what is missing of them', async () => {
    const { confirm, shown } = await withScan();
    expect((await shown(KREIS)).contradiction).toMatchObject({
      stands: 'reason-missing',
      lacks: 'reason-missing',
      own: false,
    });
    await confirm(KREIS, { reason: REASON });
    expect((await shown(KREIS)).contradiction).toMatchObject({ lacks: 'second-person-missing', own: true });
    expect((await shown(LAND)).contradiction).toMatchObject({ lacks: 'nothing', own: false });
    await confirm(LAND);
    expect((await shown(LAND)).contradiction).toMatchObject({ stands: 'accepted', own: true });
  });

  test('the page of the Zielvereinbarung says it, the reason only to those who may read it', async () => {
    const { confirm, view } = await withScan();
    await confirm(KREIS, { reason: REASON });
    const [scan] = (await view()).scans;
    expect(scan.contradiction).toMatchObject({
      stands: 'second-person-missing',
      reasons: [{ reason: REASON }],
    });
    expect(scan.contradiction.text).toContain(NAMED);
    const [withheld] = (await view(claimsOf('archiv'))).scans;
    expect(JSON.stringify(withheld)).not.toContain(REASON);
  });

  test('with the reason erased it counts still', async () => {
    const { confirm, store } = await withScan();
    await confirm(KREIS, { reason: REASON });
    await confirm(LAND);
    const erased = (await store.history(SUBJECT)).map(withoutPersonalPart);
    expect(JSON.stringify(erased)).not.toContain(REASON);
    expect(stateOf(erased)).toMatchObject({ status: 'concluded', scans: [{ looks: [{}, {}] }] });
  });
});

describe('a scan that nobody filed, with codes of another Zielvereinbarung', () => {
  test('says before it is filed that it will not count by one person', async () => {
    const stage = await withScan();
    const body = { parties: [], sha256: SCAN_SHA, size: 1, fileName: 'b.pdf' };
    const { uploadId } = (await stage.ask('POST', '/v1/uploads', { claims: LAND, body })).body;
    stage.findings.set(uploadId, {
      uploadId,
      state: 'unassigned',
      sha256: SCAN_SHA,
      size: 1,
      uploadedAt: '2025-09-01T10:00:00Z',
      observations: [],
      codes: [...CODES, { subject: SUBJECT, fassung: 1, pages: [3] }],
    });
    const answer = await stage.ask('POST', `/v1/uploads/${uploadId}/confirmation`, {
      claims: LAND,
      body: { ...TICKS, zielvereinbarung: SUBJECT },
      query: { preview: '' },
    });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'would-assign' } });
    expect(answer.body.text).toContain(NAMED);
    expect(answer.body.text).toContain('Der Scan zählt erst, wenn eine Person begründet');
  });
});

describe('a scan whose codes agree, or of which an earlier release kept none', () => {
  test.each([
    ['none kept', null],
    ['a stamp beside ours', [{ subject: SUBJECT, fassung: 1, pages: [1] }, { pages: [1] }]],
  ])('counts by one person: %s', async (_, codes) => {
    const { confirm, states, shown } = await withScan({ codes });
    expect((await shown(KREIS)).contradiction).toBeUndefined();
    expect(await confirm(KREIS)).toMatchObject({ status: 200, body: { outcome: 'recorded' } });
    expect((await states()).vereinbarung).toBe('concluded');
  });
});
