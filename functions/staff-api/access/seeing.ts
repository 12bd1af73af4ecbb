import { z } from 'zod';
import { subject as subjectSchema, type Party } from '../../../events/primitives.ts';
import { isSameAccount } from '../../../shared/application/accounts.ts';
import type { Upload } from '../../../shared/application/ports/event-store.ts';
import { partsOf } from '../../../shared/domain/zielvereinbarung/identity.ts';
import { isProblem, type Problem, type Reply, type Request } from '../../../shared/lambda/http-handler.ts';
import type { Role } from '../../../shared/domain/access.ts';
import type { Caller, User } from './caller.ts';
import { audited, deniedAsMissing, personalDataRead, type About } from './denied.ts';

/**
 * Who sees what, and the one way out: an answer leaves a route only as what {@link seen} made of it. A route that
 * answers with anything else is an error of types, and of the guard.
 */

declare const passed: unique symbol;

/** An answer that was looked at with its caller in mind. Only {@link seen} makes one. */
export type Visible = (Reply | Problem) & { readonly [passed]: true };

const looked = new WeakSet();

/** What an answer is about, and with it who may have it. */
export type Matter = (
  | { readonly kind: 'zielvereinbarung'; readonly id: string }
  /** Rows, each of its own Zielvereinbarung. */
  | { readonly kind: 'rows' }
  | { readonly kind: 'upload'; readonly upload: Upload }
  /** What was refused or waits, of all: for those who see all. */
  | { readonly kind: 'desk'; readonly key?: string }
  /** What became of an event: its sender's, and for those who see all. */
  | { readonly kind: 'receipt'; readonly source: string }
  /** What a person chose for themselves. */
  | { readonly kind: 'account'; readonly subject: string }
) & {
  /** Whether names of persons or free text go with it: then the log says who read them. */
  readonly personal?: boolean;
};

/**
 * The answer, where this caller may see what it is about; else that of a thing that does not exist, and nothing is
 * read or done. What it then says about itself is looked at once more: a row, a view or a line of a Zielvereinbarung
 * that is not theirs takes the whole answer back, whatever key or query found it.
 */
export async function seen(
  caller: Caller,
  matter: Matter,
  answer: () => Promise<Reply | Problem>,
): Promise<Visible | Problem> {
  if (!sees(caller, matter)) return deniedAsMissing(caller, aboutOf(matter));
  const reply = await answer();
  if (isProblem(reply)) return reply.more === undefined ? reply : passing(reply);
  const stranger = namesIn(reply.body).find((name) => !maySeeSubject(caller, name));
  if (stranger !== undefined) return deniedAsMissing(caller, { subject: stranger });
  if (matter.personal !== true) return passing(reply);
  return passing({ ...reply, audit: personalDataRead(caller, aboutOf(matter)) });
}

function passing(reply: Reply | Problem): Visible {
  looked.add(reply);
  return reply as Visible; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the brand, made here only
}

/**
 * The last look of the guard. A refusal of what names a neighbour, in whichever part of the request, is heard as
 * one; so is a missing role (H5). @throws where an answer has a body that {@link seen} never looked at.
 */
export function leaving(caller: Caller, request: Request, said: Visible | Problem): Reply | Problem {
  if (!isProblem(said) || said.more !== undefined) {
    if (!looked.has(said)) throw new Error('An answer would leave that nobody looked at');
    return said;
  }
  return said.audit === undefined ? overheard(caller, request, said) : said;
}

const HEARD = ['role-missing', 'scope-missing', 'party-not-own'] as const;

function overheard(caller: Caller, request: Request, refused: Problem): Problem {
  const foreign = neighbourIn(request, caller);
  if (foreign !== undefined)
    return audited(refused, caller, { outcome: 'access-denied-other-county', subject: foreign });
  const outcome = HEARD.find((code) => code === refused.code);
  return outcome === undefined ? refused : audited(refused, caller, { outcome });
}

/** The first Zielvereinbarung in the address, or named as such in the body, that is of none of the caller's keys. */
function neighbourIn({ params, query, path, body }: Request, caller: Caller): string | undefined {
  if (caller.kind === 'system' || seesAll(caller)) return undefined;
  const fields = typeof body === 'string' ? (body.match(NAMING_FIELD) ?? []) : [];
  const words = [path, ...Object.values(params), ...Object.values(query), ...fields].join(' ').toUpperCase();
  const named = words.match(/[A-Z][A-Z0-9]{1,15}-\d{4}-\d{5}/gu) ?? [];
  return named.find((name) => !caller.ags.includes(partsOf(name).ags));
}

