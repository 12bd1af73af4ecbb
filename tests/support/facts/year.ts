import type { Incoming, IncomingEvent } from '../../../events/incoming/index.ts';
import { amended, bescheid, concludedFacts, drafted, event } from './given.ts';

type DataOf<Name extends IncomingEvent['type']> = Incoming<Name>['data'];

/** An agreed figure: 36 places in Massnahmenart 3. */
export const PLACES = { label: 'Plätze in Maßnahmenart 3', art: 3, value: 36, unit: 'Plätze' } as const;

export const figureAmended = (
  kind: DataOf<'EckdatenAmended'>['kind'],
  over: Partial<DataOf<'EckdatenAmended'>> = {},
) =>
  event(
    'EckdatenAmended',
    {
      kind,
      label: PLACES.label,
      to: { value: 30, unit: 'Plätze' },
      reason: 'Geheimer Grund.',
      effectiveOn: '2025-10-15',
      ...over,
    },
    { id: `figure-${kind}-${over.to?.value ?? 30}` },
  );

export const meetingHeld = (on = '2025-11-04') =>
  event(
    'UmsetzungsbesprechungHeld',
    { on, participants: ['HMSI', 'Landkreis Limburg-Weilburg'], minutes: { sha256: '3f'.repeat(32) } },
    { id: `held-${on}` },
  );

export const finalSince = (date: string, aktenzeichen = 'RPKS-31-2025-06533') =>
  event('BescheidBecameFinal', { aktenzeichen, date }, { id: `final-${aktenzeichen}-${date}` });

export const assessed = (
  over: Partial<DataOf<'ZielerreichungAssessed'>> = {},
  time = '2026-02-16T09:00:00Z',
) =>
  event(
    'ZielerreichungAssessed',
    {
      items: [
        {
          label: 'Haushaltsmittel',
          soll: { amountCent: 89_521_000, currency: 'EUR' },
          ist: { amountCent: 84_000_000, currency: 'EUR' },
          consideredAbweichungen: [
            { abweichung: 1, consideration: 'Der weggefallene Kurs erklärt den geringeren Betrag.' },
          ],
          result: 'Im Wesentlichen erreicht.',
        },
        {
          label: PLACES.label,
          soll: { value: 36, unit: 'Plätze' },
          ist: { value: 31.5, unit: 'Plätze' },
          consideredAbweichungen: [
            { abweichung: 2, consideration: 'Sechs Plätze waren mit dem Kurs entfallen.' },
          ],
          result: 'Mit der Abweichung erreicht.',
        },
        {
          label: 'Teilzeitausbildung',
          soll: { value: 10, unit: 'Prozent' },
          ist: { value: 12, unit: 'Personen' },
          consideredAbweichungen: [],
          result: 'Nicht vergleichbar, aber erfreulich.',
        },
      ],
      summary: 'Geheime Zusammenfassung.',
      ...over,
    },
    { id: `assessed-${time}`, time },
  );

const decision = (reason: string) => ({ reason });

export const pageWithdrawn = (id = 'page-withdrawn') =>
  event('PublicationWithdrawn', decision('Geheimer Grund.'), { id });

export const pageReleased = (id = 'page-released') =>
  event('PublicationReleased', decision('Geheimer Grund.'), { id });

export const cancelled = () =>
  event(
    'ZielvereinbarungCancelled',
    { reason: 'Geheimer Grund.', document: { sha256: '7a'.repeat(32) } },
    { id: 'cancelled', time: '2025-12-01T08:00:00Z' },
  );

/** Concluded with an agreed figure: what an Abweichung can deviate from. */
export const concludedWithFigure = () => [
  drafted({ eckdaten: [PLACES] }),
  ...concludedFacts().filter(({ type }) => type !== 'ZielvereinbarungDrafted'),
];

/** A whole year after conclusion: Bescheid and its finality, meeting, three Abweichungen, assessment. */
export const yearFacts = () => [
  bescheid('zuwendung', 890_000, { public: true }),
  finalSince('2025-07-25'),
  amended('abweichung', [895_210, 845_210], { reason: 'Geheimer Grund.', effectiveOn: '2025-10-20' }),
  figureAmended('abweichung', { from: { value: 36, unit: 'Plätze' } }),
  meetingHeld(),
  figureAmended('abweichung', { label: 'Praktika', to: { value: 1200, unit: 'Tage' } }),
  assessed(),
];

/** Path of the page of all these facts, from the root of the portal. */
export const PAGE = 'zielvereinbarungen/2025/limburg-weilburg/';

const AKTE = { aktenzeichen: 'RPKS-31-2025-06533', date: '2025-08-20' } as const;
const amount = { amountCent: 10_000_000, currency: 'EUR' } as const;

/** What is recorded and passed on, and is nothing for the public. */
export const factsOfTheFiles = () => [
  event('AntragReceived', { aktenzeichen: 'A-1', receivedOn: '2025-03-20', amount }),
  event('MittelabrufReported', { ...AKTE, amount, number: 1 }),
  event('VerwendungsnachweisReceived', { ...AKTE, amount }),
  event('VerwendungsnachweisExamined', { ...AKTE, result: 'accepted' }),
  event('UmsetzungsbesprechungScheduled', { on: '2025-11-04' }),
  event('ParticipationReported', { kind: 'tagung', on: '2025-05-05', title: 'Tagung' }),
  event('StrategieUpdated', { title: 'Strategie', asOf: '2025-01-01', coordinatedWith: [] }),
  event('LegalHoldPlaced', { reason: 'Prüfung.' }),
  event('RetentionExtended', { until: '2040-12-31', reason: 'Prüfung.' }),
];
