import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../events/incoming/index.ts';
import { budgetChange } from '../../../events/incoming/budget.ts';
import { versionSeen } from '../../../functions/staff-api/contract/if-match.ts';
import { reportingRoles } from '../../../functions/staff-api/access/rights.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import type { ZielvereinbarungView } from '../../../web/api/types.ts';
import type { ActionContext, Values } from '../../../web/pages/zielvereinbarung/actions/action-form.ts';
import { ACTION_FORMS } from '../../../web/pages/zielvereinbarung/actions/catalogue.ts';
import { amendEckdaten } from '../../../web/pages/zielvereinbarung/actions/forms/changes/amend-eckdaten.ts';
import { ASSESS_ZIELERREICHUNG } from '../../../web/pages/zielvereinbarung/actions/forms/assess-zielerreichung.ts';
import { ERASE_PERSONAL_DATA } from '../../../web/pages/zielvereinbarung/actions/forms/erase-personal-data.ts';
import { askedOf, errorsIn, groupsOf } from '../../../web/pages/zielvereinbarung/actions/read-values.ts';
import { bareType } from '../../../events/wire-type.ts';
import { hasPersonalPart, isEdit } from '../../../web/pages/zielvereinbarung/actions/traits-by-type.ts';

const ID = 'AQB-2025-06533';
const PLACES = { label: 'Plätze', art: 3, value: 36, unit: 'Plätze' };
const CONCLUDED = { eckdaten: [PLACES, { label: 'Quote', value: 62.5, unit: 'Prozent' }] };
const PENDING = { eckdaten: [{ ...PLACES, value: 40 }] };

/** A concluded Zielvereinbarung whose second Fassung is being signed. */
function context(over: object = {}): ActionContext {
  const view = {
    id: ID,
    programme: 'AQB',
    haushaltsjahr: 2025,
    fassung: 2,
    concludedFassung: 1,
    amountCent: 90_000_000,
    agreedCent: 89_521_000,
    terms: PENDING,
    fassungen: [
      { number: 1, terms: CONCLUDED },
      { number: 2, terms: PENDING },
    ],
    abweichungen: [],
    timeline: [],
    ...over,
  };
  return { view: view as unknown as ZielvereinbarungView, party: 'land' };
}

describe('the forms of the page and the pages beside it', () => {
  /** What is reported on a page of its own. */
  const ELSEWHERE = ['zielvereinbarung.drafted.v1', 'zielvereinbarung.revised.v1'];
  const reportable = INCOMING.filter(({ name }) => reportingRoles(name).length > 0);

  test('are one for everything that a role may report', () => {
    const known = new Set([...ELSEWHERE, ...ACTION_FORMS.map(({ type }) => type)]);
    const types = reportable.map((fact) => bareType(fact));
    expect(types.filter((type) => !known.has(type))).toEqual([]);
    expect([...known].filter((type) => !types.includes(type))).toEqual([]);
  });

  test.each(['budget.amended.v1', 'eckdaten.amended.v1'])('are one for each kind of change of %s', (type) =>
    expect(ACTION_FORMS.filter((form) => form.type === type).map(({ kind }) => kind)).toEqual(
      budgetChange.options,
    ),
  );

  test('name the version that was read exactly where the API asks for it', () => {
    const request = { header: () => undefined };
    const needs = reportable
      .filter(({ name }) => 'status' in versionSeen(request, { type: name, isPreview: false, exists: true }))
      .map((fact) => bareType(fact));
    const edits = new Set(ACTION_FORMS.map(({ type }) => type).filter(isEdit));
    expect([...edits].toSorted()).toEqual(needs.filter((type) => !ELSEWHERE.includes(type)).toSorted());
  });
});

