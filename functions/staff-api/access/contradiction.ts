import type { ForeignCode, PersonalLook } from '../../../shared/domain/zielvereinbarung/state.ts';
import { fassungOf } from '../../../shared/domain/zielvereinbarung/state.ts';
import {
  contradictionStanding,
  filedUnder,
  foreignCodes,
  lackingOf,
  personNamed,
} from '../../../shared/domain/zielvereinbarung/signing/contradiction.ts';
import {
  contradictionSentence,
  foreignSentence,
} from '../../../shared/domain/zielvereinbarung/telling/contradiction-sentences.ts';
import { problem, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { User } from './caller.ts';
import type { Deps } from '../deps.ts';
import type { KnownUpload } from './known-upload.ts';

/** How QR codes of a scan contradict what it is filed as, and who said what of it. */
export type FiledContradiction = {
  readonly foreign: readonly ForeignCode[];
  readonly looks: readonly PersonalLook[];
};

/** Where a scan lies, or would. */
type Filed = { readonly subject: string; readonly fassung: number };

/**
 * The contradiction of a scan that is filed so; undefined where its codes contradict nothing, and of findings of
 * earlier releases, which do not say what each code says. The head tells who looked at it; nothing is read where no
 * code was.
 */
export async function filedContradictionOf(
  { recorder }: Pick<Deps, 'recorder'>,
  { upload, seen }: KnownUpload,
  { subject, fassung: number }: Filed,
): Promise<FiledContradiction | undefined> {
  if (seen?.codes === undefined) return undefined;
  const state = (await recorder.store.load(subject))?.state;
  const known = state === undefined || state.status === 'none' ? undefined : state;
  const foreign = foreignCodes(seen.codes, filedUnder(subject, number, known && fassungOf(known, number)));
  if (foreign.length === 0) return undefined;
  const scan = known?.scans.find(({ uploadId }) => uploadId === upload.uploadId);
  return { foreign, looks: scan?.looks ?? [] };
}

/** How the scan stands for this person, in German and for machines. */
export function contradictionFor(
  { foreign, looks }: FiledContradiction,
  { pseudonym }: Pick<User, 'pseudonym'>,
) {
  const person = personNamed(pseudonym);
  return {
    text: contradictionSentence({ foreign, looks }),
    stands: contradictionStanding({ looks }),
    lacks: lackingOf(looks, person) ?? ('nothing' as const),
    own: looks.some(({ by }) => by === person),
  };
}

/** What this person says of a scan. */
type Said = {
  readonly pagesComplete: boolean;
  readonly signaturesVisible: readonly unknown[];
  readonly reason?: string;
};

/**
 * Why this person cannot confirm such a scan this way: nobody gave a reason yet (`scan-contradicts`), or nobody else
 * did (`second-person-required`). Who sees less than a whole scan with a signature on it confirms nothing.
 */
export function contradictionRefused(
  { foreign, looks }: FiledContradiction,
  { pseudonym }: User,
  { pagesComplete, signaturesVisible, reason }: Said,
): Problem | undefined {
  if (reason !== undefined || !pagesComplete || signaturesVisible.length === 0) return undefined;
  const lacks = lackingOf(looks, personNamed(pseudonym));
  if (lacks === undefined) return undefined;
  const code = lacks === 'reason-missing' ? 'scan-contradicts' : 'second-person-required';
  return problem(409, code, foreignSentence(foreign));
}
