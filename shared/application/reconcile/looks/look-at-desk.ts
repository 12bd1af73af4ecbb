import type { DeskPlace } from '../../ports/clearing.ts';
import { commitTo } from '../../recording/commit-to.ts';
import type { Finding, Repaired } from '../finding.ts';
import type { Reconciler } from '../reconciler.ts';

type Looker = Pick<Reconciler, 'desk' | 'recorder'>;

/**
 * Items of the clearing desk that no pointer or no list of months names: those of an earlier release, and what somebody
 * took away. They stay where they are, so that every link to them holds; the earliest month first, for a message that
 * came twice without a time of its own lies in two. One finding a month.
 */
export async function lookAtDesk({ desk, recorder }: Looker): Promise<readonly Finding[]> {
  const { items, pointed, months } = await desk.look();
  const unfiled = items.filter(({ month, key }) => !pointed.has(key) || !months.has(month));
  const found = Map.groupBy(unfiled, ({ month }) => month);
  return [...found.keys()].toSorted().map((month) => ({
    code: 'clearing-unfiled',
    key: month,
    repair: () => filed(recorder, found.get(month) ?? []),
  }));
}

/** A place whose key has a pointer by now, here or elsewhere, is named by its month all the same. */
async function filed({ store }: Looker['recorder'], places: readonly DeskPlace[]): Promise<Repaired> {
  let became: Repaired = 'moved';
  for (const { month, key } of places) {
    const written =
      (await commitTo(store, { file: { month, key } })) === 'already-refused'
        ? await commitTo(store, { file: { month } })
        : 'committed';
    if (written === 'committed') became = 'repaired';
  }
  return became;
}
