import { parseArgs } from 'node:util';
import { z } from 'zod';
import { subject as subjectSchema } from '../../events/primitives.ts';
import { bordersOf } from '../stage/borders.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { runningStage } from '../stage/running-stage.ts';
import { ROOT_STATE_FOLDER } from '../stage/state-folder.ts';
import { shownLines, shown } from './show/lines.ts';

const HELP = `npm run show -- KENNUNG [--as-of JJJJ-MM-TT | --version N] [--json] [--folder ORDNER]

Zeigt eine Zielvereinbarung der lokalen Stage über die API: Stand, Fassung, Beträge, was noch fehlt, Verlauf.

  --as-of JJJJ-MM-TT  wie sie am Ende dieses Tages war
  --version N         wie sie nach der N-ten Tatsache war
  --json              die Antwort der API, wie sie ist
  --folder ORDNER     Ordner der lokalen Stage (Standard: .local)
  --help              zeigt diesen Text

Ende mit 0: gezeigt · 2: das gibt es nicht, oder damals noch nicht · 1: konnte nicht laufen`;

const problem = z.looseObject({ title: z.string(), detail: z.string().optional() });

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'as-of': { type: 'string' },
      version: { type: 'string' },
      json: { type: 'boolean' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [subject] = positionals;
  if (values.help === true || subject === undefined) {
    console.log(HELP);
    return values.help === true ? 0 : 1;
  }
  if (!subjectSchema.safeParse(subject).success) {
    console.error(`Eine Kennung lautet wie AQB-2025-06533, nicht „${subject}“.`);
    return 1;
  }
  const query = momentOf({ asOf: values['as-of'], version: values.version });
  const land = await bordersOf(runningStage(values.folder ?? ROOT_STATE_FOLDER)).signIn('land');
  const { status, body } = await land.get(`/v1/zielvereinbarungen/${subject}?${query}`);
  if (status !== 200) {
    const isMissing = status === 404;
    console.error(refusalText(body, isMissing && query.size > 0));
    return isMissing ? 2 : 1;
  }
  for (const line of values.json === true ? [JSON.stringify(body, null, 2)] : shownLines(shown.parse(body)))
    console.log(line);
  return 0;
}

function refusalText(body: unknown, mayBeTooEarly: boolean): string {
  const { title, detail } = problem.parse(body);
  const past = mayBeTooEarly ? 'Vielleicht war zu dieser Zeit noch nichts festgehalten.' : undefined;
  return [title, detail, past].filter((part) => part !== undefined).join(' ');
}

function momentOf(asked: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, value);
  return query;
}
