import { z } from 'zod';
import { envelope } from '../../../events/fact.ts';
import {
  ags as agsKey,
  day,
  haushaltsjahr,
  programmeCode,
  subject,
  uploadId,
} from '../../../events/primitives.ts';
import type { DeskPlace } from '../../application/ports/clearing.ts';
import type { ParkedItem } from '../../application/ports/event-store.ts';
import type { UploadQuota } from '../../application/ports/uploads.ts';
import { KEY } from './event-table.ts';
import { fit } from './key-part.ts';

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u);
/** A Zielvereinbarung, or a Gebietskoerperschaft of the register. */
const streamName = envelope.shape.subject;

/** Partition of the log of one Zielvereinbarung, or of one Gebietskoerperschaft of the register. */
export function streamKey(name: string): string {
  return `${KEY.zielvereinbarung}${fit(name, streamName)}`;
}

/** Partition of the rows of a programme year. */
export function yearKey(programme: string, year: number): string {
  return `${KEY.year}${fit(programme, programmeCode)}-${fit(year, haushaltsjahr)}`;
}

/** Partition and sort key of a row. */
export function rowKey(of: string): [partition: string, sort: string] {
  const [programme = '', year = '', ags = ''] = fit(of, subject).split('-');
  return [yearKey(programme, Number(year)), ags];
}

/** Sort key of an event that came early, within the stream of its subject: whatever it holds, it leads to no other. */
export function parkedKey({ source, id }: Pick<ParkedItem, 'source' | 'id'>): string {
  return `${KEY.parked}${source}#${id}`;
}

/** Partition of what was refused in a month. */
export function clearingKey(of: string): string {
  return `${KEY.clearing}${fit(of, month)}`;
}

/** Partition and sort key of the pointer to an item of the clearing desk; no reader of the stream takes it for one. */
export function clearingPointerKey(key: DeskPlace['key']): [partition: string, sort: string] {
  return [`${KEY.clearingPointer}${key}`, KEY.clearingPlace];
}

/** Partition and sort key of a month in the list of those in which items of the clearing desk lie. */
export function clearingMonthKey(of: string): [partition: string, sort: string] {
  return [KEY.clearingMonths, fit(of, month)];
}

/** Partition of what waits until a month. */
export function waitingUntilKey(of: string): string {
  return `${KEY.waiting}${fit(of, month)}`;
}

/** Partition and sort key of an announced upload. */
export function uploadItemKey(id: string): [partition: string, sort: string] {
  return [`${KEY.upload}${fit(id, uploadId)}`, KEY.uploadMeta];
}

/** Partition and sort key of the count of what one side announced on a day; `none` where it named nobody. */
export function uploadCountKey({ party, ags, day: of }: UploadQuota): [partition: string, sort: string] {
  return [`${KEY.uploadCount}${party}#${ags === undefined ? 'none' : fit(ags, agsKey)}`, fit(of, day)];
}
