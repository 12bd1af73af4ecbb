import { z } from 'zod';
import { detailOf } from '../../../events/reading/detail.ts';
import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import { TRAITS } from '../../../shared/domain/traits/traits.ts';
import { problem, type Problem, type Request } from '../../../shared/lambda/http-handler.ts';

const ETAG = 'ein etag, wie er gegeben wurde, oder *';

const EDITS = INCOMING.flatMap(({ name, stem }) => (TRAITS[name].isEdit ? [stem] : []));

/** The header in the contract. */
export const ifMatch = z
  .string()
  .regex(/^(?:"\d{1,9}"|\*)$/u, ETAG)
  .meta({
    description: `The \`etag\` that the person read; 412 where it is not the newest any more. Required (428) where a command changes or ends something: ${EDITS.join(', ')}. \`*\` says that the newest is meant, whatever it is`,
  })
  .optional();

/** When a version is needed. */
export type VersionRule = {
  readonly type: IncomingEvent['type'];
  readonly isPreview: boolean;
  /** Whether there is something to read. */
  readonly exists: boolean;
};

/**
 * The version on which this command was decided: none for a declaration, for `*`, and while there is nothing to
 * read. A preview is no decision and needs none.
 */
export function versionSeen(
  request: Pick<Request, 'header'>,
  { type, isPreview, exists }: VersionRule,
): { readonly expects?: number } | Problem {
  const header = ifMatch.safeParse(request.header('if-match'));
  if (!header.success) return problem(400, 'request-invalid', detailOf('if-match', `erwartet wird ${ETAG}`));
  const { data } = header;
  if (data === '*') return {};
  if (data !== undefined) return { expects: Number(data.slice(1, -1)) };
  return TRAITS[type].isEdit && exists && !isPreview ? problem(428, 'version-missing') : {};
}
