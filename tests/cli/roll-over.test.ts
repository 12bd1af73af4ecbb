import { describe, expect, test } from 'vitest';
import { runRollOver, type RollOverTools } from '../../cli/commands/roll-over/run.ts';
import type { Judged } from '../../cli/stage/receipts.ts';
import { readWishes, type Wishes } from '../../cli/commands/roll-over/wishes.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { gebietskoerperschaftenIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { drafted, revised } from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';
import { inEuro } from '../support/facts/two-budgets.ts';
import { WIRE } from '../support/facts/wire.ts';

const YEARS = ['--from', '2025', '--to', '2026'];
const HANAU = ['--add', '06415=250.000'];

/** A stage in memory with the 26 of 2025; a person answers as told. */
async function stage(answer?: boolean) {
  const { receive, send, store } = recorder();
  for (const { ags } of gebietskoerperschaftenIn(2025)) {
    const subject = `AQB-2025-${ags}`;
    await send(drafted({ ags }, { subject, id: `draft-${ags}` }));
  }
  await send({ ...revised(2, { haushaltsmittel: inEuro(900_000) }) });
  const [lines, sent, files] = [[] as string[], [] as CloudEvent[], new Map<string, string>()];
  const ends = new Map<string, Judged>();
  const tools: RollOverTools = {
    wire: WIRE,
    store,
    send: async (event) => {
      sent.push(event);
      const { outcome, ...why } = await receive(JSON.stringify(event));
      ends.set(event.id, { state: outcome, ...('reason' in why && { reason: why.reason }) });
    },
    judged: (event) => Promise.resolve(ends.get(event.id)),
    confirm: () => Promise.resolve(answer),
    say: (line) => lines.push(line),
    write: (file, text) => Promise.resolve(void files.set(file, text)),
    now: () => '2025-09-01T09:00:00Z',
  };
  const run = (...args: string[]) => runRollOver(tools, wished(...YEARS, ...args));
  const output = () => lines.join('\n').replaceAll('\u00A0', ' ');
  const drafts = async () => (await store.yearRows('AQB', 2026)).length;
  return { run, output, sent, files, drafts, store, tools };
}

function wished(...args: string[]): Wishes {
  const wishes = readWishes(args);
  if (wishes === 'help' || 'problem' in wishes) throw new Error(JSON.stringify(wishes));
  return wishes;
}

