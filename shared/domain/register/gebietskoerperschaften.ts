/** What a Gebietskoerperschaft is by law: a Landkreis, or a Stadt that belongs to none. */
export type GebietskoerperschaftKind = 'landkreis' | 'kreisfreie-stadt';

/** A name in the four cases, each with its article, ready to stand in a sentence as it is. */
export type GrammaticalForms = {
  readonly nominative: string;
  readonly genitive: string;
  readonly dative: string;
  readonly accusative: string;
};

/** One of the parties on the side of the Kommunen, as it was called and cut in a span of time. */
export type Gebietskoerperschaft = {
  /** Official key, five digits, for example `06533`. */
  readonly ags: string;
  readonly kind: GebietskoerperschaftKind;
  /** Name in lists, without the type where the type is a word of its own. Not unique. */
  readonly shortName: string;
  /** Name with its type, without article. Unique. */
  readonly officialName: string;
  readonly forms: GrammaticalForms;
  /** Part of the public address; unique, lower case, umlauts written out. */
  readonly slug: string;
  readonly regierungsbezirk: 'Darmstadt' | 'Gießen' | 'Kassel';
  /** First day of this shape, `YYYY-MM-DD`. The register itself begins with 2018. */
  readonly validFrom: string;
  /** Last day of this shape, `YYYY-MM-DD`; absent while it lasts. */
  readonly validTo?: string;
  /** What a comparison across years must say, in German. */
  readonly comparabilityNote?: string;
};

type Entry = Pick<Gebietskoerperschaft, 'ags' | 'regierungsbezirk' | 'slug'> &
  Partial<Pick<Gebietskoerperschaft, 'validFrom' | 'validTo' | 'comparabilityNote'>> & {
    readonly noun: string;
    readonly place?: string;
  };

const registerBegins = '2018-01-01';

const darmstadt = { regierungsbezirk: 'Darmstadt' } as const;
const giessen = { regierungsbezirk: 'Gießen' } as const;
const kassel = { regierungsbezirk: 'Kassel' } as const;

/**
 * All Gebietskoerperschaften of Hessen that conclude a Zielvereinbarung, with their validity.
 *
 * The head noun is declined, the place never: so the type cannot be joined to a name that carries it
 * already. Hanau left the Main-Kinzig-Kreis on 1 January 2026 (Hanau-Auskreisungsgesetz of
 * 3 March 2025); its key 06415 is to be confirmed with Destatis.
 */
