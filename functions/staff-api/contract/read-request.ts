import { z } from 'zod';
import {
  fieldNotAllowed,
  isProblem,
  problem,
  readBody,
  readQuery,
  type Problem,
  type Request,
} from '../../../shared/lambda/http-handler.ts';
import type { Body, Description } from './description.ts';
import { STRUCTURED_MODE, structured } from './event-body.ts';
import { KEY_RULE, keyUnlessPreview, optionalKey, type KeyRule } from './idempotency-key.ts';
import { ifMatch } from './if-match.ts';

/** What is read of a request, each part by its schema: the route gets what they make of it. */
export type Parts = {
  /** Of an address without parts an empty object. */
  readonly path: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
};

/** What the schemas make of a request. */
export type Parsed<P extends Parts> = z.output<ReturnType<typeof z.object<P>>>;

/** What a route says of itself, once: its request is read by it, and OpenAPI is generated from it. */
export type RouteDescription<P extends Parts> = Omit<Description, 'params' | 'query' | 'headers' | 'body'> & {
  readonly reads: P;
  /** How the body is shown; its schema only where the contract shows another than the route reads. */
  readonly body?: Omit<Body, 'schema'> & Partial<Pick<Body, 'schema'>>;
  /** Fields of the body whose text is cleaned, whatever it holds. */
  readonly cleaned?: readonly string[];
  /** Whether it is told under which name it can be repeated. */
  readonly key?: KeyRule;
  /** Whether it is told which version its caller read. */
  readonly version?: true;
};

/** What OpenAPI says of it. */
export function descriptionOf(described: RouteDescription<Parts>): Description {
  const { reads, body, cleaned: _, key, version, ...rest } = described;
  const schema = body?.schema ?? reads.body;
  const headers = {
    ...(key && { 'idempotency-key': key === 'optional' ? optionalKey : keyUnlessPreview }),
    ...(version && { 'if-match': ifMatch }),
  };
  return {
    ...rest,
    ...(Object.keys(reads.path.shape).length > 0 && { params: reads.path }),
    ...(reads.query && { query: reads.query }),
    ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
    ...(body && schema && { body: { ...body, schema } }),
  };
}

/**
 * What a request says, in the order in which it is refused: its body, its query, its key. An event is read last: of
 * all parts it weighs most. @returns the first refusal where there is one.
 */
export function readRequest<P extends Parts>(
  described: RouteDescription<P>,
  given: Request,
  names: unknown,
): { readonly data: Parsed<P>; readonly key?: string } | Problem {
  const { reads, key: rule } = described;
  const body = bodyIn(described, given);
  if (isProblem(body) && !isEvent(described)) return body;
  const query = readQuery(reads.query ?? NOTHING, given);
  if (isProblem(query)) return query;
  const key = keyIn(given, rule);
  if (isProblem(key)) return key;
  if (isProblem(body)) return body;
  // Each part was taken already; together they have the type that the description says.
  return { data: z.object(reads).parse({ path: names, query: given.query, body: body.raw }), ...key };
}

const NOTHING = z.object({});

const isEvent = ({ body }: RouteDescription<Parts>) => body?.contentType === STRUCTURED_MODE;

function bodyIn(described: RouteDescription<Parts>, given: Request): { readonly raw?: unknown } | Problem {
  const { reads, cleaned = [] } = described;
  if (reads.body === undefined) return {};
  if (!isEvent(described)) return readBody(reads.body, given, { cleaned });
  const event = structured(given);
  return typeof event === 'string' ? { raw: event } : event;
}

/** The name under which it can be repeated; nothing is recorded by a preview, so there is nothing to repeat. */
function keyIn({ header, query }: Request, rule: KeyRule | undefined): { readonly key?: string } | Problem {
  const given = rule === undefined ? undefined : header('idempotency-key');
  const key = optionalKey.safeParse(given);
  if (!key.success) return problem(400, 'request-invalid', KEY_RULE);
  if (key.data !== undefined) return { key: key.data };
  const isMissing = rule === 'unless-preview' && query['preview'] === undefined;
  return isMissing ? problem(400, 'idempotency-key-missing') : {};
}

/** The parts of the address of a request; `not-found` where it cannot be one that exists. */
export function readAddress<P extends Parts>(
  { reads }: RouteDescription<P>,
  names: unknown,
): { readonly path: z.output<P['path']> } | Problem {
  const path = z.safeParse<P['path']>(reads.path, names);
  return path.success ? { path: path.data } : problem(404, 'not-found');
}

/**
 * Why a request is refused before anybody asks what it is about, and of a person's route before it is asked whether
 * a person asks: an address that cannot be is one that does not exist; what a writing one cannot be asked is refused
 * by name.
 */
export function addressRefused(
  request: Request,
  { method, describe }: { readonly method: string; readonly describe: Description },
): Problem | undefined {
  const isAddress =
    describe.path !== undefined || (describe.params?.safeParse(request.params).success ?? true);
  if (!isAddress) return problem(404, 'not-found');
  return method === 'GET' ? undefined : strayQuery(request, describe);
}

/**
 * A name in the query of a write that this address does not have, or has once: names are as they are written, and
 * whoever sends `?Preview`, or `?preview` where there is none, shall not believe that it was heard.
 */
function strayQuery({ queryNames }: Request, { query = NOTHING }: Description): Problem | undefined {
  const known = Object.keys(query.shape);
  const unknown = queryNames.find((name) => !known.includes(name));
  if (unknown !== undefined) return fieldNotAllowed([unknown]);
  const twice = queryNames.find((name, at) => queryNames.indexOf(name) !== at);
  return twice === undefined ? undefined : fieldNotAllowed([twice], 'steht mehr als einmal da');
}
