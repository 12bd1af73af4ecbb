import { hasTrait } from '../../domain/traits/has-trait.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { baseOf, differenceToAgreed } from '../../domain/zielvereinbarung/year/bescheid.ts';
import { formatEuro } from '../../domain/euro.ts';
import type { Concluded, Open } from '../../domain/zielvereinbarung/state.ts';

/** The Bescheid track as staff read it: every Aktenzeichen with its versions, beside the agreed sum (§ 5). */
export function bescheidPart(state: Open | Concluded, events: readonly RecordedEvent[]) {
  const grants = Object.values(state.bescheide);
  const grantedCent = grants.reduce((sum, grant) => sum + grant.grantedCent, 0);
  const differenceCent = differenceToAgreed(state.fassung.amountCent, state.bescheide);
  return {
    count: grants.reduce((sum, { count }) => sum + count, 0),
    grantedCent,
    ...(typeof differenceCent === 'number' && { differenceCent }),
    text: sentenceOn(differenceCent, { grantedCent, isKnown: grants.length > 0 }),
    tracks: Object.entries(state.bescheide).map(([aktenzeichen, grant]) => ({
      aktenzeichen,
      ...grant,
      bescheide: bescheideOf(state, events, aktenzeichen),
    })),
  };
}

function sentenceOn(
  differenceCent: number | null | undefined,
  { grantedCent, isKnown }: { grantedCent: number; isKnown: boolean },
): string {
  if (differenceCent === null) return 'Der Bescheid ist mit dem vereinbarten Betrag nicht vergleichbar.';
  if (differenceCent !== undefined)
    return `Bewilligt: ${formatEuro(grantedCent)}; Differenz zum vereinbarten Betrag: ${formatEuro(differenceCent)}.`;
  return isKnown ? 'Der Antrag wurde abgelehnt.' : 'Es ist noch kein Bescheid gemeldet.';
}

function bescheideOf(
  { bescheide }: Open | Concluded,
  events: readonly RecordedEvent[],
  aktenzeichen: string,
) {
  return events.flatMap((event) =>
    event.type === 'BescheidIssued' && baseOf(bescheide, event) === aktenzeichen
      ? [
          {
            version: event.version,
            art: event.data.art,
            aktenzeichen: event.data.aktenzeichen,
            issuedOn: event.data.issuedOn,
            amountCent: event.data.amount.amountCent,
          },
        ]
      : [],
  );
}

/** Numbers of the Abweichungen by their place in the log; those recorded before they had one count in their order. */
function numbersIn(events: readonly RecordedEvent[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const event of events)
    if (hasTrait(event, 'isChange') && event.data.kind === 'abweichung')
      numbers.set(event.version, event.data.abweichung ?? numbers.size + 1);
  return numbers;
}

/**
 * The Abweichungen of the year with what an assessment said of each; asks for one sentence where none is (§ 6).
 * What deviated from terms that were replaced since, up to this place in the log, deviates from nothing.
 */
export function abweichungenPart(events: readonly RecordedEvent[], replacedAt: number) {
  const numbers = numbersIn(events);
  const considered = new Map(
    events.flatMap((event) =>
      event.type === 'ZielerreichungAssessed'
        ? event.data.items.flatMap(({ consideredAbweichungen }) =>
            consideredAbweichungen.map((each): [number, string] => [each.abweichung, each.consideration]),
          )
        : [],
    ),
  );
  return events.flatMap((event) => {
    const number = numbers.get(event.version);
    if (!hasTrait(event, 'isChange') || number === undefined || event.version <= replacedAt) return [];
    const { to, effectiveOn, reason } = event.data;
    const consideration = considered.get(number);
    return [
      {
        number,
        version: event.version,
        of: 'label' in event.data ? event.data.label : 'haushaltsmittel',
        ...('from' in event.data && { from: event.data.from }),
        to,
        effectiveOn,
        reason,
        ...(consideration === undefined
          ? { open: 'Zu dieser Abweichung fehlt der Satz, wie sie bei der Bewertung berücksichtigt wurde.' }
          : { consideration }),
      },
    ];
  });
}

/** In which surveys and conferences the Gebietskoerperschaft took part (§ 7). */
export function participationPart(events: readonly RecordedEvent[]) {
  return events.flatMap((event) =>
    event.type === 'ParticipationReported' ? [{ version: event.version, ...event.data }] : [],
  );
}

/** Every state of the regional strategy, in the order in which it was told (§ 2). */
export function strategiePart(events: readonly RecordedEvent[]) {
  return events.flatMap((event) =>
    event.type === 'StrategieUpdated' ? [{ version: event.version, ...event.data }] : [],
  );
}