describe('a change of an Eckdatum', () => {
  const form = amendEckdaten('abweichung');
  const typed: Values = { to: '30', effectiveOn: '15.10.2025', reason: 'Ein Kurs kam nicht zustande.' };

  test('shows the agreed value beside the new one, and deviates from what is concluded', () => {
    const [choice] = form.fields(context());
    expect(choice?.options?.[0]?.label).toBe('Plätze (Art 3): vereinbart 36\u00A0Plätze');
    expect(form.dataOf({ ...typed, eckdatum: '0' }, context())).toEqual({
      kind: 'abweichung',
      label: 'Plätze',
      art: 3,
      from: { value: 36, unit: 'Plätze' },
      to: { value: 30, unit: 'Plätze' },
      effectiveOn: '2025-10-15',
      reason: 'Ein Kurs kam nicht zustande.',
      fassung: 1,
    });
  });

  test('starts from the newest Fassung where it makes the next one', () =>
    expect(amendEckdaten('correction').dataOf({ ...typed, eckdatum: '0' }, context())).toMatchObject({
      from: { value: 40 },
      fassung: 3,
    }));

  test('asks for name and unit only of an Eckdatum that is not agreed yet', () => {
    const asked = (values: Values, terms: object = context()) =>
      askedOf(form.fields(terms as ActionContext), values).map(({ name }) => name);
    expect(asked({ eckdatum: '1' })).not.toContain('unit');
    expect(asked({ eckdatum: 'another' })).toEqual(expect.arrayContaining(['label', 'art', 'unit']));
    const unnamed = context({ terms: {}, fassungen: [] });
    expect(asked({}, unnamed)).not.toContain('eckdatum');
    expect(errorsIn(form.fields(unnamed), typed)).toEqual({
      label: 'Bitte ausfüllen.',
      unit: 'Bitte ausfüllen.',
    });
  });

  test('states no former value where none was agreed', () => {
    const values = { ...typed, eckdatum: 'another', label: 'Beratungen', art: '1', unit: 'Beratungen' };
    const data = form.dataOf(values, context());
    expect(data).toMatchObject({ label: 'Beratungen', art: 1, to: { value: 30, unit: 'Beratungen' } });
    expect(data).not.toHaveProperty('from');
  });

  test('takes a figure as Germans write it, and nothing else', () => {
    const errors = (to: string) => errorsIn(form.fields(context()), { ...typed, eckdatum: '0', to });
    expect(errors('1.250,5')).toEqual({});
    expect(errors('12.5')['to']).toContain('1.250,5');
    expect(errors('viele')['to']).toContain('1.250,5');
  });
});

describe('the assessment', () => {
  const at = context({
    abweichungen: [
      { number: 1, of: 'Plätze', to: { value: 30, unit: 'Plätze' }, reason: 'Ein Kurs entfiel.', open: 'x' },
      { number: 2, of: 'Beratungen', to: { value: 12, unit: 'Beratungen' }, consideration: 'Gut.' },
    ],
  });
  const fields = ASSESS_ZIELERREICHUNG.fields(at);

  test('has a row for the money and each Eckdatum, with the agreed value in its heading', () =>
    expect(groupsOf(fields).map(({ group }) => group)).toEqual([
      `Haushaltsmittel: Soll ${formatEuro(89_521_000)}`,
      'Plätze: Soll 36\u00A0Plätze',
      'Quote: Soll 62,5\u00A0Prozent',
      'Beratungen: nicht vereinbart, gemeldet 12\u00A0Beratungen',
      undefined,
    ]));

  test('asks for one sentence on each Abweichung that none considered yet', () => {
    const errors = errorsIn(fields, {});
    expect(errors).toHaveProperty('abweichung-1');
    expect(errors).not.toHaveProperty('abweichung-2');
  });

  test('sends Soll as it was agreed and the sentence with the goal that it belongs to', () => {
    const values = {
      'ist-0': '840.000',
      'ist-1': '30',
      'ist-2': '60',
      'ist-3': '12',
      'abweichung-1': 'Der Kurs entfiel ohne Verschulden.',
      'result-1': 'Erreicht.',
      summary: 'Gut.',
    };
    expect(ASSESS_ZIELERREICHUNG.dataOf(values, at)).toMatchObject({
      items: [
        { soll: { amountCent: 89_521_000 }, ist: { amountCent: 84_000_000 }, consideredAbweichungen: [] },
        {
          label: 'Plätze',
          soll: { value: 36 },
          ist: { value: 30 },
          consideredAbweichungen: [{ abweichung: 1, consideration: 'Der Kurs entfiel ohne Verschulden.' }],
          result: 'Erreicht.',
        },
        { label: 'Quote' },
        { label: 'Beratungen', consideredAbweichungen: [] },
      ],
    });
  });
});

