import { z } from 'zod';
import type { Fact } from '../../../events/fact.ts';
import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import { detailOf } from '../../../events/reading/detail.ts';
import { firstProblem } from '../../../events/reading/problem.ts';
import { subject as subjectSchema } from '../../../events/primitives.ts';
import { strayField } from '../../../events/reading/stray.ts';
import type { Wire } from '../../../events/wire.ts';
import { commandIds } from '../../../shared/application/accounts.ts';
import { previewCommand } from '../../../shared/application/foresight/preview-command.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { TRAITS } from '../../../shared/domain/traits/traits.ts';
import { fieldNotAllowed, isProblem, problem, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { StaffRoute } from '../access/access.ts';
import type { User } from '../access/caller.ts';
import { partyNotOwn } from '../access/denied.ts';
import { command as commandAnswer } from '../contract/outcome-answers.ts';
import type { Deps } from '../deps.ts';
import { previewQuery } from '../contract/preview-query.ts';
import { previewReply } from './previewing.ts';
import { outcomeReply } from '../contract/outcomes.ts';
import { REPORTING, mayReport, mayReportKind } from '../access/rights.ts';
import { routeByAddress } from '../access/described-routes.ts';
import { ownParty } from '../access/seeing.ts';

const request = z
  .strictObject({ type: z.string().min(1).max(200), data: z.record(z.string(), z.unknown()) })
  .meta({
    id: 'Command',
    description: 'A fact that a person reports: its type without the prefix, and its data',
  });

/** `POST /v1/zielvereinbarungen/{id}/events`: what people report by hand, each role its own; judged and answered at once. */
export function recordEvent({ recorder }: Deps): StaffRoute {
  return routeByAddress({
    method: 'POST',
    path: '/v1/zielvereinbarungen/{id}/events',
    roles: REPORTING,
    describe: {
      operationId: 'recordEvent',
      tag: 'zielvereinbarungen',
      summary: 'Records what staff do, judged and answered at once; with `?preview` nothing is recorded',
      reads: { path: z.object({ id: subjectSchema }), query: previewQuery, body: request },
      key: 'unless-preview',
      version: true,
      body: { example: { type: 'zielvereinbarung.released-for-signature.v1', data: { fassung: 1 } } },
      answers: {
        200: {
          description: 'A repeat; with `?preview`: what would become of it',
          schema: commandAnswer,
        },
        201: { description: 'Recorded', schema: commandAnswer },
        202: { description: 'Waits for what it builds on', schema: commandAnswer },
      },
      problems: [400, 404, 409, 412, 413, 415, 428],
    },
    about: ({ id }) => ({ kind: 'zielvereinbarung', id }),
    async answer({ path, query, body, key = `preview-${recorder.crypto.salt()}`, caller, versionSeen }) {
      const { id: subject } = path;
      const command = admitted(readCommand(body, recorder.wire), caller, subject);
      if (isProblem(command)) return command;
      const isPreview = query.preview !== undefined;
      const { version = 0 } = (await recorder.store.load(subject)) ?? {};
      const read = versionSeen({ type: command.type, isPreview, exists: version > 0 });
      if (isProblem(read)) return read;
      const named = { ...command, ...read, subject, ...commandIds(caller, key) };
      return isPreview
        ? previewReply(await previewCommand(recorder, named))
        : outcomeReply(await recordCommand(recorder, named));
    },
  });
}

type Command = Pick<IncomingEvent, 'type' | 'data'>;

/** The type may be given with or without the prefix. */
function readCommand({ type, data }: z.infer<typeof request>, wire: Wire): Command | Problem {
  const full = type.startsWith(`${wire.prefix}.`) ? type : `${wire.prefix}.${type}`;
  const fact: Fact | undefined = INCOMING.find((known) => wire.typeOf(known) === full);
  if (fact === undefined) return problem(400, 'event-type-unknown', detailOf('type'));
  const parsed = fact.data.safeParse(data);
  const stray = parsed.success ? strayField(data, parsed.data) : undefined;
  // Other systems' are passed over, a person shall not believe that it was heard (H8).
  if (stray !== undefined) return fieldNotAllowed(['data', ...stray]);
  if (parsed.success) return { type: fact.name, data: parsed.data } as Command; // oxlint-disable-line typescript/no-unsafe-type-assertion -- name and data belong to one fact
  const { reason, detail } = firstProblem(fact.data, data, 'data');
  return problem(400, reason, detail);
}

/** The command, where it is this person's to give. */
function admitted(command: Command | Problem, user: User, subject: string): Command | Problem {
  return isProblem(command) ? command : (refusalOf(command, user, subject) ?? command);
}

function refusalOf({ type, data }: Command, user: User, subject: string): Problem | undefined {
  if (!mayReport(user, type)) return problem(403, 'role-missing', detailOf('type'));
  if ('party' in data && data.party !== ownParty(user, subject))
    return partyNotOwn(user, detailOf('data.party'));
  if (!TRAITS[type].isChange || !('kind' in data)) return undefined;
  return mayReportKind(user, data.kind) ? undefined : problem(403, 'role-missing', detailOf('data.kind'));
}
