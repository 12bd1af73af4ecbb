import { z } from 'zod';
import { detailOf } from '../../../events/reading/detail.ts';
import { MISSING } from '../../../events/reading/problem.ts';
import {
  fassungNumber,
  PARTIES,
  sha256,
  subject,
  text,
  uploadId as uploadIdSchema,
} from '../../../events/primitives.ts';
import { isUploadRefusal, UPLOAD_REFUSALS } from '../../../events/reasons.ts';
import { isSameAccount } from '../../../shared/application/accounts.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
import { archivedScans } from '../../../shared/application/viewing/view-scans.ts';
import { berlinDay } from '../../../shared/domain/dates/berlin.ts';
import {
  fassungBeingSigned,
  hasFassung,
  newestFassung,
} from '../../../shared/domain/zielvereinbarung/state.ts';
import { cleanFileName } from '../../../shared/scan-gate/rules/file-name.ts';
import type { TextPlace } from '../../../shared/domain/zielvereinbarung/terms/supplied-text.ts';
import { textPlaceSentence } from '../../../shared/words/text-stops.ts';
import { SCAN_LIMITS } from '../../../shared/scan-gate/rules/limits.ts';
import { isProblem, problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import { askedBy, isRepeatOf, quotaOf, quotaReached } from './announcing.ts';
import { namedParty } from '../contract/answers.ts';
import { upload as uploadAnswer, uploadForm } from '../contract/outcome-answers.ts';
import { ROLES } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import { deniedAsMissing } from '../access/denied.ts';
import type { Deps } from '../deps.ts';
import { routeByAddress, routeByRequest } from '../access/described-routes.ts';
import { contradictionFor, filedContradictionOf, type FiledContradiction } from '../access/contradiction.ts';
import { visibleUpload, type KnownUpload } from '../access/known-upload.ts';
import { maySee, maySeePersonal, seen } from '../access/seeing.ts';

const request = z
  .strictObject({
    zielvereinbarung: subject.exactOptional(),
    fassung: fassungNumber.exactOptional(),
    parties: z.array(namedParty).max(PARTIES.length),
    sha256,
    size: z.int().min(0),
    fileName: z.string().transform(cleanFileName).meta({
      description: 'Name of the file, for people; cleaned, and never a reason to refuse',
    }),
    originalLocation: text(200).exactOptional(),
  })
  .meta({ id: 'UploadAnnouncement', description: 'A scan that is to be uploaded' });

type UploadRequest = z.infer<typeof request>;

/** `POST /v1/uploads`: announces a scan and gives the form to upload it with. No event yet. */
export function announceUpload(deps: Deps): StaffRoute {
  const { recorder, uploads, desk } = deps;
  return routeByRequest({
    method: 'POST',
    path: '/v1/uploads',
    roles: ['land', 'kommune'],
    describe: {
      operationId: 'announceUpload',
      tag: 'uploads',
      summary: 'Announces a scan and gives the form to upload it with, good for five minutes',
      reads: { path: z.object({}), body: request },
      cleaned: ['fileName'],
      key: 'optional',
      body: {
        example: {
          zielvereinbarung: 'AQB-2025-06533',
          parties: ['land', 'kommune'],
          sha256: '5f1c'.padEnd(64, '0'),
          size: 1_843_217,
          fileName: 'unterschriften.pdf',
        },
      },
      answers: { 201: { description: 'Announced', schema: uploadForm } },
      problems: [400, 404, 409, 413, 415, 429],
    },
    async answer({ body, key: named, caller: user }) {
      const barred = barredFrom(body, user);
      if (barred !== undefined) return barred;
      const { store, crypto, clock } = recorder;
      const key = named ?? crypto.salt();
      const uploadId = crypto.fingerprint({ by: user.subject, key }).slice(0, 32);
      const before = named === undefined ? undefined : await uploads.get(uploadId);
      const announced = before ?? (await announce(deps, { ...body, uploadId }, user));
      if (isProblem(announced)) return announced;
      if (!isRepeatOf(announced, body, crypto)) return problem(409, 'command-id-reused');
      return seen(user, { kind: 'upload', upload: announced }, async () => {
        const form = await desk.form(announced, clock.now());
        return { status: 201, body: { uploadId, ...form, ...(await knownAs(store, announced)) } };
      });
    },
  });
}

/** The upload as it is announced now, or was by a request that came at the same time. */
async function announce(
  { recorder, uploads, uploadsPerDay: limit }: Deps,
  { uploadId, ...asked }: UploadRequest & Pick<Upload, 'uploadId'>,
  user: User,
): Promise<Upload | Problem> {
  const target = await targetOf(recorder.store, asked);
  if (isProblem(target)) return target;
  const { crypto, clock } = recorder;
  const now = clock.now();
  const upload: Upload = {
    ...asked,
    ...target,
    uploadId,
    createdAt: now,
    createdBy: user.pseudonym,
    asked: askedBy(asked, crypto),
  };
  const outcome = await uploads.announce(upload, quotaOf(upload, user, { now, limit }));
  if (outcome === 'announced') return upload;
  // The same request may have taken the last place a moment ago.
  const known = await uploads.get(uploadId);
  return known ?? quotaReached(now);
}

/** Where this very file lies in the archive of its Zielvereinbarung; what was set aside does not count. */
async function knownAs(
  store: Deps['recorder']['store'],
  { zielvereinbarung, sha256: hash }: Upload,
): Promise<{ known?: { archivedOn: string; uploadId: string; zielvereinbarung: string } }> {
  if (zielvereinbarung === undefined) return {};
  const scans = archivedScans((await store.history(zielvereinbarung)).map(({ event }) => event));
  const found = scans.find((scan) => scan.sha256 === hash && scan.aside === undefined);
  if (found === undefined) return {};
  const { uploadId, recordedAt } = found;
  return { known: { archivedOn: berlinDay(recordedAt), uploadId, zielvereinbarung } };
}

/** Why this person may not announce this upload, whatever is stored. */
function barredFrom({ size, zielvereinbarung }: UploadRequest, user: User): Problem | undefined {
  if (size > SCAN_LIMITS.fileBytes) return problem(413, 'upload-too-large', detailOf('size'));
  if (zielvereinbarung === undefined)
    return user.roles.includes('land')
      ? undefined
      : problem(400, 'request-invalid', detailOf('zielvereinbarung', MISSING));
  return maySee(user, zielvereinbarung) ? undefined : deniedAsMissing(user, { subject: zielvereinbarung });
}

type Target = { readonly fassung?: number };

/** The Fassung that is signed now, unless one is named that can be signed still; also one that is only drafted. */
async function targetOf(
  store: Deps['recorder']['store'],
  { zielvereinbarung, fassung }: UploadRequest,
): Promise<Target | Problem> {
  if (zielvereinbarung === undefined) return {};
  const state = (await store.load(zielvereinbarung))?.state;
  if (state === undefined || state.status === 'none') return problem(404, 'not-found');
  const signed = fassungBeingSigned(state) ?? newestFassung(state);
  if (fassung !== undefined && fassung < signed.number)
    return problem(409, 'state-closed', detailOf('fassung'));
  if (fassung !== undefined && !hasFassung(state, fassung))
    return problem(409, 'fassung-unknown', detailOf('fassung'));
  return { fassung: fassung ?? signed.number };
}

/** `GET /v1/uploads/{id}`: what became of an upload. */
export function showUpload(deps: Deps): StaffRoute {
  return routeByAddress({
    method: 'GET',
    path: '/v1/uploads/{id}',
    roles: ROLES,
    describe: {
      operationId: 'showUpload',
      tag: 'uploads',
      summary: 'What became of an upload, with pictures of its pages once it was looked at',
      reads: { path: z.object({ id: uploadIdSchema }) },
      answers: { 200: { description: 'The upload', schema: uploadAnswer } },
      problems: [404],
    },
    async about({ id }, user: User) {
      const known = await visibleUpload(deps, id, user);
      if (isProblem(known)) return known;
      const { upload } = known;
      const contradiction = await contradictionFiled(deps, known);
      const asksForTwo = deps.fourEyes || contradiction !== undefined;
      const pages = maySeePages(upload, user, asksForTwo) ? (known.seen?.previews ?? 0) : undefined;
      const hasWords = pages !== undefined && known.seen?.places !== undefined;
      const personal = (pages ?? 0) > 0 || hasWords;
      return { kind: 'upload', upload, known, pages, contradiction, personal } as const;
    },
    async answer({ caller }, { upload, known, pages, contradiction }) {
      const previews =
        pages === undefined ? {} : { previews: await picturesOf(deps, upload.uploadId, pages) };
      return uploadReply(known, {
        own: isSameAccount(upload.createdBy, caller),
        ...previews,
        ...(contradiction && { contradiction: contradictionFor(contradiction, caller) }),
      });
    },
  });
}

/** How the codes of a scan contradict where it lies; while it lies nowhere, whoever files it compares. */
async function contradictionFiled(deps: Deps, known: KnownUpload): Promise<FiledContradiction | undefined> {
  const { zielvereinbarung, fassung } = known.upload;
  if (known.seen?.state !== 'archived' || zielvereinbarung === undefined || fassung === undefined)
    return undefined;
  return filedContradictionOf(deps, known, { subject: zielvereinbarung, fassung });
}

type ForUser = {
  readonly own: boolean;
  readonly previews?: readonly object[];
  readonly contradiction?: object;
};

function uploadReply({ upload, seen: found }: KnownUpload, { own, ...forUser }: ForUser): Reply {
  const { uploadId, sha256: hash, size, parties, zielvereinbarung, fassung } = upload;
  const base = {
    uploadId,
    own,
    sha256: hash,
    size,
    parties,
    ...(zielvereinbarung === undefined ? {} : { zielvereinbarung }),
    ...(fassung === undefined ? {} : { fassung }),
  };
  if (found === undefined) return { status: 200, body: { ...base, state: 'announced' } };
  const { state, reason, places, pages, observations, proposal, codes, archive } = found;
  const mayReadWords = forUser.previews !== undefined;
  const why = reason && {
    reason,
    text: sentenceOf(reason),
    ...(places && { places: places.map((place) => placeReply(place, mayReadWords)) }),
  };
  // What a paper names is said of the paper; the answer is about no other Zielvereinbarung.
  const paper = codes?.map(({ subject: names, ...code }) => ({ ...code, ...(names && { names }) }));
  return {
    status: 200,
    body: { ...base, state, ...why, pages, observations, proposal, codes: paper, archive, ...forUser },
  };
}

/** What stands at a place may name persons, as the picture of its page does. */
function placeReply({ kind, page, excerpt }: TextPlace, mayReadWords: boolean) {
  const place: TextPlace = {
    kind,
    ...(page !== undefined && { page }),
    ...(mayReadWords && excerpt !== undefined && { excerpt }),
  };
  return { ...place, text: textPlaceSentence(place) };
}

/**
 * Pages show names and signatures by hand, so their pictures are for those who may read names (rule 10), and
 * for the second confirmation where one is asked for. The archive sets a scan aside at the word of a side; it
 * reads no names elsewhere, and after seven days nobody has pictures.
 */
function maySeePages({ zielvereinbarung }: Upload, user: User, asksForTwo: boolean): boolean {
  if (zielvereinbarung === undefined || maySeePersonal(user, zielvereinbarung)) return true;
  return asksForTwo && user.roles.includes('pruefung');
}

function picturesOf({ desk }: Deps, uploadId: string, pages: number) {
  const drawn = Array.from({ length: pages }, (_, index) => index + 1);
  return Promise.all(drawn.map(async (page) => ({ page, url: await desk.previewLink(uploadId, page) })));
}

function sentenceOf(reason: string): string {
  return isUploadRefusal(reason) ? UPLOAD_REFUSALS[reason] : '';
}
