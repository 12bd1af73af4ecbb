import type { IncomingEvent } from '../../../events/incoming/index.ts';
import {
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  event,
  money,
  published,
  scanArchived,
  scanChecked,
  signature,
} from '../facts/given.ts';
import {
  akteClosed,
  akteOffered,
  antrag,
  approaching,
  assessed,
  becameFinal,
  cancelled,
  documentArchived,
  eckdatenAmended,
  holdLifted,
  holdPlaced,
  meetingHeld,
  meetingScheduled,
  missed,
  mittelabruf,
  nachweisExamined,
  nachweisReceived,
  participation,
  publicationReleased,
  publicationWithdrawn,
  retentionExtended,
  scanSubmitted,
  signatureRefused,
  strategie,
} from '../facts/given-year.ts';

const MEETING = ['umsetzungsbesprechung', '2025-12-21'] as const;

const releasedUntil = (fassung: number, dueOn: string) =>
  event('ZielvereinbarungReleasedForSignature', { fassung, dueOn }, { id: `released-${fassung}` });

/** Released, signed by both on a scan of their own each, archived and checked: the Fassung is concluded. */
function signedOn(fassung: number): readonly IncomingEvent[] {
  const [ofLand, ofKommune] = [`01K3ZV8Q5M7RXTD4W2B9NAHC-${fassung}`, `01K3ZV9Q5M7RXTD4W2B9NAHC-${fassung}`];
  const [landSha, kommuneSha] = [`${fassung}a`.repeat(32), `${fassung}b`.repeat(32)];
  return [
    documentArchived('signing', fassung),
    signature('land', { fassung, document: { sha256: landSha } }),
    signature('kommune', { fassung, document: { sha256: kommuneSha } }),
    scanSubmitted(ofLand, { fassung }),
    scanArchived(ofLand, { fassung, sha256: landSha }),
    scanChecked(ofLand, { fassung, signaturesVisible: ['land'] }),
    scanSubmitted(ofKommune, { fassung }),
    scanArchived(ofKommune, { fassung, sha256: kommuneSha, retainUntil: '2036-06-30T12:00:00Z' }),
    scanChecked(ofKommune, { fassung, signaturesVisible: ['kommune'] }),
    documentArchived('reading', fassung),
  ];
}

/** The year of one Zielvereinbarung with every kind of fact, in an order in which each is recorded. */
export const YEAR: readonly [IncomingEvent, ...IncomingEvent[]] = [
  drafted({ asOf: '2025-07-01', eckdaten: [{ label: 'Plätze Art 2', value: 12, unit: 'Plätze' }] }),
  antrag(),
  releasedUntil(1, '2025-08-15'),
  signature('land'),
  amended('correction', [895_210, 900_000]),
  releasedUntil(2, '2025-08-31'),
  approaching('signature', '2025-08-31'),
  bescheid('zuwendung', 890_000, { public: true }),
  becameFinal(),
  signatureRefused('kommune', 2),
  ...signedOn(2),
  published(1, 2),
  ...[1, 2, 3, 4, 5, 6].map((number) => mittelabruf(number, 100_000 + number)),
  bescheid('aenderung', 880_000, { aktenzeichen: 'RPKS-31-2025-06533-A', refersTo: 'RPKS-31-2025-06533' }),
  bescheid('teilwiderruf', 10_000),
  bescheid('zuwendung', 20_000, { aktenzeichen: 'RPKS-31-2025-06533-B' }),
  amended('abweichung', [900_000, 880_000]),
  amended('abweichung', [880_000, 870_000]),
  eckdatenAmended('abweichung', 9),
  eckdatenAmended('abweichung', 8),
  strategie(),
  participation(),
  meetingScheduled(),
  approaching(...MEETING),
  missed(...MEETING),
  meetingHeld(),
  published(6, 2),
  publicationWithdrawn(),
  publicationReleased(),
  published(8, 2),
  amended('aenderungsvereinbarung', [900_000, 850_000]),
  releasedUntil(3, '2025-10-31'),
  approaching('signature', '2025-10-31'),
  missed('signature', '2025-10-31'),
  ...signedOn(3),
  published(9, 3),
  assessed(1, 2, 3, 4),
  nachweisReceived({ amount: money(800_000) }),
  nachweisExamined(),
  published(10, 3),
  retentionExtended('2040-12-31'),
  holdPlaced(),
  holdLifted(),
  akteClosed(),
  akteOffered(),
];

/** Stories that end with a readable page, or must not; a small disturbance shows in each. */
export const STORIES: readonly (readonly IncomingEvent[])[] = [
  YEAR,
  [
    ...concludedFacts(),
    published(),
    meetingHeld(),
    published(2),
    ...concludedAnewFacts(),
    published(3, 2),
    participation(),
    assessed(),
    published(4, 2),
  ],
  [...concludedFacts().slice(0, 4), scanChecked(), scanArchived(), published(), meetingHeld(), published(2)],
  [...concludedFacts().slice(0, 4), scanChecked(), cancelled(false), scanArchived(), published()],
  [
    ...concludedFacts().slice(0, 2),
    signature('land', { method: 'fes' }),
    ...concludedFacts().slice(3),
    published(),
  ],
  [
    ...concludedFacts().slice(0, 4),
    amended('correction', [895_210, 900_000]),
    ...signedOn(2).slice(1, 3),
    releasedUntil(2, '2025-08-31'),
    ...signedOn(2).slice(3),
    published(1, 2),
  ],
];
