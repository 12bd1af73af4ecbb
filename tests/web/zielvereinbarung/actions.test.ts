import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../events/incoming/index.ts';
import type { ZielvereinbarungView } from '../../../web/api/types.ts';
import type {
  ActionContext,
  ActionForm,
  Values,
} from '../../../web/pages/zielvereinbarung/actions/action-form.ts';
import { ACTION_FORMS, offered } from '../../../web/pages/zielvereinbarung/actions/catalogue.ts';
import { dayIn, errorsIn, listIn } from '../../../web/pages/zielvereinbarung/actions/read-values.ts';
import { nextStepOf } from '../../../web/pages/zielvereinbarung/next-step.ts';
import { DEFAULT_PREFIX } from '../../../events/wire-type.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { isEdit } from '../../../web/pages/zielvereinbarung/actions/traits-by-type.ts';

const HASH = 'a'.repeat(64);
const TERMS = {
  budgetItems: [{ label: 'Ausbildung', amount: { amountCent: 100, currency: 'EUR' } }],
  eckdaten: [
    { label: 'Plätze', art: 3, value: 36, unit: 'Plätze' },
    { label: 'Quote', value: 62.5, unit: 'Prozent' },
  ],
};
const VIEW = {
  id: 'AQB-2025-06533',
  fassung: 1,
  amountCent: 89_521_000,
  agreedCent: 89_521_000,
  effectiveCent: 84_521_000,
  concludedFassung: 1,
  scans: [
    { state: 'archived', uploadId: '0123456789abcdef', fassung: 1, pages: 4, sha256: HASH },
    { state: 'announced', uploadId: 'fedcba9876543210', sha256: HASH, size: 1, parties: [] },
  ],
  programme: 'AQB',
  haushaltsjahr: 2025,
  terms: TERMS,
  fassungen: [{ number: 1, terms: TERMS }],
  abweichungen: [
    { number: 1, of: 'haushaltsmittel', to: { amountCent: 84_521_000, currency: 'EUR' }, open: 'Es fehlt.' },
    { number: 2, of: 'Plätze', to: { value: 30, unit: 'Plätze' }, consideration: 'Ein Kurs entfiel.' },
    { number: 3, of: 'Beratungen', to: { value: 12, unit: 'Beratungen' }, open: 'Es fehlt.' },
  ],
  timeline: [
    { version: 1, type: 'ZielvereinbarungDrafted', recordedAt: '2025-07-14T08:00:00Z' },
    { version: 2, type: 'SignatureReceived', recordedAt: '2025-08-14T08:00:00Z' },
    { version: 3, type: 'BudgetAmended', recordedAt: '2025-10-14T08:00:00Z' },
  ],
} as unknown as ZielvereinbarungView;
const CONTEXT: ActionContext = { view: VIEW, party: 'land' };

const SAMPLES: Readonly<Record<string, string>> = {
  line: 'Staatsministerin',
  text: 'Weil es so ist.',
  day: '2.8.2025',
  money: '900.000',
  figure: '1.250,5',
  list: 'Jobcenter\n\n OloV-Steuerungsgruppe ',
  document: HASH,
};

/** What a person would type into each field of a form. */
function filled(form: ActionForm): Values {
  return Object.fromEntries(
    form
      .fields(CONTEXT)
      .map(({ name, kind, options, mustBe }) => [
        name,
        mustBe ?? options?.at(-1)?.value ?? SAMPLES[kind] ?? '',
      ]),
  );
}

const name = ({ type, kind }: ActionForm) => [type, kind].filter(Boolean).join(' ');

describe('every form of an action', () => {
  test.each(ACTION_FORMS.map((form) => [name(form), form] as const))(
    '%s sends what the contract takes',
    (_, form) => {
      const fact = INCOMING.find((known) => WIRE.typeOf(known) === `${DEFAULT_PREFIX}.${form.type}`);
      const values = filled(form);
      expect(errorsIn(form.fields(CONTEXT), values)).toEqual({});
      expect(fact?.data.safeParse(form.dataOf(values, CONTEXT))).toMatchObject({ success: true });
    },
  );

  test.each(ACTION_FORMS.map((form) => [name(form), form] as const))(
    '%s sends no empty parts where only what is needed is filled',
    (_, form) => {
      const fact = INCOMING.find((known) => WIRE.typeOf(known) === `${DEFAULT_PREFIX}.${form.type}`);
      const optional = form.fields(CONTEXT).filter(({ isOptional }) => isOptional === true);
      const values = { ...filled(form), ...Object.fromEntries(optional.map((field) => [field.name, ''])) };
      expect(fact?.data.safeParse(form.dataOf(values, CONTEXT)).success).toBe(true);
    },
  );

  test('names the version that was read where it changes or ends something, and only there', () =>
    expect(ACTION_FORMS.filter(({ type }) => isEdit(type)).map(name)).toEqual([
      'zielvereinbarung.released-for-signature.v1',
      'budget.amended.v1 correction',
      'budget.amended.v1 aenderungsvereinbarung',
      'budget.amended.v1 abweichung',
      'eckdaten.amended.v1 correction',
      'eckdaten.amended.v1 aenderungsvereinbarung',
      'eckdaten.amended.v1 abweichung',
      'publication.held.v1',
      'publication.released.v1',
      'publication.withdrawn.v1',
      'zielerreichung.assessed.v1',
      'zielvereinbarung.cancelled.v1',
      'akte.closed.v1',
      'akte.offered.v1',
      'akte.disposed.v1',
      'personal-data.erased.v1',
    ]));

  test('has a name of its own', () =>
    expect(new Set(ACTION_FORMS.map(({ label }) => label)).size).toBe(ACTION_FORMS.length));
});

