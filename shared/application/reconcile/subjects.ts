import { gebietskoerperschaftenIn } from '../../domain/register/gebietskoerperschaft.ts';
import { gebietskoerperschaften } from '../../domain/register/gebietskoerperschaften.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Something that may have a log, with its row of the year where there is one. */
export type Subject = { readonly subject: string; readonly row?: YearRow };

/** Everything that may have a log, and the rows whose key names nothing that could have one. */
export type Subjects = { readonly subjects: readonly Subject[]; readonly unexplained: readonly string[] };

const IDENTITY = /^[A-Z][A-Z0-9]{1,15}-\d{4}-\d{5}$/u;

/**
 * Everything that may have a log: each Gebietskoerperschaft in each programme year, whatever rows say of it, then
 * the entries of the register. A row that somebody took away hides nothing. Cost: one query a programme year.
 */
export async function subjectsOf(store: Pick<EventStore, 'yearRows'>): Promise<Subjects> {
  const subjects: Subject[] = [];
  const unexplained: string[] = [];
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const rows = new Map((await store.yearRows(programme, haushaltsjahr)).map((row) => [row.subject, row]));
    unexplained.push(...[...rows.keys()].filter((subject) => !IDENTITY.test(subject)));
    const possible = gebietskoerperschaftenIn(haushaltsjahr).map(
      ({ ags }) => `${programme}-${haushaltsjahr}-${ags}`,
    );
    for (const subject of [...new Set([...rows.keys(), ...possible])].toSorted()) {
      if (!IDENTITY.test(subject)) continue;
      const row = rows.get(subject);
      subjects.push({ subject, ...(row && { row }) });
    }
  }
  const keys = new Set(gebietskoerperschaften.map(({ ags }) => ags));
  return { subjects: [...subjects, ...[...keys].map((ags) => ({ subject: `ags-${ags}` }))], unexplained };
}
