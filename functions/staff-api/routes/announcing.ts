import { PARTIES } from '../../../events/primitives.ts';
import type { Crypto } from '../../../shared/application/ports/crypto.ts';
import type { Upload, UploadQuota } from '../../../shared/application/ports/uploads.ts';
import { berlinDay, daysAfter, startOfBerlinDay } from '../../../shared/domain/dates/berlin.ts';
import { partsOf } from '../../../shared/domain/zielvereinbarung/identity.ts';
import { problem, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { User } from '../access/caller.ts';
import { ownParty } from '../access/seeing.ts';

/** What an announcement says of an upload; whatever field it gains is compared with a repeat by itself. */
type Said = Omit<Upload, 'uploadId' | 'createdAt' | 'createdBy' | 'asked'>;

type Fingerprint = Pick<Crypto, 'fingerprint'>;

/** Fingerprint of what was asked for. The name of the file is only shown, and sides have no order. */
export function askedBy(said: Said, { fingerprint }: Fingerprint): string {
  const { fileName: _, parties, ...asked } = said;
  return fingerprint({ ...asked, parties: PARTIES.filter((party) => parties.includes(party)) });
}

/**
 * Whether this announcement repeats the one that is stored. Earlier releases stored no fingerprint, and kept the
 * Fassung that they chose where none was named: there everything that was stored is compared.
 */
export function isRepeatOf(known: Upload, said: Said, crypto: Fingerprint): boolean {
  const { uploadId: _, createdAt: __, createdBy: ___, asked, ...stored } = known;
  if (asked !== undefined) return asked === askedBy(said, crypto);
  const { fassung = stored.fassung } = said;
  return askedBy(stored, crypto) === askedBy({ ...said, ...(fassung !== undefined && { fassung }) }, crypto);
}

/** Against which count an upload stands: each side's own of the Gebietskoerperschaft, and one for what names none. */
export function quotaOf(
  { zielvereinbarung }: Pick<Upload, 'zielvereinbarung'>,
  user: User,
  { now, limit }: { readonly now: string; readonly limit: number },
): UploadQuota {
  const day = berlinDay(now);
  if (zielvereinbarung === undefined) return { party: 'land', day, limit };
  const { ags } = partsOf(zielvereinbarung);
  return { party: ownParty(user, zielvereinbarung) ?? 'kommune', ags, day, limit };
}

/** Refuses what is more than the day takes, and says in seconds when the next day begins in Europe/Berlin. */
export function quotaReached(now: string): Problem {
  const next = startOfBerlinDay(daysAfter(berlinDay(now), 1));
  const seconds = Math.ceil((Date.parse(next) - Date.parse(now)) / 1000);
  return {
    ...problem(429, 'upload-quota-reached'),
    headers: { 'retry-after': String(Math.max(1, seconds)) },
  };
}
