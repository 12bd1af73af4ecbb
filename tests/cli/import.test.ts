import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runImport, type ImportPorts } from '../../cli/commands/import/run-import.ts';
import { LocalStageFailure } from '../../cli/terminal/failure.ts';
import type { Judged } from '../../cli/stage/receipts.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { writePdf } from '../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import { zielvereinbarungText } from '../../shared/documents/zielvereinbarung-text.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../shared/domain/programme/index.ts';
import { limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';
import type { EventStore } from '../../shared/application/ports/event-store.ts';
import { drafted, released } from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';
import { seedText } from '../support/facts/seed-text.ts';
import { WIRE } from '../support/facts/wire.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
const model = fileWith('model.txt', seedText);
const COMMAND = join(import.meta.dirname, '../../cli/commands/import.ts');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run import', () => {
  test('shows what was read and where, the hints and the event, and sends after a yes', async () => {
    const { code, sent, said, asked } = await importing([model], { answer: true });
    expect(code).toBe(0);
    expect(asked).toEqual([expect.stringContaining('AQB-2025-06533 senden?')]);
    expect(said).toMatch(/Haushaltsmittel\s+Zeile 56, Zeichen 5115\s+895\.210\u00A0€/u);
    expect(said).toMatch(/Unterschrift Land\s.*2\.8\.2025 \(2025-08-02\) – gelesen, kein Nachweis/u);
    expect(said).toContain('season-without-date: ');
    expect(said).toContain('Nicht lesbar: nichts');
    expect(sent).toHaveLength(1);
    expect(said).toContain(JSON.stringify(sent[0], null, 2));
    expect(sent[0]).toMatchObject({
      type: 'de.hessen.aqb.zielvereinbarung.drafted.v1',
      subject: 'AQB-2025-06533',
      data: { haushaltsjahr: 2025, ags: '06533', haushaltsmittel: { amountCent: 89_521_000 } },
    });
  });

  test('sends nothing after a no, which is no failure', async () => {
    const { code, sent, said } = await importing([model], { answer: false });
    expect([code, sent]).toEqual([0, []]);
    expect(said).toContain('Nichts wurde gesendet.');
  });

  test('says that the draft is recorded only where its receipt says so', async () => {
    const { code, said, folders } = await importing([model, '--yes', '--folder', 'elsewhere'], {});
    expect([code, folders]).toEqual([0, ['elsewhere']]);
    expect(said).toContain('AQB-2025-06533: Entwurf verzeichnet.');
  });

  const why = { reason: 'already-drafted', text: 'Es gibt schon einen Entwurf.' };
  test.each<[string, Judged | undefined, string]>([
    ['was refused', { state: 'refused', ...why }, 'zurückgewiesen (already-drafted): Es gibt schon'],
    ['waits', { state: 'parked', ...why }, 'wartet (already-drafted)'],
    [
      'came after another content',
      { state: 'recorded', otherContent: why },
      'zurückgewiesen (already-drafted)',
    ],
    ['was not judged in time', undefined, 'noch nicht beurteilt'],
  ])('ends with 2 and the reason where the draft %s', async (_, end, sentence) => {
    const { code, sent, said, complained } = await importing([model, '--yes'], { end: () => end });
    expect([code, sent.length]).toEqual([2, 1]);
    expect(complained).toContain('nicht verzeichnet');
    expect(complained).toContain(sentence);
    expect(said).not.toContain('Entwurf verzeichnet');
  });

  test('asks nobody with --yes and sends nothing with --dry-run', async () => {
    const sending = await importing([model, '--yes'], {});
    expect([sending.code, sending.sent.length]).toEqual([0, 1]);
    const trying = await importing([model, '--yes', '--dry-run'], {});
    expect([trying.code, trying.sent.length, trying.asked]).toEqual([0, 0, []]);
  });

  test('needs --yes where there is no terminal', async () => {
    const { code, sent, complained } = await importing([model], {});
    expect([code, sent]).toEqual([2, []]);
    expect(complained).toContain('--yes');
  });

  test('sends nothing that is recorded already, however often it is imported', async () => {
    const { receive, store } = recorder();
    const [first] = (await importing([model, '--yes'], { store })).sent;
    await receive(JSON.stringify(first));
    const { code, sent, said } = await importing([model, '--yes'], { store, now: '2025-09-02T11:30:00Z' });
    expect([code, sent]).toEqual([0, []]);
    expect(said).toContain('genau dieser Entwurf ist schon verzeichnet (Nr. 1), nichts gesendet.');
  });

  test('sends nothing where the Zielvereinbarung is there with another draft', async () => {
    const { send, store } = recorder();
    await send(drafted());
    const { code, sent, said } = await importing([model, '--yes'], { store });
    expect([code, sent]).toEqual([0, []]);
    expect(said).toContain('AQB-2025-06533: liegt schon vor, nichts gesendet.');
  });

  test('sends the draft for which another event waits', async () => {
    const { send, store } = recorder();
    await send(released());
    expect((await importing([model, '--yes'], { store })).sent).toHaveLength(1);
  });

  test('is the same event at any time, so that a repeat on the way changes nothing', async () => {
    const { receive, store } = recorder();
    const outcomes: string[] = [];
    for (const now of ['2025-09-01T10:00:00Z', '2025-09-02T11:30:00Z']) {
      const { sent } = await importing([model, '--yes'], { now });
      for (const event of sent) outcomes.push((await receive(JSON.stringify(event))).outcome);
    }
    expect(outcomes).toEqual(['recorded', 'duplicate']);
    const history = await store.history('AQB-2025-06533');
    expect(history.map(({ event }) => event.type)).toEqual(['ZielvereinbarungDrafted']);
  });

  test('reads a PDF of the same agreement as the same event', async () => {
    const pdf = fileWith('model.pdf', await modelPdf());
    const [fromPdf, fromText] = [await importing([pdf, '--yes'], {}), await importing([model, '--yes'], {})];
    expect(fromPdf.code).toBe(0);
    expect(fromPdf.sent).toEqual(fromText.sent);
  });

  test('sends nothing as long as something of the draft cannot be read', async () => {
    const torn = fileWith('torn.txt', seedText.replace('895.210 Euro', '895,210 Euro'));
    const { code, sent, said, complained } = await importing([torn, '--yes'], {});
    expect([code, sent]).toEqual([2, []]);
    expect(said).toContain('Haushaltsmittel, amount-unreadable: ');
    expect(complained).toContain('nicht vollständig gelesen');
  });

  test('sends the draft and ends with 2 where a signature cannot be read', async () => {
    const odd = fileWith('odd.txt', seedText.replace('14.08.2025', '31.02.2025'));
    const { code, sent, said } = await importing([odd, '--yes'], {});
    expect([code, sent.length]).toEqual([2, 1]);
    expect(said).toContain('date-not-in-calendar');
  });

  test('sends nothing that the event contract would refuse', async () => {
    const long = fileWith('long.txt', seedText.replace('für Frauen', `für ${'sehr '.repeat(100)}Frauen`));
    const { code, sent, complained } = await importing([long, '--yes'], {});
    expect([code, sent]).toEqual([2, []]);
    expect(complained).toContain('entspricht nicht dem Vertrag');
  });

  test('says that no stage runs, or that it does not answer', async () => {
    await expect(importing([model, '--yes'], { stage: 'none' })).rejects.toThrow('npm start');
    const broken = await importing([model, '--yes'], { stage: 'broken' });
    expect([broken.code, broken.complained]).toEqual([
      1,
      expect.stringContaining('nimmt das Ereignis nicht an'),
    ]);
  });

  test('shows nothing that a terminal would obey', async () => {
    const bell = fileWith('bell.txt', seedText.replace('§ 5\n', 'Zusatz\u001B[2J\u0007 hier.\n\n§ 5\n'));
    const { said } = await importing([bell, '--dry-run'], {});
    expect(said).toContain('Zusatz[2J hier.');
    for (const control of ['\u0007', '\u001B']) expect(said).not.toContain(control);
  });
});

