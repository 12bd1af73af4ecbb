import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { plainTextOf } from '../../shared/documents/document-model.ts';
import { zielvereinbarungText } from '../../shared/documents/zielvereinbarung-text.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../shared/domain/programme/index.ts';
import { styles, stylesHash } from '../../shared/portal/styles.ts';
import { zielvereinbarungPage } from '../../shared/portal/zielvereinbarung-page.tsx';
import { limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';
import { withoutLayout } from '../support/facts/seed-text.ts';
import { laterLimburgWeilburg, publicLimburgWeilburg } from '../support/facts/public-limburg-weilburg.ts';

const page = zielvereinbarungPage(publicLimburgWeilburg());
const words = textOf(page);

describe('the page of Limburg-Weilburg 2025', () => {
  test.each([
    'dem Hessischen Ministerium für Arbeit, Integration, Jugend und Soziales',
    'dem Landkreis Limburg-Weilburg',
    '895.210\u00A0€',
    '6 Projekte in 4 Maßnahmenarten (2/3/1/0)',
    'Art 1: 2, Art 2: 3, Art 3: 1, Art 4: 0',
    'kein Projekt',
    'Eckdaten sind in dieser Vereinbarung nicht beziffert',
    'Wiesbaden, den 2.8.2025',
    '02.08.2025 Samstag',
    'Limburg, den 14.08.2025',
    '14.08.2025 Donnerstag',
    'Heike Hofmann Staatsministerin',
    'Michael Köberle Landrat',
    'Fassung 1',
    'Revision 1',
    'a1'.repeat(32),
    'Abbild',
    'b2'.repeat(32),
    'c3'.repeat(32),
    'Das Original ist das Papier',
  ])('says "%s"', (fact) => expect(words).toContain(fact));

  test.each(['vereinbarung.pdf', 'index.json', '../', '../../../', '#wortlaut', '#paragraph-4'])(
    'links %s',
    (address) => expect(page).toContain(`href="${address}"`),
  );

  test('holds the whole agreed text with an anchor for each §', () => {
    for (const paragraph of ['1', '2', '3', '4', '5', '6', '7']) {
      expect(page).toContain(`<h3 id="paragraph-${paragraph}">`);
    }
    // numbers and dashes of the lists are marks of the page, no text of it
    const agreed = plainTextOf(publicLimburgWeilburg().text).replace(/^(?:\d\.|-) /gmu, '');
    expect(withoutLayout(agreedText(page))).toBe(withoutLayout(`Wortlaut ${agreed}`));
  });

  test('has each id once, and every link within the page leads to one', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('shows neither Steuerung nor Bescheide as long as there are none', () => {
    expect(page).not.toContain('id="steuerung"');
    expect(words).not.toContain('Bescheide im Vergleich');
  });

  test('is one request of at most 14 KB, without script and without another host', () => {
    expect(gzipSync(page).length).toBeLessThan(14 * 1024);
    expect(page).not.toMatch(/<script|<img|<iframe|@import|url\(|https?:|srcset|<link rel="(?!icon")/u);
    expect(page).not.toMatch(/ on[a-z]+=| style="/u);
  });

  test('allows its own style sheet and nothing else', () => {
    expect(stylesHash).toBe(`sha256-${createHash('sha256').update(styles).digest('base64')}`);
    expect(page).toContain(`<style>${styles}</style>`);
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none';/u);
  });

  test('is the same in every run', () => {
    expect(zielvereinbarungPage(publicLimburgWeilburg())).toBe(page);
  });
});

describe('a later revision', () => {
  const later = zielvereinbarungPage(laterLimburgWeilburg());

  test('shows the Bescheid with its difference beside the agreed sum', () => {
    expect(textOf(later)).toContain('Zuwendungsbescheid vom 15.04.2025');
    expect(textOf(later)).toContain('890.000\u00A0€ 5.210\u00A0€');
  });

  test('shows the Abweichung under Steuerung and leaves the agreed text as it was', () => {
    expect(textOf(later)).toContain('Haushaltsmittel 895.210\u00A0€ 845.210\u00A0€ −50.000\u00A0€');
    expect(agreedText(later)).toBe(agreedText(page));
    expect(textOf(later)).toContain('Revision 3');
  });

  test('keeps within 14 KB', () => {
    expect(gzipSync(later).length).toBeLessThan(14 * 1024);
  });
});

describe('unusual input', () => {
  const hostile = '<script>alert("x")</script>&"\'><img src=x onerror=alert(1)>';

  test('shows hostile names as text', () => {
    const model = publicLimburgWeilburg();
    const html = zielvereinbarungPage({
      ...model,
      gebietskoerperschaft: { ...model.gebietskoerperschaft, officialName: hostile },
      signatures: model.signatures.map((signature) => ({
        ...signature,
        name: hostile,
        place: hostile,
        asWritten: hostile,
      })),
      massnahmenarten: [{ art: 1, label: hostile, massnahmen: [{ label: hostile, traeger: hostile }] }],
      text: textWith(hostile),
    });
    expect(html).not.toMatch(/<script|<img/u);
    expect(html).toContain('&lt;script>alert(&quot;x&quot;)');
  });

  test('shows the terms of a supplied text as Zusammenfassung, without clauses that nobody agreed', () => {
    const html = zielvereinbarungPage(publicLimburgWeilburg({ textDocument: { sha256: 'd4'.repeat(32) } }));
    expect(textOf(html)).toContain('Zusammenfassung: Maßgeblich ist der Wortlaut der PDF-Datei');
    expect(html).not.toContain('id="wortlaut"');
  });

  test('shows Eckdaten and parts of the budget where they are agreed', () => {
    const html = zielvereinbarungPage(
      publicLimburgWeilburg({
        eckdaten: [{ label: 'Plätze', art: 2, value: 1200, unit: 'Plätze' }],
        budgetItems: [{ label: 'Angebote', amountCent: 100_000, earmark: 'Migration' }],
      }),
    );
    expect(textOf(html)).toContain('Plätze Maßnahmenart 2 1.200 Plätze');
    expect(textOf(html)).toContain('Angebote zweckgebunden: Migration 1.000\u00A0€');
    expect(textOf(html)).not.toContain('nicht beziffert');
  });
});

function textWith(label: string) {
  const programme = programmeOf('AQB', 2025);
  const gebietskoerperschaft = gebietskoerperschaftIn(2025, '06533');
  if (programme === undefined || gebietskoerperschaft === undefined)
    throw new Error('missing from the registers');
  return zielvereinbarungText({
    programme,
    gebietskoerperschaft,
    terms: {
      ...limburgWeilburgTerms,
      massnahmen: [{ art: 1, label }],
      besondereRegelungen: [{ paragraph: '1', text: label }],
    },
  });
}

function agreedText(html: string): string {
  return textOf(/<h2 id="wortlaut">.*?<\/section>/su.exec(html)?.[0] ?? 'missing');
}

function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/[ \n]+/gu, ' ');
}
