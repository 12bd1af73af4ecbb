import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { inMemoryEventStore } from '../../shared/adapters/memory/in-memory-event-store.ts';
import type { PortalSite } from '../../shared/application/ports/portal.ts';
import { publishShared } from '../../shared/application/publishing/publish-shared.ts';
import { plainTextOf } from '../../shared/documents/document-model.ts';
import { pagePath, publicModel, readingText } from '../../shared/portal/model/public-model.ts';
import { publicRecord, shownFassung } from '../../shared/portal/model/public-record.ts';
import { withdrawnPage } from '../../shared/portal/status-pages.tsx';
import { zielvereinbarungJson } from '../../shared/portal/model/zielvereinbarung-json.ts';
import { zielvereinbarungPage } from '../../shared/portal/zielvereinbarung-page.tsx';
import { HMSI, concludedFacts, drafted, published } from '../support/facts/given.ts';
import { recorderOn } from '../support/stages/recorder.ts';
import { TWO_BUDGETS, twoBudgetsDraft } from '../support/facts/two-budgets.ts';
import { quickPatience } from '../support/stages/patience.ts';

/** Both budgets of 2018, drafted, signed and published: only the data differs from the main programme. */
async function signed(subject = TWO_BUDGETS, draft = drafted(...twoBudgetsDraft())) {
  const { send, store } = recorderOn(inMemoryEventStore());
  const [, ...later] = concludedFacts();
  for (const fact of [draft, ...later, published()])
    expect(await send(of(subject, fact))).toMatchObject({ outcome: 'recorded' });
  const record = publicRecord((await store.history(subject)).map(({ event }) => event));
  const model = publicModel(subject, record, { sha256: 'e'.repeat(64), size: 60_000 });
  const shown = shownFassung(record);
  if (model === undefined || shown === undefined) throw new Error('nothing is shown');
  return { store, model, shown };
}

function of(subject: string, fact: IncomingEvent): IncomingEvent {
  return { ...fact, subject, source: fact.source.startsWith('urn:') ? fact.source : HMSI };
}

/** Text of a page, its tags taken away. */
const words = (html: string) => html.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/[ \n]+/gu, ' ');

describe('a Zielvereinbarung of a programme with two budgets', () => {
  test('has a text of its own clauses, with both budgets and the ministry of that year', async () => {
    const { shown } = await signed();
    const text = plainTextOf(readingText(TWO_BUDGETS, shown));
    expect(text).toContain(
      'Davon entfallen auf\n- Ausbildungs- und Qualifizierungsbudget: 600.000 Euro\n- Arbeitsmarktbudget: 300.000 Euro',
    );
    expect(text).toContain('dem Hessischen Ministerium für Soziales und Integration');
    expect(text).toContain('1. Ausbildung und Ausbildungsvorbereitung\n- Werkstatt');
    expect(text).not.toMatch(/[{}]|Arbeit, Integration/u);
  });

  test('has a page in a folder of its programme, with both budgets and links that lead back', async () => {
    const { model } = await signed();
    expect(pagePath(TWO_BUDGETS)).toBe('zielvereinbarungen/2018/fulda/aqbamb/');
    const html = zielvereinbarungPage(model);
    expect(words(html)).toContain(
      'Ausbildungs- und Qualifizierungsbudget 600.000\u00A0€ Arbeitsmarktbudget 300.000\u00A0€',
    );
    expect(words(html)).toContain('Maßnahmenarten und Projekte nach §\u00A03');
    expect(html).toContain('href="../../../../"');
    expect(html).toContain('<a href="../../">Alle Zielvereinbarungen 2018</a>');
    expect(html).not.toContain('§ 5');
  });

  test('names both budgets in its open data', async () => {
    const { model } = await signed();
    expect(JSON.parse(zielvereinbarungJson(model))).toMatchObject({
      programme: 'AQBAMB',
      haushaltsmittel: { amountCent: 90_000_000 },
      budgetItems: [
        { label: 'Ausbildungs- und Qualifizierungsbudget', amount: { amountCent: 60_000_000 } },
        { label: 'Arbeitsmarktbudget', amount: { amountCent: 30_000_000 } },
      ],
    });
  });

  test('stands in the lists with both budgets, under its own address', async () => {
    const { store } = await signed();
    const pages = new Map<string, string>();
    await publishShared({ store, site: siteInto(pages), patience: quickPatience() }, TWO_BUDGETS);
    const year = pages.get('zielvereinbarungen/2018/index.html') ?? '';
    expect(year).toContain('<a href="fulda/aqbamb/">Landkreis Fulda</a>');
    expect(words(year)).toContain(
      '900.000\u00A0€ Ausbildungs- und Qualifizierungsbudget: 600.000\u00A0€ Arbeitsmarktbudget: 300.000\u00A0€',
    );
    expect(pages.get('index.html')).toContain('href="zielvereinbarungen/2018/fulda/aqbamb/"');
  });

  test('leads back from the notice that stands in the place of its page', () => {
    const html = withdrawnPage({
      subject: TWO_BUDGETS,
      haushaltsjahr: 2018,
      pageFolder: 'aqbamb/',
      officialName: 'Landkreis Fulda',
    });
    expect(html).toContain('<a href="../../">Alle Zielvereinbarungen 2018</a>');
    expect(html).toContain('href="../../../../"');
  });
});

describe('the Main-Kinzig-Kreis without Hanau', () => {
  test('carries its note on the page, in the open data and in the list of 2026', async () => {
    const subject = 'AQB-2026-06435';
    const note = 'Ab 2026 ohne Hanau; mit den Jahren davor nur eingeschränkt vergleichbar.';
    const { model, store } = await signed(
      subject,
      drafted({ haushaltsjahr: 2026, ags: '06435' }, { subject }),
    );
    expect(zielvereinbarungPage(model)).toContain(note);
    expect(zielvereinbarungJson(model)).toContain(note);
    const pages = new Map<string, string>();
    await publishShared({ store, site: siteInto(pages), patience: quickPatience() }, subject);
    expect(pages.get('zielvereinbarungen/2026/index.html')).toContain(note);
  });
});

function siteInto(pages: Map<string, string>): PortalSite {
  return {
    write: () => Promise.reject(new Error('the shared files only')),
    replaceShared(path, { body }) {
      pages.set(path, new TextDecoder().decode(body));
      return Promise.resolve('written');
    },
  };
}