describe('a file that npm run import cannot use', () => {
  test.each([
    ['gibt es nicht', join(folder, 'none.txt')],
    ['ist ein Ordner', folder],
    ['keine PDF-Datei', fileWith('text.pdf', 'Zielvereinbarung 2025')],
    ['beschädigt oder verschlüsselt', fileWith('broken.pdf', '%PDF-1.7\nnichts')],
    ['noch ein Text in UTF-8', fileWith('latin.txt', Uint8Array.of(0xfc, 0x20, 0xe4))],
    ['enthält das Ersatzzeichen', fileWith('damaged.txt', seedText.replace('ö', '\uFFFD'))],
    ['zu lang', fileWith('long.txt.txt', 'x'.repeat(100_001))],
  ])('is named: %s', async (sentence, file) => {
    const { code, sent, complained } = await importing([file, '--yes'], {});
    expect([code, sent]).toEqual([1, []]);
    expect(complained).toContain(sentence);
    expect(complained).toContain(file);
  });

  test('is not guessed from several or from none', async () => {
    for (const args of [[], [model, model]]) {
      const { code, sent } = await importing(args, {});
      expect([code, sent]).toEqual([1, []]);
    }
  });
});

describe('the command itself', () => {
  test('explains itself with --help, reads with --dry-run, and needs --yes without a terminal', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [COMMAND, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const help = run('--help');
    expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('npm run import -- DATEI.txt')]);
    const dry = run(model, '--dry-run');
    expect([dry.status, dry.stdout]).toEqual([0, expect.stringContaining('895.210\u00A0€')]);
    expect(run(model).status).toBe(2);
    const unknown = run(model, '--force');
    expect([unknown.status, unknown.stderr]).toEqual([
      1,
      expect.stringMatching(/^Diese Angaben kennt der Befehl nicht[.]\s+npm run import/u),
    ]);
  });
});