/** Fields by which an answer, or a line of a list, says which Zielvereinbarung it is about: no other value stands there. */
const NAMING = ['subject', 'zielvereinbarung'];
/** The same fields where a request names them, whatever else its body is. */
const NAMING_FIELD = /"(?:subject|zielvereinbarung)"\s*:\s*"[^"]{1,60}"/gu;
const lines = z.array(z.record(z.string(), z.unknown()));

function namesIn(body: object): readonly string[] {
  const items = Object.values(body).flatMap((value) => lines.safeParse(value).data ?? []);
  return [body, ...items]
    .flatMap((line) => Object.entries(line))
    .filter(([field, value]) => NAMING.includes(field) || isIdentity(field, value))
    .flatMap(([, value]) => (value === undefined ? [] : [String(value)]));
}

/** A view calls it its `id`; a fact has an id of its own. */
function isIdentity(field: string, value: unknown): boolean {
  return field === 'id' && subjectSchema.safeParse(value).success;
}

function sees(caller: Caller, matter: Matter): boolean {
  if (matter.kind === 'receipt') return seesAll(caller) || ownSources(caller).includes(matter.source);
  if (caller.kind === 'system') return false;
  switch (matter.kind) {
    case 'zielvereinbarung':
      return maySee(caller, matter.id);
    case 'rows':
      return true; // Each of them is looked at.
    case 'upload':
      return maySeeUpload(caller, matter.upload);
    case 'desk':
      return seesAll(caller);
    case 'account':
      return caller.subject === matter.subject;
  }
}

function aboutOf(matter: Matter): About {
  switch (matter.kind) {
    case 'zielvereinbarung':
      return { subject: matter.id };
    case 'upload': {
      const { uploadId, zielvereinbarung } = matter.upload;
      return { uploadId, ...(zielvereinbarung !== undefined && { subject: zielvereinbarung }) };
    }
    case 'desk':
      return matter.key === undefined ? {} : { key: matter.key };
    case 'rows':
    case 'receipt':
    case 'account':
      return {};
  }
}

/** The sources whose events a system may ask about; a person has none. */
export function ownSources(caller: Caller): readonly string[] {
  return caller.kind === 'system' ? caller.sources : [];
}

const SEES_ALL: readonly Role[] = ['land', 'pruefung', 'archiv', 'revision'];

/** Whether one of this caller's roles sees every Gebietskoerperschaft; a system never does. */
export function seesAll(caller: Caller): boolean {
  return caller.kind === 'person' && caller.roles.some((role) => SEES_ALL.includes(role));
}

/** Whether this user may see this Zielvereinbarung; where not, it is as if it did not exist (H7). */
export function maySee(user: User, zielvereinbarung: string): boolean {
  return seesAll(user) || isOwn(user, zielvereinbarung);
}

/** What a system said itself may name whatever it names; it is answered for its source. */
function maySeeSubject(caller: Caller, zielvereinbarung: string): boolean {
  return caller.kind === 'system' || maySee(caller, zielvereinbarung);
}

function isOwn({ roles, ags }: User, zielvereinbarung: string): boolean {
  return roles.includes('kommune') && ags.includes(partsOf(zielvereinbarung).ags);
}

/**
 * An upload that this user may see: one of a Zielvereinbarung that they may see, whether its form, its QR codes or
 * staff named it; before that their own, and every one for the Land.
 */
export function maySeeUpload(user: User, { zielvereinbarung, createdBy }: Upload): boolean {
  return zielvereinbarung === undefined
    ? isSameAccount(createdBy, user) || user.roles.includes('land')
    : maySee(user, zielvereinbarung);
}

const SEES_PERSONS: readonly Role[] = ['land', 'revision'];

/** Whether names of persons and free text of this Zielvereinbarung are this user's business (rule 10). */
export function maySeePersonal(user: User, zielvereinbarung: string): boolean {
  return user.roles.some((role) => SEES_PERSONS.includes(role)) || isOwn(user, zielvereinbarung);
}

/** The side that this user may declare for: everybody only for their own (H21). */
export function ownParty(user: User, zielvereinbarung: string): Party | undefined {
  if (user.roles.includes('land')) return 'land';
  return isOwn(user, zielvereinbarung) ? 'kommune' : undefined;
}