describe('erasing personal data', () => {
  const entry = (version: number, type: string) => ({ version, type, recordedAt: '2025-08-14T08:00:00Z' });
  const many = Array.from({ length: 60 }, (_, index) => entry(index + 2, 'ScanSubmitted'));
  const at = context({ timeline: [entry(1, 'ZielvereinbarungDrafted'), ...many] });
  const values = { extent: '0', reason: 'Die Frist ist um.', confirmation: ID };

  test('knows every kind of fact that has a personal part', () =>
    expect(INCOMING.flatMap(({ name }) => (hasPersonalPart(name) ? [name] : []))).toEqual(
      INCOMING.flatMap(({ name, personal }) => (personal.length > 0 ? [name] : [])),
    ));

  test('offers the entries with a personal part, at most fifty together', () => {
    const [extent] = ERASE_PERSONAL_DATA.fields(at);
    expect(extent?.options?.map(({ label }) => label)).toEqual([
      'bitte wählen',
      'alle von 2 bis 51 mit Namen oder freien Texten (50 Einträge)',
      'alle von 52 bis 61 mit Namen oder freien Texten (10 Einträge)',
      'einzelne Einträge',
    ]);
    expect(ERASE_PERSONAL_DATA.dataOf({ ...values, extent: '1' }, at)).toMatchObject({
      versions: [52, 53, 54, 55, 56, 57, 58, 59, 60, 61],
    });
  });

  test('offers nothing twice: what is erased is gone, and what erased it is chosen by itself only', () => {
    const erased = { ...entry(2, 'SignatureReceived'), erased: true };
    const timeline = [erased, entry(3, 'ScanSubmitted'), entry(4, 'PersonalDataErased')];
    const [extent, versions] = ERASE_PERSONAL_DATA.fields(context({ timeline }));
    expect(extent?.options?.map(({ label }) => label)).toEqual([
      'bitte wählen',
      'alle von 3 bis 3 mit Namen oder freien Texten (1 Eintrag)',
      'einzelne Einträge',
    ]);
    expect(versions?.options?.map(({ value }) => value)).toEqual(['3', '4']);
    expect(ERASE_PERSONAL_DATA.dataOf(values, context({ timeline }))).toMatchObject({ versions: [3] });
    const [none] = ERASE_PERSONAL_DATA.fields(context({ timeline: [erased] }));
    expect(none?.options).toHaveLength(2);
  });

  test('takes only the ticked entries where they are chosen one by one', () => {
    const single = { ...values, extent: 'single', versions: '3\n7' };
    expect(ERASE_PERSONAL_DATA.dataOf(single, at)).toMatchObject({ versions: [3, 7] });
    expect(errorsIn(ERASE_PERSONAL_DATA.fields(at), { ...single, versions: '' })).toEqual({
      versions: 'Bitte wählen.',
    });
    const all = many.map(({ version }) => String(version)).join('\n');
    expect(errorsIn(ERASE_PERSONAL_DATA.fields(at), { ...single, versions: all })['versions']).toContain(
      '50',
    );
  });

  test('chooses nothing by itself, and needs the name of the Zielvereinbarung typed', () => {
    const fields = ERASE_PERSONAL_DATA.fields(at);
    expect(errorsIn(fields, { ...values, extent: '' })).toEqual({ extent: 'Bitte wählen.' });
    expect(errorsIn(fields, { ...values, confirmation: 'AQB-2025-06531' })['confirmation']).toContain(ID);
    expect(errorsIn(fields, values)).toEqual({});
  });

  test('says before the fields what goes and what stays', () => {
    expect(ERASE_PERSONAL_DATA.warning?.goes.join(' ')).toContain('Namen');
    expect(ERASE_PERSONAL_DATA.warning?.stays.join(' ')).toContain('Prüfsummen');
  });
});
