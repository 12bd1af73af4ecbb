import { stateName } from '../../../../shared/words/states.ts';
import type { Gebietskoerperschaft } from '../../../../shared/domain/register/gebietskoerperschaft.ts';
import { gebietskoerperschaftenIn } from '../../../../shared/domain/register/gebietskoerperschaft.ts';
import { PROGRAMMES, type Programme } from '../../../../shared/domain/programme/index.ts';
import type { YearRow } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';

/** How far the draft of one Gebietskoerperschaft is. */
export type DraftStage = 'none' | 'draft' | 'released' | 'beyond';

/** One Gebietskoerperschaft of the year, with its Zielvereinbarung where there is one. */
export type DraftLine = {
  readonly gebietskoerperschaft: Gebietskoerperschaft;
  readonly subject: string;
  readonly stage: DraftStage;
  /** Stage in words. */
  readonly text: string;
  readonly amountCent: number | undefined;
};

/** Names of the stages, in the order in which they are worked on. */
export const STAGES: Readonly<Record<DraftStage, string>> = {
  none: 'noch ohne Entwurf',
  draft: 'Entwurf, nicht freigegeben',
  released: stateName('vereinbarung', 'released'),
  beyond: 'abgeschlossen oder beendet',
};

/** Every Gebietskoerperschaft of the programme year in the order of their keys. */
export function draftLines(
  { programme, haushaltsjahr }: Programme,
  rows: readonly YearRow[],
): readonly DraftLine[] {
  return gebietskoerperschaftenIn(haushaltsjahr).map((gebietskoerperschaft) => {
    const subject = `${programme}-${haushaltsjahr}-${gebietskoerperschaft.ags}`;
    const row = rows.find((one) => one.subject === subject);
    return {
      gebietskoerperschaft,
      subject,
      ...(row === undefined ? { stage: 'none', text: 'Noch kein Entwurf' } : stageOf(row)),
      amountCent: row?.current.amountCent,
    };
  });
}

/** How many Gebietskoerperschaften are at each stage. */
export function stageCounts(lines: readonly DraftLine[]): Readonly<Record<DraftStage, number>> {
  const count = (stage: DraftStage) => lines.filter((line) => line.stage === stage).length;
  return { none: count('none'), draft: count('draft'), released: count('released'), beyond: count('beyond') };
}

/** The programme year that the address asks for; else the newest up to the coming year. */
export function programmeAsked(
  { jahr, programm }: Readonly<Record<string, string | undefined>>,
  today: string,
): Programme {
  const asked = PROGRAMMES.filter(
    ({ programme, haushaltsjahr }) => String(haushaltsjahr) === jahr && programme === (programm ?? programme),
  );
  const [found] = asked.toSorted((one, other) => (one.pageFolder < other.pageFolder ? -1 : 1));
  if (found !== undefined) return found;
  const latest = Number(today.slice(0, 4)) + 1;
  const [newest] = PROGRAMMES.filter(({ haushaltsjahr }) => haushaltsjahr <= latest).toSorted(
    (one, other) => other.haushaltsjahr - one.haushaltsjahr,
  );
  if (newest === undefined) throw new Error('No programme year is known.');
  return newest;
}

/** The stage that an address names. */
export function stageAsked(asked: string | undefined): DraftStage | undefined {
  return STAGE_NAMES.find((stage) => stage === asked);
}

const STAGE_NAMES = ['none', 'draft', 'released', 'beyond'] as const satisfies readonly DraftStage[];

function stageOf({ current: { fassung, states } }: YearRow): Pick<DraftLine, 'stage' | 'text'> {
  switch (states.vereinbarung) {
    case 'none':
      return { stage: 'none', text: 'Noch kein Entwurf' };
    case 'drafted':
      return { stage: 'draft', text: `Entwurf (Fassung ${fassung}), nicht freigegeben` };
    case 'released':
      return { stage: 'released', text: `Fassung ${fassung} ${stateName('vereinbarung', 'released')}` };
    case 'partly-signed':
      return { stage: 'released', text: `Fassung ${fassung} freigegeben und teilweise unterschrieben` };
    case 'concluded':
      return { stage: 'beyond', text: 'Abgeschlossen' };
    case 'cancelled':
      return { stage: 'beyond', text: 'Aufgehoben oder aufgegeben' };
  }
}