type Situation = {
  readonly answer?: boolean;
  readonly stage?: 'none' | 'broken';
  readonly now?: string;
  /** What the stage has; nothing unless told otherwise. */
  readonly store?: EventStore;
  /** What the receipt says; recorded unless told otherwise. */
  readonly end?: () => Judged | undefined;
};

async function importing(
  args: readonly string[],
  {
    answer,
    stage,
    now = '2025-09-01T10:00:00Z',
    store = recorder().store,
    end = () => ({ state: 'recorded' }),
  }: Situation,
) {
  const sent: CloudEvent[] = [];
  const asked: string[] = [];
  const said: string[] = [];
  const complained: string[] = [];
  const folders: string[] = [];
  const send = async (event: CloudEvent) => {
    if (stage === 'broken') throw new Error('connect ECONNREFUSED');
    sent.push(event);
  };
  const ports: ImportPorts = {
    wireIn: () => WIRE,
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    findStage: (where) => {
      if (stage === 'none') throw new LocalStageFailure('Starten Sie sie mit: npm start');
      folders.push(where);
      return { store, send, judged: () => Promise.resolve(end()) };
    },
    confirm: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
    now: () => now,
  };
  const code = await runImport(args, ports);
  return { code, sent, asked, folders, said: said.join('\n'), complained: complained.join('\n') };
}

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function modelPdf(): Promise<Uint8Array> {
  const programme = programmeOf('AQB', 2025);
  const gebietskoerperschaft = gebietskoerperschaftIn(2025, '06533');
  if (programme === undefined || gebietskoerperschaft === undefined)
    throw new Error('missing from the registers');
  const text = zielvereinbarungText({ programme, gebietskoerperschaft, terms: limburgWeilburgTerms });
  return writePdf(text, { title: 'Zielvereinbarung', createdAt: '2025-07-28T08:00:00Z' });
}
