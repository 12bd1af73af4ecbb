import fc from 'fast-check';
import { timeLeftSentence } from '../../web/words/time-left.ts';
import { describe, expect, test } from 'vitest';
import { signatory as signatorySchema } from '../../events/incoming/signature.ts';
import { paperDate } from '../../events/primitives.ts';
import type { UploadView, ZielvereinbarungView } from '../../web/api/types.ts';
import {
  firstForm,
  NOBODY,
  readCheckForm,
  type CheckFacts,
  type CheckForm,
} from '../../web/pages/checking/check-form.ts';
import { declaringParty } from '../../web/session/declaring-party.ts';
import { markOf, proposedBy, filingTarget, whereFiled } from '../../web/pages/checking/filed.ts';
import { shownContradictionOf } from '../../web/pages/checking/contradiction/contradiction.ts';
import { checkSentence, factSentence, observationSentences } from '../../web/pages/checking/outcomes.ts';
import { readPaperDate, understoodAs } from '../../web/pages/checking/paper-date.ts';
import { readSetAside, type SetAsideForm } from '../../web/pages/checking/set-aside/set-aside.ts';
import { confirming } from '../../web/pages/checking/who-confirms.ts';
import { personOf } from '../../web/session/roles.ts';

const TODAY = '2025-09-01';
const KREIS = personOf({ sub: 'anna@kreis.example', email: 'anna@kreis.example' }, ['kommune', 'ags-06533']);
const LAND = personOf({ sub: 'bernd@hmsi.example', email: 'bernd@hmsi.example' }, ['land']);
const SUBJECT = 'AQB-2025-06533';

const FACTS: CheckFacts = {
  target: { zielvereinbarung: SUBJECT, fassung: 1 },
  own: 'kommune',
  undeclared: 1,
  today: TODAY,
};

const FILLED: CheckForm = {
  ...firstForm(undefined),
  pagesComplete: true,
  land: true,
  kommune: true,
  signatories: [
    { ...NOBODY, name: ' Michael  Köberle', office: 'Landrat', place: 'Limburg', signedOn: '14.08.2025' },
  ],
};

describe('a date as written on paper', () => {
  test.each([
    ['2.8.25', '2025-08-02'],
    ['2.8.2025', '2025-08-02'],
    ['02.08.2025', '2025-08-02'],
    ['2. August 2025', '2025-08-02'],
    ['2. August 25', '2025-08-02'],
    [' 2. 8. 2025 ', '2025-08-02'],
  ])('%s is read, and kept as it was written', (typed, date) => {
    expect(readPaperDate(typed, TODAY)).toEqual({ ok: true, date, asWritten: typed.trim() });
  });

  test.each([
    ['', 'Bitte geben Sie das Datum an, das neben der Unterschrift steht.'],
    ['morgen', 'Das Datum ist nicht zu lesen. Beispiel: 2.8.2025'],
    ['31.2.2025', 'Dieses Datum gibt es nicht im Kalender. Bitte vergleichen Sie es mit dem Papier.'],
    ['2.9.2025', 'Das Datum liegt in der Zukunft.'],
    ['2.8.1925', 'Das Datum liegt vor 2010.'],
    ['2.8.20255', 'Das Datum ist nicht zu lesen. Beispiel: 2.8.2025'],
  ])('%s is refused with a sentence that helps', (typed, text) => {
    expect(readPaperDate(typed, TODAY)).toEqual({ ok: false, text });
  });

  test('is shown with its day of the week, to compare', () => {
    expect(understoodAs('2.8.25', TODAY)).toBe('gelesen als Samstag, 2.\u00A0August 2025');
    expect(understoodAs('2.8.', TODAY)).toBeUndefined();
  });

  test('never becomes a day that the contract refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,2}\. ?\d{1,2}\. ?\d{2,4}$/u), (typed) => {
        const reading = readPaperDate(typed, TODAY);
        expect(
          !reading.ok || paperDate.safeParse({ date: reading.date, asWritten: reading.asWritten }).success,
        ).toBe(true);
      }),
    );
  });
});

