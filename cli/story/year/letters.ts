import { PLACES, type Player } from './cast.ts';
import { STORY_SOURCES, type Letter } from './post.ts';

const euro = (amountCent: number) => ({ amountCent, currency: 'EUR' }) as const;
const hmsi = { source: STORY_SOURCES.hmsi } as const;
const rpKassel = { source: STORY_SOURCES.rpKassel } as const;

/** File number of the grant of one Gebietskoerperschaft. */
const aktenzeichenOf = ({ ags }: Player) => `RPKS-31-2025-${ags}`;

/** The ministry drafts the Zielvereinbarung. */
export function draft({ subject, terms }: Player): Letter {
  return { ...hmsi, type: 'ZielvereinbarungDrafted', subject, time: '2025-07-01T08:00:00Z', data: terms };
}

/** The ministry releases a Fassung for signature. */
export function release({ subject }: Player, fassung: number): Letter {
  const data = { fassung, dueOn: '2025-09-30' };
  return {
    ...hmsi,
    type: 'ZielvereinbarungReleasedForSignature',
    subject,
    time: '2025-07-08T08:00:00Z',
    data,
  };
}

/** The Gebietskoerperschaft applies for the whole sum, in March. */
export function antrag(player: Player): Letter {
  const { subject, amountCent } = player;
  const data = {
    aktenzeichen: aktenzeichenOf(player),
    receivedOn: '2025-03-12',
    amount: euro(amountCent),
  };
  return { ...rpKassel, type: 'AntragReceived', subject, time: '2025-03-12T10:00:00Z', data };
}

/** The Bescheid grants what was asked for; every fourth a little less. */
export function bescheid(player: Player, issuedOn: string): Letter {
  const { subject, amountCent, ags } = player;
  const less = Number(ags) % 4 === 0 ? 521_000 : 0;
  const data = {
    art: 'zuwendung' as const,
    aktenzeichen: aktenzeichenOf(player),
    issuedOn,
    amount: euro(amountCent - less),
    bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
    public: Number(ags) % 2 === 0,
  };
  return { ...rpKassel, type: 'BescheidIssued', subject, time: `${issuedOn}T09:00:00Z`, data };
}

/** A change of a Bescheid whose base nobody has told of yet: it waits. */
export function changeWithoutBase(player: Player): Letter {
  const { subject, amountCent } = player;
  const data = {
    art: 'aenderung' as const,
    aktenzeichen: `${aktenzeichenOf(player)}-2`,
    issuedOn: '2025-11-20',
    amount: euro(amountCent),
    bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
    refersTo: `${aktenzeichenOf(player)}-1`,
    public: false,
  };
  return { ...rpKassel, type: 'BescheidIssued', subject, time: '2025-11-20T09:00:00Z', data };
}

/** What follows a grant: it becomes final, money is called for twice, its use is accounted for and examined. */
export function grantTrack(player: Player): readonly Letter[] {
  const { subject, amountCent } = player;
  const aktenzeichen = aktenzeichenOf(player);
  const half = euro(Math.floor(amountCent / 2));
  const on = (date: string) => ({ ...rpKassel, subject, time: `${date}T09:00:00Z` });
  return [
    { ...on('2025-09-20'), type: 'BescheidBecameFinal', data: { aktenzeichen, date: '2025-09-20' } },
    {
      ...on('2025-09-25'),
      type: 'MittelabrufReported',
      data: { aktenzeichen, date: '2025-09-25', amount: half, number: 1 },
    },
    {
      ...on('2025-11-25'),
      type: 'MittelabrufReported',
      data: { aktenzeichen, date: '2025-11-25', amount: half, number: 2 },
    },
    {
      ...on('2026-04-17'),
      type: 'VerwendungsnachweisReceived',
      data: { aktenzeichen, date: '2026-04-17', amount: euro(amountCent - 1_000_000) },
    },
    {
      ...on('2026-09-09'),
      type: 'VerwendungsnachweisExamined',
      data: { aktenzeichen, date: '2026-09-09', result: 'accepted' },
    },
  ];
}

/** A change of the money, in one of its three kinds. */
export function amendment(
  { subject, ags }: Player,
  change: {
    readonly kind: 'correction' | 'aenderungsvereinbarung' | 'abweichung';
    readonly from: number;
    readonly to: number;
    readonly on: string;
  },
): Letter {
  const { kind, from, to, on } = change;
  const source = kind === 'abweichung' ? STORY_SOURCES.kreis(ags) : STORY_SOURCES.hmsi;
  const data = {
    kind,
    from: euro(from),
    to: euro(to),
    reason: 'Ein Kurs kommt nicht zustande.',
    effectiveOn: on,
  };
  return { type: 'BudgetAmended', source, subject, time: `${on}T09:00:00Z`, data };
}

/** Fewer places than agreed: an Abweichung of an Eckdatum. */
export function fewerPlaces({ subject, terms }: Player): readonly Letter[] {
  const agreed = terms.eckdaten?.find(({ label }) => label === PLACES);
  if (agreed === undefined) return [];
  const { value, unit } = agreed;
  const data = {
    kind: 'abweichung' as const,
    label: PLACES,
    from: { value, unit },
    to: { value: value - 6, unit },
    reason: 'Ein Kurs kommt nicht zustande.',
    effectiveOn: '2025-10-16',
  };
  return [{ ...hmsi, type: 'EckdatenAmended', subject, time: '2025-10-16T09:00:00Z', data }];
}

/** Both sides meet in autumn. */
export function meeting({ subject, name }: Player): readonly Letter[] {
  const participants = ['HMSI', name];
  return [
    {
      ...hmsi,
      type: 'UmsetzungsbesprechungScheduled',
      subject,
      time: '2025-09-10T08:00:00Z',
      data: { on: '2025-11-04', participants },
    },
    {
      ...hmsi,
      type: 'UmsetzungsbesprechungHeld',
      subject,
      time: '2025-11-04T15:00:00Z',
      data: { on: '2025-11-04', participants },
    },
  ];
}

/** The year is assessed, with its one Abweichung in view. */
export function assessment({ subject, amountCent }: Player, spentCent: number): Letter {
  const item = {
    label: 'Haushaltsmittel',
    soll: euro(amountCent),
    ist: euro(spentCent),
    consideredAbweichungen: [
      { abweichung: 1, consideration: 'Der weggefallene Kurs erklärt den geringeren Betrag.' },
    ],
    result: 'Im Wesentlichen erreicht.',
  };
  const data = { items: [item], summary: 'Die Ziele wurden im Wesentlichen erreicht.' };
  return { ...hmsi, type: 'ZielerreichungAssessed', subject, time: '2026-02-16T09:00:00Z', data };
}

/** The Gebietskoerperschaft does not sign. */
export function signatureRefusal({ subject, ags }: Player): Letter {
  const data = { fassung: 1, party: 'kommune' as const, reason: 'Der Kreisausschuss stimmt nicht zu.' };
  return {
    type: 'SignatureRefused',
    source: STORY_SOURCES.kreis(ags),
    subject,
    time: '2025-08-20T09:00:00Z',
    data,
  };
}

/** The ministry withdraws a page. */
export function withdrawal({ subject }: Player): Letter {
  const data = { reason: 'Es wurde ein falscher Scan zugeordnet.' };
  return { ...hmsi, type: 'PublicationWithdrawn', subject, time: '2025-09-15T09:00:00Z', data };
}
