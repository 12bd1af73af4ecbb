import { gebietskoerperschaftenIn } from '../../domain/gebietskoerperschaft.ts';
import { gebietskoerperschaften } from '../../domain/gebietskoerperschaften.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import type { YearRow } from '../../domain/zielvereinbarung/summary.ts';
import type { EventStore } from '../ports.ts';

/** Something that may have a log, with its row of the year where there is one. */
export type Subject = { readonly subject: string; readonly row?: YearRow };

/**
 * Everything that may have a log: each Gebietskoerperschaft in each programme year, whatever rows say of it, then
 * the entries of the register. A row that somebody took away hides nothing. Cost: one query a programme year.
 */
export async function subjectsOf(store: Pick<EventStore, 'yearRows'>): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const rows = new Map((await store.yearRows(programme, haushaltsjahr)).map((row) => [row.subject, row]));
    const possible = gebietskoerperschaftenIn(haushaltsjahr).map(
      ({ ags }) => `${programme}-${haushaltsjahr}-${ags}`,
    );
    for (const subject of [...new Set([...rows.keys(), ...possible])].toSorted()) {
      const row = rows.get(subject);
      subjects.push({ subject, ...(row && { row }) });
    }
  }
  const keys = new Set(gebietskoerperschaften.map(({ ags }) => ags));
  return [...subjects, ...[...keys].map((ags) => ({ subject: `ags-${ags}` }))];
}