describe('npm run roll-over', () => {
  test('makes 27 drafts of 2026 from the 26 of 2025 and the amount for Hanau', async () => {
    const { run, output, drafts, store } = await stage();
    expect(await run(...HANAU, '--yes')).toBe(0);
    expect(await drafts()).toBe(27);
    expect(output()).toContain('27 gesendet, 27 angelegt.');
    expect(output()).toMatch(/06415\s+Stadt Hanau\s+250\.000 €\s+0\s+neu, Betrag angegeben/u);
    const row = (await store.yearRows('AQB', 2026)).find(({ ags }) => ags === '06533');
    expect(row?.current).toMatchObject({ fassung: 1, amountCent: 90_000_000 });
  });

  test('makes 26 without an amount for Hanau, says what is needed, and ends with 2', async () => {
    const { run, output, drafts } = await stage();
    expect(await run('--yes')).toBe(2);
    expect(await drafts()).toBe(26);
    expect(output()).toContain('06415 Stadt Hanau: kein Entwurf');
    expect(output()).toContain('Nennen Sie den Betrag: --add 06415=…');
  });

  test('changes nothing when it runs again, and makes what was missing', async () => {
    const { run, sent, drafts, output } = await stage();
    await run('--yes');
    expect(await run(...HANAU, '--yes')).toBe(0);
    expect(sent.at(-1)?.id).toBe('roll-over:AQB-2026-06415');
    expect(sent).toHaveLength(27);
    expect(await run('--yes')).toBe(0);
    expect(sent).toHaveLength(27);
    expect(await drafts()).toBe(27);
    expect(output()).toContain('Nichts zu senden');
  });

  test('repeats no draft when two people run it at once', async () => {
    const { run, drafts, store, tools } = await stage();
    const blind: RollOverTools = { ...tools, store: { ...store, yearRows: onceEmpty(store) } };
    await run(...HANAU, '--yes');
    expect(await runRollOver(blind, wished(...YEARS, ...HANAU, '--yes'))).toBe(0);
    expect(await drafts()).toBe(27);
    expect(store.memory.clearing.size).toBe(0);
  });

  test.each([
    ['without a person to ask', undefined, 2, 'Ohne Rückfrage sendet --yes.'],
    ['when the person says no', false, 0, 'Nichts wurde gesendet.'],
  ])('sends nothing %s, and ends with %j', async (...[, answer, code, sentence]) => {
    const { run, output, sent } = await stage(answer);
    expect(await run(...HANAU)).toBe(code);
    expect(sent).toEqual([]);
    expect(output()).toContain('27 Entwürfe, davon 27 neu');
    expect(output()).toContain(sentence);
  });

  test('sends when the person agrees, and writes the events where it is told', async () => {
    const { run, sent, files } = await stage(true);
    expect(await run(...HANAU, '--out', 'entwuerfe.json')).toBe(0);
    expect(JSON.parse(files.get('entwuerfe.json') ?? '')).toEqual(sent);
  });

  test('says which drafts are not recorded', async () => {
    const { tools, output } = await stage();
    const lost: RollOverTools = { ...tools, send: () => Promise.resolve() };
    expect(await runRollOver(lost, wished(...YEARS, '--yes'))).toBe(2);
    expect(output()).toContain('26 gesendet, 0 angelegt.');
    expect(output()).toContain('AQB-2026-06411: nicht angelegt, noch nicht beurteilt.');
  });

  test('names the reason of a draft that is refused, and of no other', async () => {
    const { tools, output } = await stage();
    const misled: RollOverTools = {
      ...tools,
      send: (event) =>
        tools.send(event.subject === 'AQB-2026-06411' ? { ...event, time: '1999-01-01T00:00:00Z' } : event),
    };
    expect(await runRollOver(misled, wished(...YEARS, ...HANAU, '--yes'))).toBe(2);
    expect(output()).toContain('27 gesendet, 26 angelegt.');
    expect(output()).toContain('AQB-2026-06411: nicht angelegt, zurückgewiesen (event-time-invalid).');
    expect(output().match(/nicht angelegt/gu)).toHaveLength(1);
  });
});

describe('the wishes of a roll-over', () => {
  test('name programme, years and amounts, one for each budget', () => {
    expect(wished(...YEARS, '--add', '06415=250.000+12,50', '--yes')).toMatchObject({
      from: { programme: 'AQB', haushaltsjahr: 2025 },
      next: { programme: 'AQB', haushaltsjahr: 2026 },
      additions: new Map([['06415', [25_000_000, 1250]]]),
      yes: true,
    });
    expect(readWishes(['--help'])).toBe('help');
    expect(wished(...YEARS, '--folder', 'elsewhere').folder).toBe('elsewhere');
    expect(() => readWishes([...YEARS, '--sum', '1'])).toThrow('--sum');
  });

  test.each([
    [[], '--from braucht'],
    [['--from', '2025'], '--to braucht'],
    [['--from', '2026', '--to', '2025'], 'muss nach dem Jahr'],
    [['--from', '2025', '--to', '2027'], 'AQB ist für 2027 nicht hinterlegt'],
    [['--from', '2018', '--to', '2019'], 'Welches Programm?'],
    [[...YEARS, '--programme', 'XYZ'], 'XYZ ist für 2025 nicht hinterlegt'],
    [[...YEARS, '--add', '06415=250,000'], 'kein lesbarer Betrag'],
    [[...YEARS, '--add', '06415=0'], 'kein lesbarer Betrag'],
    [[...YEARS, '--add', 'Hanau=250.000'], 'als Schlüssel=Betrag'],
  ])('%j cannot be met, and a sentence says why', (args, sentence) => {
    const reading = readWishes(args);
    expect(typeof reading === 'object' && 'problem' in reading ? reading.problem : reading).toContain(
      sentence,
    );
  });
});

/** Rows of the next year as somebody reads them who looked before the other one sent. */
function onceEmpty(store: RollOverTools['store']): RollOverTools['store']['yearRows'] {
  let looks = 0;
  return (programme, year) => {
    if (year === 2026) looks += 1;
    return year === 2026 && looks === 1 ? Promise.resolve([]) : store.yearRows(programme, year);
  };
}