describe('the confirmation of a scan', () => {
  test('carries the ticks and the declaration of the own side', () => {
    expect(readCheckForm(FILLED, FACTS)).toEqual({
      ok: true,
      body: {
        zielvereinbarung: SUBJECT,
        fassung: 1,
        pagesComplete: true,
        signaturesVisible: ['land', 'kommune'],
        signatures: [
          {
            party: 'kommune',
            signatory: { name: 'Michael Köberle', office: 'Landrat' },
            place: 'Limburg',
            signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
            method: 'handwritten',
          },
        ],
      },
    });
  });

  test('says in whose place somebody signed', () => {
    const [first = NOBODY] = FILLED.signatories;
    const read = readCheckForm({ ...FILLED, signatories: [{ ...first, capacity: 'i. V.' }] }, FACTS);
    expect(read).toMatchObject({ body: { signatures: [{ signatory: { capacity: 'i. V.' } }] } });
    expect(signatorySchema.safeParse({ name: 'A', office: 'B', capacity: 'i. V.' }).success).toBe(true);
  });

  test('declares nothing where the own signature is not visible, declared already, or not the person’s to declare', () => {
    const none = { ok: true, body: { signatures: [] } };
    expect(readCheckForm({ ...FILLED, kommune: false }, FACTS)).toMatchObject(none);
    expect(readCheckForm({ ...FILLED, declares: false }, FACTS)).toMatchObject(none);
    expect(readCheckForm(FILLED, { ...FACTS, undeclared: 0 })).toMatchObject(none);
    expect(readCheckForm(FILLED, { ...FACTS, own: undefined })).toMatchObject(none);
  });

  test('names every error with its field, in the order of the form', () => {
    const read = readCheckForm({ ...FILLED, signatories: [NOBODY] }, { ...FACTS, target: {} });
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? [] : read.errors.map(({ field }) => field)).toEqual([
      'zielvereinbarung',
      'name-1',
      'office-1',
      'place-1',
      'signedOn-1',
    ]);
    const chosen = readCheckForm(FILLED, { ...FACTS, target: { zielvereinbarung: SUBJECT } });
    expect(chosen).toMatchObject({ errors: [{ field: 'fassung' }] });
    expect(readCheckForm(firstForm(undefined), FACTS)).toMatchObject({
      errors: [{ field: 'pagesComplete' }],
    });
  });

  test('asks to shorten what the contract would refuse', () => {
    const [first = NOBODY] = FILLED.signatories;
    const read = readCheckForm({ ...FILLED, signatories: [{ ...first, place: 'x'.repeat(81) }] }, FACTS);
    expect(read).toMatchObject({ errors: [{ field: 'place-1', text: 'Bitte kürzen Sie auf 80 Zeichen.' }] });
  });

  test('begins with what somebody saw before', () => {
    const check = { version: 7, pagesComplete: true, signaturesVisible: ['land'] as const };
    expect(firstForm(check)).toMatchObject({ pagesComplete: true, land: true, kommune: false, basedOn: 7 });
  });
});

const UPLOAD: UploadView = {
  uploadId: 'u'.repeat(32),
  own: true,
  sha256: 'a'.repeat(64),
  size: 1,
  parties: [],
  state: 'archived',
};
const CODES = [{ names: 'AQB-2025-06531', fassung: 1, pages: [1] }];

