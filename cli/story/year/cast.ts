import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { terms, type Terms } from '../../../events/incoming/terms.ts';
import { gebietskoerperschaftenIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../../shared/domain/programme/index.ts';
import { seededChance } from '../chance.ts';

/** Programme and year of the story. */
export const YEAR = { programme: 'AQB', haushaltsjahr: 2025 } as const;

/** One Gebietskoerperschaft of the story, with terms that are made up, but the same in every run. */
export type Player = {
  readonly ags: string;
  readonly name: string;
  readonly shortName: string;
  readonly subject: string;
  readonly slug: string;
  readonly terms: Terms;
  /** Agreed amount in cents. */
  readonly amountCent: number;
  readonly office: string;
};

/** Parts that one Gebietskoerperschaft plays; all others go the way that everybody goes. */
export const PARTS = {
  /** Its terms are those of the published Zielvereinbarung. */
  model: '06533',
  refusesToSign: '06437',
  publicationWithdrawn: '06535',
  correctedBetweenSignatures: '06631',
  amendedAfterConclusion: '06440',
} as const;

/** The 26 Gebietskoerperschaften of 2025. */
export async function castOf(): Promise<readonly Player[]> {
  const model = await modelTerms();
  return gebietskoerperschaftenIn(YEAR.haushaltsjahr).map(({ ags, officialName, shortName, slug, kind }) => {
    const own = ags === PARTS.model ? model : madeUpTerms(ags, shortName);
    return {
      ags,
      name: officialName,
      shortName,
      slug,
      subject: `${YEAR.programme}-${YEAR.haushaltsjahr}-${ags}`,
      terms: own,
      amountCent: own.haushaltsmittel.amountCent,
      office: kind === 'landkreis' ? 'Landrat' : 'Oberbürgermeister',
    };
  });
}

async function modelTerms(): Promise<Terms> {
  const file = new URL('../../../events/examples/zielvereinbarung-drafted.json', import.meta.url);
  return z.object({ data: terms }).parse(JSON.parse(await readFile(file, 'utf8'))).data;
}

/** Between 400.000 and 1.900.000 Euro, the magnitude of published agreements; one to three projects per Art. */
function madeUpTerms(ags: string, shortName: string): Terms {
  const chance = seededChance(Number(ags));
  const { programme, haushaltsjahr } = YEAR;
  const arten = programmeOf(programme, haushaltsjahr)?.massnahmenarten ?? [];
  const euro = 400_000 + Math.round(chance() * 150_000) * 10;
  return {
    programme,
    haushaltsjahr,
    ags,
    haushaltsmittel: { amountCent: euro * 100, currency: 'EUR' },
    massnahmen: arten.flatMap(({ art }) =>
      Array.from({ length: 1 + Math.floor(chance() * 3) }, (_, at) => ({
        art,
        label: `${PROJECTS[at] ?? 'Projekt'} ${shortName}`,
        places: 6 + Math.floor(chance() * 30),
      })),
    ),
    eckdaten: [{ label: PLACES, art: 3, value: 20 + Math.floor(chance() * 60), unit: 'Plätze' }],
    asOf: '2025-07-01',
  };
}

/** Label of the agreed figure of every made-up Zielvereinbarung. */
export const PLACES = 'Plätze in Maßnahmenart 3';

const PROJECTS = ['Wege in Ausbildung', 'Ausbildungscoaching', 'Qualifizierung im Betrieb'];
