import type { UploadView, ZielvereinbarungView } from '../../../api/types.ts';
import { foreignCodes } from '../../../../shared/domain/zielvereinbarung/signing/contradiction.ts';
import {
  CONTRADICTION_STANDS,
  foreignSentence,
} from '../../../../shared/domain/zielvereinbarung/telling/contradiction-sentences.ts';
import type { Filed } from '../filed.ts';

/** That QR codes of a scan name something else than what it is filed as, and what is missing for this person. */
export type ShownContradiction = Omit<NonNullable<UploadView['contradiction']>, 'own'> & {
  /** Why it counts all the same, as others said; empty for those who read no free text. */
  readonly reasons: readonly string[];
};

/** How a scan contradicts where it lies, or where this person wants to file it; undefined where it does not. */
export function shownContradictionOf(
  upload: UploadView,
  target: Filed,
  view: ZielvereinbarungView | undefined,
): ShownContradiction | undefined {
  if (upload.state === 'unassigned') return onFiling(upload, target, view);
  const line = view?.scans.find((scan) => scan.uploadId === upload.uploadId);
  const reasons = line?.state === 'archived' ? (line.contradiction?.reasons ?? []) : [];
  return (
    upload.contradiction && {
      ...upload.contradiction,
      reasons: reasons.flatMap(({ reason }) => reason ?? []),
    }
  );
}

function onFiling(
  { codes = [] }: UploadView,
  { zielvereinbarung: subject, fassung }: Filed,
  view: ZielvereinbarungView | undefined,
): ShownContradiction | undefined {
  if (subject === undefined || fassung === undefined) return undefined;
  const made = view?.id === subject ? view.fassungen.find(({ number }) => number === fassung) : undefined;
  const filed = { subject, fassung, hash: made?.hash, isSupplied: made?.terms.textDocument !== undefined };
  const foreign = foreignCodes(
    codes.map(({ names, fassung: number, fassungHash16: hash, pages }) => ({
      pages,
      ...(names !== undefined && { subject: names }),
      ...(number !== undefined && { fassung: number }),
      ...(hash !== undefined && { fassungHash16: hash }),
    })),
    filed,
  );
  if (foreign.length === 0) return undefined;
  const text = `${foreignSentence(foreign)} ${CONTRADICTION_STANDS['reason-missing']}`;
  return { text, stands: 'reason-missing', lacks: 'reason-missing', reasons: [] };
}