describe('a scan whose QR code contradicts its assignment', () => {
  const asked: CheckFacts = { ...FACTS, undeclared: 0, needsReason: true };

  test('asks for a reason, as soon as something would be confirmed', () => {
    expect(readCheckForm(FILLED, asked)).toMatchObject({ errors: [{ field: 'reason' }] });
    expect(readCheckForm({ ...FILLED, reason: ' Deckblatt\u200B vertauscht. ' }, asked)).toMatchObject({
      body: { reason: 'Deckblatt vertauscht.' },
    });
    expect(readCheckForm({ ...FILLED, reason: 'x'.repeat(1001) }, asked)).toMatchObject({
      errors: [{ field: 'reason', text: 'Bitte kürzen Sie auf 1000 Zeichen.' }],
    });
    const less = readCheckForm({ ...FILLED, pagesComplete: false }, asked);
    expect(less).toMatchObject({ ok: true });
    expect(less).not.toHaveProperty('body.reason');
    expect(readCheckForm({ ...FILLED, reason: 'Grund.' }, FACTS)).not.toHaveProperty('body.reason');
  });

  test('is said as the API says it, with the reasons of others', () => {
    const contradiction = { text: 'Satz.', stands: 'second-person-missing', lacks: 'nothing' } as const;
    const upload: UploadView = { ...UPLOAD, contradiction: { ...contradiction, own: false } };
    const scan = {
      uploadId: UPLOAD.uploadId,
      state: 'archived',
      contradiction: { reasons: [{ reason: 'R' }] },
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is asked of a view
    const view = { id: SUBJECT, scans: [scan] } as unknown as ZielvereinbarungView;
    expect(shownContradictionOf(upload, {}, view)).toMatchObject({ ...contradiction, reasons: ['R'] });
    expect(shownContradictionOf(UPLOAD, {}, view)).toBeUndefined();
  });

  test('is said before it is filed, of the Zielvereinbarung that is chosen', () => {
    const open: UploadView = { ...UPLOAD, state: 'unassigned', codes: CODES };
    const chosen = { zielvereinbarung: SUBJECT, fassung: 1 };
    expect(shownContradictionOf(open, chosen, undefined)).toMatchObject({
      lacks: 'reason-missing',
      reasons: [],
    });
    expect(shownContradictionOf(open, chosen, undefined)?.text).toContain(
      'AQB-2025-06531 (Landkreis Gießen)',
    );
    const named = { zielvereinbarung: 'AQB-2025-06531', fassung: 1 };
    expect(shownContradictionOf(open, named, undefined)).toBeUndefined();
    expect(shownContradictionOf(open, {}, undefined)).toBeUndefined();
  });

  test('is confirmed by its uploader too, and by the second confirmation on every stage', () => {
    const pruefung = personOf({ sub: 'c@land.example', email: 'c@land.example' }, ['pruefung']);
    const contradicts = true;
    expect(confirming({ person: LAND, isOwn: true, fourEyes: true, contradicts })).toBe('may');
    expect(confirming({ person: pruefung, isOwn: false, fourEyes: false, contradicts })).toBe('may');
  });
});

describe('who confirms a scan', () => {
  const PRUEFUNG = personOf({ sub: 'carla@land.example', email: 'carla@land.example' }, ['pruefung']);

  test.each([
    ['its uploader, where the stage asks for no other person', LAND, true, false, 'may'],
    ['somebody of a side', KREIS, false, false, 'may'],
    ['not the second confirmation, where there is none', PRUEFUNG, false, false, 'reads'],
    ['not its uploader, where the stage asks for four eyes', LAND, true, true, 'other-person'],
    ['somebody else of a side then', KREIS, false, true, 'may'],
    ['the second confirmation then', PRUEFUNG, false, true, 'may'],
    [
      'never who only reads',
      personOf({ sub: 'd@land.example', email: 'd@land.example' }, ['revision']),
      false,
      true,
      'reads',
    ],
  ] as const)('%s', (_, person, isOwn, fourEyes, expected) => {
    expect(confirming({ person, isOwn, fourEyes })).toBe(expected);
  });
});

const PROPOSAL = { subject: SUBJECT, fassung: 2, pagesComplete: true };

describe('where a scan belongs', () => {
  test('is what the upload said, else where it was archived, else what the QR code says', () => {
    const archive = { key: 'AQB-2025-06533/fassung-3/scan/abc.pdf', versionId: 'v' };
    expect(whereFiled({ ...UPLOAD, zielvereinbarung: SUBJECT, fassung: 1 })).toEqual({
      zielvereinbarung: SUBJECT,
      fassung: 1,
    });
    expect(whereFiled({ ...UPLOAD, archive, proposal: PROPOSAL })).toEqual({
      zielvereinbarung: SUBJECT,
      fassung: 3,
    });
    expect(whereFiled({ ...UPLOAD, proposal: PROPOSAL })).toEqual({ zielvereinbarung: SUBJECT, fassung: 2 });
    expect(whereFiled(UPLOAD)).toEqual({});
  });

  test('is the person’s choice as long as nobody filed it', () => {
    const open: UploadView = { ...UPLOAD, state: 'unassigned', proposal: PROPOSAL };
    const other = 'AQB-2025-06531';
    expect(filingTarget(open, {})).toEqual({ zielvereinbarung: SUBJECT, fassung: 2 });
    expect(filingTarget(open, { zielvereinbarung: other })).toEqual({ zielvereinbarung: other });
    expect(filingTarget(open, { zielvereinbarung: '' })).toEqual({});
    const filed = { ...open, state: 'archived' } as const;
    expect(filingTarget(filed, { zielvereinbarung: other })).toMatchObject({ zielvereinbarung: SUBJECT });
  });

  test('is not guessed from a proposal that says nothing', () => {
    expect(proposedBy(undefined)).toEqual({});
    expect(proposedBy({ subject: SUBJECT })).toEqual({});
    expect(proposedBy(PROPOSAL)).toMatchObject({ pagesComplete: true });
  });

  test('decides for whom a person declares', () => {
    expect(declaringParty(KREIS, SUBJECT)).toBe('kommune');
    expect(declaringParty(KREIS, 'AQB-2025-06531')).toBeUndefined();
    expect(declaringParty(LAND, SUBJECT)).toBe('land');
    expect(
      declaringParty(personOf({ sub: 'c@x.example', email: 'c@x.example' }, ['revision']), SUBJECT),
    ).toBeUndefined();
  });
});

describe('what was seen on a scan before', () => {
  const view = (scans: readonly object[]) => ({ scans }) as unknown as ZielvereinbarungView;

  test('comes from the line of this very scan', () => {
    const check = { version: 5, pagesComplete: true, signaturesVisible: [], by: 'person' };
    const line = { uploadId: 'a', state: 'archived', check };
    expect(markOf(view([line]), 'a')).toEqual({ check, isAside: false });
    expect(markOf(view([line]), 'b')).toEqual({ isAside: false });
    expect(markOf(view([{ ...line, aside: { version: 6 } }]), 'a')).toMatchObject({ isAside: true });
    expect(markOf(undefined, 'a')).toEqual({ isAside: false });
  });

  test('is said in one line', () => {
    expect(checkSentence({ pagesComplete: true, signaturesVisible: ['land', 'kommune'] })).toBe(
      'alle Seiten vollständig; Unterschrift des Landes und der Kommune sichtbar',
    );
    expect(checkSentence({ pagesComplete: false, signaturesVisible: [] })).toBe(
      'Seiten nicht vollständig; keine Unterschrift sichtbar',
    );
  });
});

describe('what a confirmation did', () => {
  test('is told fact by fact', () => {
    expect(factSentence({ type: 'ScanChecked', outcome: 'recorded' })).toBe(
      'Was der Scan zeigt: festgehalten.',
    );
    expect(factSentence({ type: 'SignatureReceived', outcome: 'duplicate' })).toBe(
      'Die Unterschrift Ihrer Seite: war schon so festgehalten.',
    );
    expect(
      factSentence({ type: 'SignatureReceived', outcome: 'parked', reason: 'fassung-not-released' }),
    ).toContain('noch nicht zur Unterschrift freigegeben');
  });

  test('leaves a time to hold the page', () => {
    const at = '2025-08-14T12:00:00.000Z';
    const before = (seconds: number) => Date.parse(at) - seconds * 1000;
    expect(timeLeftSentence(at, before(3600))).toBe('noch 1 Stunde');
    expect(timeLeftSentence(at, before(3545))).toBe('noch 59 Minuten und 5 Sekunden');
    expect(timeLeftSentence(at, before(2 * 86_400 + 61))).toBe('noch 2 Tage und 1 Minute');
    expect(timeLeftSentence(at, before(1))).toBe('noch 1 Sekunde');
    expect(timeLeftSentence(at, before(0))).toBeUndefined();
  });

  test('comes after what the inspection saw and let pass', () => {
    expect(observationSentences(['qr-contradicts-upload', 'of-a-later-build'])).toEqual([
      expect.stringContaining('andere Zielvereinbarung oder Fassung'),
    ]);
  });
});

describe('sending a scan back', () => {
  const scan = { uploadId: 'u'.repeat(32), fassung: 1 };

  test('names the reason and what is to be done', () => {
    expect(readSetAside({ reason: 'Seite fehlt', text: ' Seite 3 ' }, scan)).toEqual({
      ok: true,
      body: { type: 'scan.set-aside.v1', data: { ...scan, reason: 'Seite fehlt: Seite 3' } },
    });
    expect(readSetAside({ reason: 'unleserlich', text: '' }, scan)).toMatchObject({
      body: { data: { reason: 'unleserlich' } },
    });
    expect(readSetAside({ reason: 'anderer Grund', text: 'Kaffee' }, scan)).toMatchObject({
      body: { data: { reason: 'Kaffee' } },
    });
  });

  test('needs a reason, and words where the reason is another one, each tied to its field', () => {
    const wrong = (reason: SetAsideForm['reason'], text: string) => {
      const read = readSetAside({ reason, text }, scan);
      return read.ok ? [] : read.errors.map(({ field }) => field);
    };
    expect(wrong('', 'x')).toEqual(['reason']);
    expect(wrong('anderer Grund', ' ')).toEqual(['text']);
    expect(wrong('unleserlich', 'x'.repeat(1000))).toEqual(['text']);
  });
});
