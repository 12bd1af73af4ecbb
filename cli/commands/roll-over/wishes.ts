import { parseArgs } from 'node:util';
import { ags as agsSchema } from '../../../events/primitives.ts';
import { parseEuroField } from '../../../shared/domain/euro.ts';
import { programmeOf, programmesIn, type Programme } from '../../../shared/domain/programme/index.ts';
import { ROOT_STATE_FOLDER } from '../../stage/state-folder.ts';

/** What a person asked for, checked against the programmes that we know. */
export type Wishes = {
  readonly from: Programme;
  readonly next: Programme;
  readonly additions: ReadonlyMap<string, readonly number[]>;
  readonly out?: string;
  readonly yes: boolean;
  /** Folder of the local stage. */
  readonly folder: string;
};

/** Wishes, a cry for help, or what is wrong with them in a German sentence. */
export type WishesRead = Wishes | 'help' | { readonly problem: string };

/**
 * Reads the command line. Amounts are in Euro; of several budgets one for each, divided by `+`.
 * @throws TypeError where an option is unknown.
 */
export function readWishes(args: readonly string[]): WishesRead {
  try {
    return wishesOf(args);
  } catch (error) {
    if (error instanceof Wrong) return { problem: error.message };
    throw error;
  }
}

/** A wish that cannot be met; the message says why, in German. */
class Wrong extends Error {
  override readonly name = 'Wrong';
}

function wishesOf(args: readonly string[]): WishesRead {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      programme: { type: 'string' },
      add: { type: 'string', multiple: true },
      out: { type: 'string' },
      yes: { type: 'boolean', default: false },
      folder: { type: 'string', default: ROOT_STATE_FOLDER },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [from, to] = [yearOf('--from', values.from), yearOf('--to', values.to)];
  if (to <= from) throw new Wrong('Das Jahr --to muss nach dem Jahr --from liegen.');
  const programme = values.programme ?? mainOf(from);
  return {
    from: known(programme, from),
    next: known(programme, to),
    additions: new Map((values.add ?? []).map(additionOf)),
    ...(values.out !== undefined && { out: values.out }),
    yes: values.yes,
    folder: values.folder,
  };
}

function yearOf(option: string, text: string | undefined): number {
  if (text === undefined || !/^\d{4}$/u.test(text)) throw new Wrong(`${option} braucht ein Haushaltsjahr.`);
  return Number(text);
}

/** The programme whose pages stand in the year's own folders; others are named. */
function mainOf(year: number): string {
  const [main] = programmesIn(year);
  if (main?.pageFolder !== '') throw new Wrong(`Welches Programm? Bitte nennen Sie es mit --programme.`);
  return main.programme;
}

function known(programme: string, year: number): Programme {
  const found = programmeOf(programme, year);
  if (found === undefined)
    throw new Wrong(`Das Programm ${programme} ist für ${year} nicht hinterlegt (shared/domain/programme).`);
  return found;
}

function additionOf(text: string): readonly [string, readonly number[]] {
  const [ags = '', amounts = '', ...more] = text.split('=');
  if (!agsSchema.safeParse(ags).success || amounts === '' || more.length > 0)
    throw new Wrong(`--add ${text}: bitte als Schlüssel=Betrag angeben, zum Beispiel 06415=250.000.`);
  return [ags, amounts.split('+').map((amount) => centsOf(amount, text))];
}

function centsOf(amount: string, text: string): number {
  const read = parseEuroField(amount);
  if (!read.ok || read.cents <= 0)
    throw new Wrong(`--add ${text}: „${amount}“ ist kein lesbarer Betrag über 0 Euro.`);
  return read.cents;
}
