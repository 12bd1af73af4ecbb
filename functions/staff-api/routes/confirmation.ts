import { z } from 'zod';
import { detailOf } from '../../../events/reading/detail.ts';
import type { Json } from '../../../events/personal.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { MISSING } from '../../../events/reading/problem.ts';
import { signatory } from '../../../events/incoming/signature.ts';
import {
  fassungNumber,
  paperDate,
  subject,
  text,
  uploadId as uploadIdSchema,
  type Party,
  PARTIES,
} from '../../../events/primitives.ts';
import { waitingSentence } from '../../../events/reasons.ts';
import { isSameAccount } from '../../../shared/application/accounts.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
import type { Turn } from '../../../shared/application/recording/judge.ts';
import { previewCommands } from '../../../shared/application/foresight/preview-command.ts';
import {
  recordCommands,
  type StaffCommand,
  type InTurn,
} from '../../../shared/application/receiving/record-command.ts';
import { contradictionSentence } from '../../../shared/domain/zielvereinbarung/telling/contradiction-sentences.ts';
import { hasFassung, INITIAL } from '../../../shared/domain/zielvereinbarung/state.ts';
import { isProblem, problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import { namedParty } from '../contract/answers.ts';
import type { User } from '../access/caller.ts';
import { deniedAsMissing, partyNotOwn } from '../access/denied.ts';
import type { Deps } from '../deps.ts';
import { routeByAddress } from '../access/described-routes.ts';
import {
  filedContradictionOf,
  contradictionRefused,
  type FiledContradiction,
} from '../access/contradiction.ts';
import { visibleUpload, type KnownUpload } from '../access/known-upload.ts';
import { confirmation as confirmationAnswer } from '../contract/outcome-answers.ts';
import { outcomeProblem } from '../contract/outcomes.ts';
import { previewQuery } from '../contract/preview-query.ts';
import { previewReply } from './previewing.ts';
import { maySee, ownParty, seen } from '../access/seeing.ts';

const seenSignature = z
  .strictObject({
    party: namedParty,
    signatory: signatory.meta({ id: 'Signatory', description: 'Who signed' }),
    place: text(80),
    signedOn: paperDate,
    method: z.enum(['handwritten', 'qes', 'fes']).meta({
      id: 'SignatureMethod',
      description: 'How it was signed: by hand, or with a qualified or advanced electronic signature',
    }),
  })
  .meta({ id: 'SeenSignature', description: 'A signature of the own side, as it stands on the page' });

const request = z
  .strictObject({
    zielvereinbarung: subject.exactOptional(),
    fassung: fassungNumber,
    pagesComplete: z.boolean(),
    signaturesVisible: z.array(namedParty).max(PARTIES.length),
    // those of one side, which gives two at most
    signatures: z.array(seenSignature).max(2).default([]),
    reason: text(1000).exactOptional().meta({
      description:
        'Why the scan counts although its QR codes name something else; another person confirms it',
    }),
  })
  .meta({ id: 'Confirmation', description: 'What a person says a scan shows' });

type Confirmation = z.infer<typeof request>;

/**
 * `POST /v1/uploads/{id}/confirmation`: a person says what the scan shows (evidence for every visible
 * signature) and declares the signature of their own party. Repeating it changes nothing. Where the stage asks
 * for four eyes, it is not the person who uploaded it. A scan whose QR codes contradict its assignment counts only after
 * a reason by one person and a confirmation by another, whoever uploaded it. With `?preview` it says what would follow, one fact on the
 * state that the one before would give.
 */
export function confirmUpload(deps: Deps): StaffRoute {
  return routeByAddress({
    method: 'POST',
    path: '/v1/uploads/{id}/confirmation',
    roles: ['land', 'kommune', 'pruefung'],
    describe: {
      operationId: 'confirmUpload',
      tag: 'uploads',
      summary:
        'Says what a scan shows and declares the signature of the own side; with `?preview` nothing is recorded',
      reads: { path: z.object({ id: uploadIdSchema }), query: previewQuery, body: request },
      body: { example: { fassung: 1, pagesComplete: true, signaturesVisible: ['land', 'kommune'] } },
      answers: {
        200: {
          description: 'What was recorded, fact by fact; with `?preview`: what would become of it',
          schema: confirmationAnswer,
        },
        202: {
          description: 'Assigned; to be repeated once the scan is archived',
          schema: confirmationAnswer,
        },
      },
      problems: [400, 404, 409, 415],
    },
    async about({ id }, user: User) {
      const known = await visibleUpload(deps, id, user);
      return isProblem(known) ? known : ({ kind: 'upload', upload: known.upload, known } as const);
    },
    async answer({ query, body: confirmation, caller }, { upload, known }) {
      const target = targetOf(upload, confirmation, caller);
      if (typeof target !== 'string') return barredFrom(upload, caller, deps) ?? target;
      const isPreview = query.preview !== undefined;
      const asked: Asked = { isPreview, known, upload, confirmation, subject: target, caller };
      // The upload may have named no Zielvereinbarung; who sees it does not see every one.
      return seen(caller, { kind: 'zielvereinbarung', id: target }, () => confirmed(deps, asked));
    },
  });
}

/** What is confirmed of which upload, and for which Zielvereinbarung. */
type Confirmed = {
  readonly upload: Upload;
  readonly confirmation: Confirmation;
  readonly subject: string;
  readonly caller: User;
};

type Asked = Confirmed & { readonly isPreview: boolean; readonly known: KnownUpload };

async function confirmed(deps: Deps, asked: Asked): Promise<Reply | Problem> {
  const { isPreview, known, upload, caller, confirmation, subject: target } = asked;
  const state = known.seen?.state;
  const fassung = (state === 'archived' ? upload.fassung : undefined) ?? confirmation.fassung;
  const contradiction = await filedContradictionOf(deps, known, { subject: target, fassung });
  const barred = barredFrom(upload, caller, { fourEyes: deps.fourEyes, contradiction });
  if (barred !== undefined) return barred;
  if (state === 'unassigned')
    return (
      (await unknownTarget(deps, asked)) ??
      (isPreview ? assignmentPreview(contradiction) : assign(deps, asked))
    );
  if (state !== 'archived') return problem(409, 'upload-not-archived');
  const refused = contradiction && contradictionRefused(contradiction, caller, confirmation);
  if (refused !== undefined) return refused;
  const history = (await deps.recorder.store.history(target)).map(({ event }) => event);
  const commands = commandsOf(deps, { ...asked, contradiction }, history);
  return (isPreview ? foresee : recordAll)(deps, target, commands);
}

type Barring = Pick<Deps, 'fourEyes'> & { readonly contradiction?: FiledContradiction | undefined };

/**
 * Where the stage asks for four eyes, somebody else looks, also of the role for that; else that role has no part. Of
 * a scan that contradicts its assignment two people are asked for in any case, and who uploaded it may be one.
 */
function barredFrom(upload: Upload, user: User, { fourEyes, contradiction }: Barring): Problem | undefined {
  if (contradiction !== undefined) return undefined;
  const declares = PARTIES.some((party) => user.roles.includes(party));
  if (!fourEyes) return declares ? undefined : problem(403, 'role-missing');
  return isSameAccount(upload.createdBy, user) ? problem(409, 'four-eyes-required') : undefined;
}

/** Which Zielvereinbarung is meant; everybody declares only for their own party. */
function targetOf(
  upload: Upload,
  { zielvereinbarung, signatures }: Confirmation,
  user: User,
): string | Problem {
  if (zielvereinbarung !== undefined && !maySee(user, zielvereinbarung))
    return deniedAsMissing(user, { subject: zielvereinbarung });
  const target = upload.zielvereinbarung ?? zielvereinbarung;
  if (target === undefined) return problem(400, 'request-invalid', detailOf('zielvereinbarung', MISSING));
  if (zielvereinbarung !== undefined && zielvereinbarung !== target)
    return problem(400, 'request-invalid', detailOf('zielvereinbarung', 'ist nicht die des Scans'));
  if (!maySee(user, target)) return deniedAsMissing(user, { subject: target });
  const own: Party | undefined = ownParty(user, target);
  return signatures.some((signature) => signature.party !== own) ? partyNotOwn(user) : target;
}

/** What is assigned is archived next: only for a Fassung that was drafted, released or not. */
async function unknownTarget(
  { recorder }: Deps,
  { subject: target, confirmation }: Confirmed,
): Promise<Problem | undefined> {
  const { state = INITIAL } = (await recorder.store.load(target)) ?? {};
  if (state.status === 'none') return problem(404, 'not-found');
  return hasFassung(state, confirmation.fassung)
    ? undefined
    : problem(409, 'fassung-unknown', detailOf('fassung'));
}

async function assign(
  { assign: send }: Deps,
  { upload: { uploadId }, confirmation: { fassung }, subject: zielvereinbarung }: Confirmed,
): Promise<Reply> {
  await send({ uploadId, zielvereinbarung, fassung });
  const sentence =
    'Der Scan wird der Zielvereinbarung zugeordnet und archiviert. Bitte bestätigen Sie ihn danach noch einmal.';
  return { status: 202, body: { outcome: 'assigned', text: sentence }, headers: { 'retry-after': '5' } };
}

function assignmentPreview(contradiction: FiledContradiction | undefined): Reply {
  const assigned =
    'Der Scan wird der Zielvereinbarung zugeordnet und archiviert. Festgehalten wird dabei noch nicht, was er zeigt; was daraus folgt, lässt sich danach ansehen.';
  const against = contradiction === undefined ? '' : ` ${contradictionSentence(contradiction)}`;
  return { status: 200, body: { outcome: 'would-assign', text: `${assigned}${against}` } };
}

type Judged = Confirmed & { readonly contradiction: FiledContradiction | undefined };

/**
 * The check of the scan first, then one declaration per signature. Their ids come from what is said and from
 * what was said otherwise since: saying the same again is a repeat, returning to it is news. Of a scan that contradicts
 * its assignment it matters who says it: there the pseudonym of the account stands before the name of the check.
 */
function commandsOf(
  { recorder }: Deps,
  { upload, confirmation, subject: target, caller, contradiction }: Judged,
  history: readonly RecordedEvent[],
): readonly StaffCommand[] {
  const { fassung, pagesComplete, signaturesVisible, signatures, reason } = confirmation;
  const { uploadId } = upload;
  const ticks = { uploadId, fassung, pagesComplete, signaturesVisible, by: 'person' } as const;
  const checked = { ...ticks, ...(reason !== undefined && { despiteCodes: true as const, reason }) };
  const print = (data: Json) => recorder.crypto.fingerprint(data).slice(0, 16);
  const others = history.filter(
    ({ type, data }) =>
      type === 'ScanChecked' && data.uploadId === uploadId && print(ticksOf(data)) !== print(ticks),
  );
  const isPersons = contradiction !== undefined || reason !== undefined;
  const withdrawals = (side: Party) =>
    history.filter(
      ({ type, data }) => type === 'SignatureWithdrawn' && data.party === side && data.fassung === fassung,
    );
  return [
    {
      type: 'ScanChecked',
      subject: target,
      id: `${isPersons ? `${caller.pseudonym}:` : ''}${uploadId}:checked:${others.length}:${print(checked)}`,
      data: checked,
    },
    ...signatures.map((signature): StaffCommand => {
      const data = { ...signature, fassung, document: { sha256: upload.sha256 } };
      const { party: side } = signature;
      const id = `${uploadId}:signature-${side}:${withdrawals(side).length}:${print(data)}`;
      return { type: 'SignatureReceived', subject: target, id, data };
    }),
  ];
}

/** What was seen, without why it counts. */
function ticksOf(data: Recorded<'ScanChecked'>['data']): Json {
  const { uploadId, fassung, pagesComplete, signaturesVisible, by } = data;
  return { uploadId, fassung, pagesComplete, signaturesVisible, by };
}

async function foresee(
  { recorder }: Deps,
  target: string,
  commands: readonly StaffCommand[],
): Promise<Reply> {
  const { said, turns } = await previewCommands(recorder, commands);
  const { status, body } = previewReply(said);
  const events = turns.map((turn, at) => ({ type: commands[at]?.type, ...inShort(turn) }));
  return { status, body: { ...body, zielvereinbarung: target, events } };
}

function inShort(turn: Turn): object {
  return turn.outcome === 'would-record'
    ? { outcome: turn.outcome, facts: turn.events.map(({ type }) => type) }
    : turn;
}

async function recordAll(
  { recorder }: Deps,
  target: string,
  commands: readonly StaffCommand[],
): Promise<Reply | Problem> {
  const events = await recordCommands(recorder, commands);
  const last = events.at(-1);
  const isPartly = events.some(({ outcome }) => outcome !== 'refused');
  if (last?.outcome === 'refused') return { ...outcomeProblem(last), more: { events }, isPartly };
  return { status: 200, body: { ...told(events), zielvereinbarung: target, events } };
}

/** Something new, else what waits and why, else where the repeats stand. */
function told(events: readonly InTurn[]): object {
  if (events.some(({ outcome }) => outcome === 'recorded')) return { outcome: 'recorded' };
  const waiting = events.find((event) => event.outcome === 'parked');
  if (waiting !== undefined)
    return { outcome: 'parked', reason: waiting.reason, text: waitingSentence(waiting.reason) };
  return {
    outcome: 'duplicate',
    versions: events.flatMap((event) => (event.outcome === 'duplicate' ? event.versions : [])),
  };
}