describe('what a person typed', () => {
  const errors = (kind: 'day' | 'money' | 'line', text: string) =>
    errorsIn([{ name: 'x', label: 'Angabe', kind }], { x: text })['x'];

  test.each(['2.8.2025', '02.08.2025', '2.8.25', '2. August 2025'])('is a day as %s', (text) => {
    expect(errors('day', text)).toBeUndefined();
    expect(dayIn(text)).toBe('2025-08-02');
  });

  test('is no day where the calendar has none, or the year is far away', () => {
    expect(errors('day', '31.02.2025')).toBe('Diesen Tag gibt es nicht.');
    expect(errors('day', '1.1.1025')).toContain('2010');
    expect(errors('day', 'Herbst')).toContain('14.08.2025');
  });

  test('is no sum where the comma stands for thousands', () =>
    expect(errors('money', '895,210')).toContain('895.210'));

  test('is missing where nothing was typed, unless it is optional', () => {
    expect(errors('line', '  ')).toBe('Bitte ausfüllen.');
    expect(errorsIn([{ name: 'x', label: 'Angabe', kind: 'line', isOptional: true }], {})).toEqual({});
  });

  test('is too long only above its limit', () => {
    expect(errors('line', 'x'.repeat(120))).toBeUndefined();
    expect(errors('line', 'x'.repeat(121))).toContain('121');
  });

  test('is a list by lines', () =>
    expect(listIn(SAMPLES['list'])).toEqual(['Jobcenter', 'OloV-Steuerungsgruppe']));
});

describe('what is offered', () => {
  const budget = (kinds: readonly ('correction' | 'aenderungsvereinbarung' | 'abweichung')[]) => ({
    type: 'budget.amended.v1',
    allowed: true,
    kinds: [...kinds],
  });

  test('is only the kinds of change that are possible now', () => {
    const { possible, withheld } = offered([budget(['abweichung'])]);
    expect(possible.map(({ kind }) => kind)).toEqual(['abweichung']);
    expect(withheld).toHaveLength(2);
  });

  test('says why the rest is not, in the sentence of the API', () =>
    expect(
      offered([
        {
          type: 'publication.held.v1',
          allowed: false,
          reason: 'role-missing',
          text: 'Das meldet das Ministerium.',
        },
      ]).withheld,
    ).toEqual([{ label: 'Veröffentlichung anhalten', why: 'Das meldet das Ministerium.' }]));

  test('is nothing of which the API says nothing', () => expect(offered([]).possible).toEqual([]));
});

describe('the next step', () => {
  const view = (code?: string) =>
    ({
      ...VIEW,
      actions: [{ type: 'signature.received.v1', allowed: true }],
      waiting: [],
      states: { umsetzungsbesprechung: 'open', abweichungen: 'none', zielerreichung: 'open' },
      openConditions: code === undefined ? [] : [{ code, text: 'Es fehlt etwas.' }],
    }) as unknown as ZielvereinbarungView;

  test('leads to the upload where a scan is missing', () =>
    expect(nextStepOf(view('scan-missing'))).toMatchObject({ href: '/hochladen?zv=AQB-2025-06533' }));

  test('leads to the actions where a signature is missing that this person may declare', () => {
    expect(nextStepOf(view('signature-missing'))).toMatchObject({ href: '#handeln' });
    expect(nextStepOf({ ...view('signature-missing'), actions: [] }).href).toBeUndefined();
  });

  test('is what is to do, and not that an older signature no longer counts', () => {
    const { openConditions } = view('fassung-not-released');
    const voided = { ...view('signature-voided').openConditions[0], text: 'Sie zählt nicht mehr.' };
    const both = { ...view(), openConditions: [voided, ...openConditions] } as ZielvereinbarungView;
    expect(nextStepOf(both)).toEqual({
      text: 'Es fehlt etwas.',
      href: '#handeln',
      label: 'Was Sie tun können',
    });
  });

  test('is what a side wants to take back of a public page, before what the year brings', () => {
    const waiting = [{ code: 'publication-stands', text: 'Die Seite beruht auf der Unterschrift.' }];
    expect(nextStepOf({ ...view(), waiting } as unknown as ZielvereinbarungView)).toEqual({
      text: 'Die Seite beruht auf der Unterschrift.',
      href: '#wartet',
      label: 'Zur Meldung',
    });
  });

  test('is the meeting of the year once the page is public', () =>
    expect(nextStepOf(view()).text).toContain('Umsetzungsbesprechung'));
});
