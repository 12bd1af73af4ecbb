import { splitPersonal, type JsonObject } from '../../../events/personal.ts';
import { RECORDED, type RecordedEvent } from '../../../events/recorded/index.ts';

/** Data of an event as it was recorded, and its personal paths in that version. */
export type SealedForm = { readonly data: JsonObject; readonly personal: readonly string[] };

/**
 * Public part of an event, which the chain covers as it stands, and its personal leaves. An event that was
 * recorded in an older version is covered as it was then, never as it is read now.
 */
export function partsOfEvent(
  event: RecordedEvent,
  sealed?: SealedForm,
): { shared: JsonObject; personal: JsonObject } {
  const { data, ...rest } = event;
  const paths = RECORDED.find(({ name }) => name === event.type)?.personal ?? [];
  const parts = splitPersonal(sealed?.data ?? data, sealed?.personal ?? paths);
  return { shared: { ...rest, data: parts.shared }, personal: parts.personal };
}

/** A recorded event without its personal part, as it stands once that is erased, and as others may read it. */
export function withoutPersonalPart<Stored extends { readonly event: RecordedEvent; readonly salt?: string }>(
  stored: Stored,
): Omit<Stored, 'salt'> {
  const { salt: _, event, ...rest } = stored;
  const { data } = partsOfEvent(event).shared;
  return { ...rest, event: { ...event, data } as RecordedEvent } as Omit<Stored, 'salt'>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same data without its personal leaves, as the log then has it
}