export const gebietskoerperschaften: readonly Gebietskoerperschaft[] = [
  stadt({ ...darmstadt, ags: '06411', noun: 'Wissenschaftsstadt', place: 'Darmstadt', slug: 'darmstadt' }),
  stadt({ ...darmstadt, ags: '06412', noun: 'Stadt', place: 'Frankfurt am Main', slug: 'frankfurt-am-main' }),
  stadt({
    ...darmstadt,
    ags: '06413',
    noun: 'Stadt',
    place: 'Offenbach am Main',
    slug: 'stadt-offenbach-am-main',
  }),
  stadt({ ...darmstadt, ags: '06414', noun: 'Landeshauptstadt', place: 'Wiesbaden', slug: 'wiesbaden' }),
  stadt({
    ...darmstadt,
    ags: '06415',
    noun: 'Stadt',
    place: 'Hanau',
    slug: 'hanau',
    validFrom: '2026-01-01',
  }),
  kreis({ ...darmstadt, ags: '06431', noun: 'Kreis', place: 'Bergstraße', slug: 'bergstrasse' }),
  kreis({
    ...darmstadt,
    ags: '06432',
    noun: 'Landkreis',
    place: 'Darmstadt-Dieburg',
    slug: 'darmstadt-dieburg',
  }),
  kreis({ ...darmstadt, ags: '06433', noun: 'Kreis', place: 'Groß-Gerau', slug: 'gross-gerau' }),
  kreis({ ...darmstadt, ags: '06434', noun: 'Hochtaunuskreis', slug: 'hochtaunuskreis' }),
  kreis({
    ...darmstadt,
    ags: '06435',
    noun: 'Main-Kinzig-Kreis',
    slug: 'main-kinzig-kreis',
    validTo: '2025-12-31',
    comparabilityNote: 'Bis Ende 2025 mit Hanau; ab 2026 ist Hanau eine kreisfreie Stadt.',
  }),
  kreis({
    ...darmstadt,
    ags: '06435',
    noun: 'Main-Kinzig-Kreis',
    slug: 'main-kinzig-kreis',
    validFrom: '2026-01-01',
    comparabilityNote: 'Ab 2026 ohne Hanau; mit den Jahren davor nur eingeschränkt vergleichbar.',
  }),
  kreis({ ...darmstadt, ags: '06436', noun: 'Main-Taunus-Kreis', slug: 'main-taunus-kreis' }),
  kreis({ ...darmstadt, ags: '06437', noun: 'Odenwaldkreis', slug: 'odenwaldkreis' }),
  kreis({ ...darmstadt, ags: '06438', noun: 'Kreis', place: 'Offenbach', slug: 'kreis-offenbach' }),
  kreis({ ...darmstadt, ags: '06439', noun: 'Rheingau-Taunus-Kreis', slug: 'rheingau-taunus-kreis' }),
  kreis({ ...darmstadt, ags: '06440', noun: 'Wetteraukreis', slug: 'wetteraukreis' }),
  kreis({ ...giessen, ags: '06531', noun: 'Landkreis', place: 'Gießen', slug: 'giessen' }),
  kreis({ ...giessen, ags: '06532', noun: 'Lahn-Dill-Kreis', slug: 'lahn-dill-kreis' }),
  kreis({ ...giessen, ags: '06533', noun: 'Landkreis', place: 'Limburg-Weilburg', slug: 'limburg-weilburg' }),
  kreis({
    ...giessen,
    ags: '06534',
    noun: 'Landkreis',
    place: 'Marburg-Biedenkopf',
    slug: 'marburg-biedenkopf',
  }),
  kreis({ ...giessen, ags: '06535', noun: 'Vogelsbergkreis', slug: 'vogelsbergkreis' }),
  stadt({ ...kassel, ags: '06611', noun: 'Stadt', place: 'Kassel', slug: 'stadt-kassel' }),
  kreis({ ...kassel, ags: '06631', noun: 'Landkreis', place: 'Fulda', slug: 'fulda' }),
  kreis({
    ...kassel,
    ags: '06632',
    noun: 'Landkreis',
    place: 'Hersfeld-Rotenburg',
    slug: 'hersfeld-rotenburg',
  }),
  kreis({ ...kassel, ags: '06633', noun: 'Landkreis', place: 'Kassel', slug: 'landkreis-kassel' }),
  kreis({ ...kassel, ags: '06634', noun: 'Schwalm-Eder-Kreis', slug: 'schwalm-eder-kreis' }),
  kreis({
    ...kassel,
    ags: '06635',
    noun: 'Landkreis',
    place: 'Waldeck-Frankenberg',
    slug: 'waldeck-frankenberg',
  }),
  kreis({ ...kassel, ags: '06636', noun: 'Werra-Meißner-Kreis', slug: 'werra-meissner-kreis' }),
];

function kreis(entry: Entry): Gebietskoerperschaft {
  const name = fullName(entry.noun, entry.place);
  return {
    ...common(entry),
    kind: 'landkreis',
    officialName: name,
    forms: {
      nominative: `der ${name}`,
      genitive: `des ${fullName(`${entry.noun}es`, entry.place)}`,
      dative: `dem ${name}`,
      accusative: `den ${name}`,
    },
  };
}

function stadt(entry: Entry): Gebietskoerperschaft {
  const name = fullName(entry.noun, entry.place);
  return {
    ...common(entry),
    kind: 'kreisfreie-stadt',
    officialName: name,
    forms: {
      nominative: `die ${name}`,
      genitive: `der ${name}`,
      dative: `der ${name}`,
      accusative: `die ${name}`,
    },
  };
}

function common({ noun, place, validFrom = registerBegins, ...rest }: Entry) {
  return { ...rest, shortName: place ?? noun, validFrom };
}

function fullName(noun: string, place: string | undefined): string {
  return place === undefined ? noun : `${noun} ${place}`;
}
