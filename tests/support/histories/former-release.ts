import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import { decideAtDesk, type DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { SCAN_SHA, SUBJECT } from '../facts/given.ts';
import { KREIS, LAND, claimsOf, type staffApi } from '../stages/staff-api.ts';

type Stage = Pick<ReturnType<typeof staffApi>, 'reception' | 'ask' | 'uploads'>;
type Claims = typeof LAND;
type Told = Pick<IncomingEvent, 'type' | 'data' | 'subject'>;

/** Who says this by hand: their own side, the archive, else the ministry. */
export function personFor({ type, data }: Told): Claims {
  if ('party' in data) return data.party === 'kommune' ? KREIS : LAND;
  if (type === 'ParticipationReported') return KREIS;
  const isOfArchive = /^(?:Akte|Retention|LegalHold|Personal)/u.test(type);
  return isOfArchive ? claimsOf('archiv') : LAND;
}

/** The release before wrote accounts in clear: this is what it did, with its own names. */
export function formerRelease({ reception: { recorder }, uploads }: Stage) {
  return {
    command: ({ type, data, subject }: Told, key: string, expects?: number) =>
      recordCommand(recorder, {
        type,
        data,
        subject,
        id: `${personFor({ type, data, subject }).sub}:${key}`,
        ...(expects !== undefined && { expects }),
      }),
    decide: (
      item: Pick<ClearingItem, 'month' | 'key'>,
      order: Omit<DeskOrder, 'by'>,
      { sub }: Claims = LAND,
    ) => decideAtDesk(recorder, item, { ...order, by: sub }),
    /** Stored without a fingerprint, with the Fassung that was chosen where none was named. */
    upload(key: string, over: Partial<Upload> = {}, { sub }: Claims = KREIS): Upload {
      const upload: Upload = {
        zielvereinbarung: SUBJECT,
        fassung: 1,
        parties: ['land', 'kommune'],
        sha256: SCAN_SHA,
        size: 1,
        fileName: 'a.pdf',
        uploadId: nodeCrypto.fingerprint({ by: sub, key }).slice(0, 32),
        createdAt: recorder.clock.now(),
        createdBy: sub,
        ...over,
      };
      uploads.set(upload.uploadId, upload);
      return upload;
    },
  };
}

/** The same command as a person gives it now, through the door. */
export function giveCommand(
  { ask, reception: { recorder } }: Stage,
  { type, data, subject }: Told,
  { key, ...more }: { key: string; preview?: true; version?: string; claims?: Claims },
) {
  const fact = INCOMING.find(({ name }) => name === type);
  if (fact === undefined) throw new Error(`There is no ${type}`);
  return ask('POST', `/v1/zielvereinbarungen/${subject}/events`, {
    claims: more.claims ?? personFor({ type, data, subject }),
    headers: { 'idempotency-key': key, 'if-match': more.version ?? '*' },
    body: { type: recorder.wire.typeOf(fact), data },
    ...(more.preview && { query: { preview: '' } }),
  });
}
