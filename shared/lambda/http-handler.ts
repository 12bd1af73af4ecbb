import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { z } from 'zod';
import { detailOf, fieldIn, type Path } from '../../events/reading/detail.ts';
import { isUtf8, mediaTypeOf } from '../../events/reading/media-type.ts';
import { firstProblem, STRAY } from '../../events/reading/problem.ts';
import { refusalOf } from '../../events/reading/read.ts';
import { answerSentence, REASONS, type Reason } from '../../events/reasons.ts';
import { strayField } from '../../events/reading/stray.ts';
import { readStrictly, type Bounds, type Fault } from '../../events/reading/strict-json.ts';
import { countedBy, type LogFields, type Telemetry } from './telemetry.ts';

type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** What API Gateway hands over, as a route sees it. */
export type Request = {
  /** Decoded once by the gateway, all but `%25`: an encoded slash is a slash here. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Every name of the query as it was sent, one that stands twice twice. */
  readonly queryNames: readonly string[];
  readonly header: (name: string) => string | undefined;
  /** Text where the gateway read it as text, else the bytes as they came. */
  readonly body: string | Uint8Array;
  readonly claims: Readonly<Record<string, unknown>>;
};

/** What a route answers; a {@link Problem} where it refuses. */
export type Reply = {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log says of it beside its status, and the answer does not. */
  readonly audit?: Audit;
};

/** A refusal as problem details (RFC 9457): its code is a reason of the closed list. */
export type Problem = {
  readonly status: number;
  readonly code: Reason;
  readonly detail?: string;
  readonly more?: object;
  /** Something of the order was carried out before it was refused: nobody may read then that nothing was stored. */
  readonly isPartly?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log says of it beside its status, and the answer does not. */
  readonly audit?: Audit;
};

/** A line for whoever looks at who tried or read what: no token, no name, the caller as a digest. */
export type Audit = Pick<LogFields, 'subject' | 'uploadId' | 'key'> & {
  readonly outcome:
    | 'access-denied-other-county'
    | 'party-not-own'
    | 'role-missing'
    | 'scope-missing'
    | 'sender-not-allowed'
    | 'session-revoked'
    | 'subject-not-allowed'
    | 'personal-data-read';
  readonly by: string;
};

/** One address of the API. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly answer: (request: Request) => Promise<Reply | Problem>;
};

/** Refuses with a code of the closed list; the German sentence comes from there. */
export function problem(status: number, code: Reason, detail?: string): Problem {
  return detail === undefined ? { status, code } : { status, code, detail };
}

/** Whether a route refused. */
export function isProblem(value: object): value is Problem {
  return 'code' in value && 'status' in value && !('body' in value);
}

/** The one chain of the HTTP door: routes answer values, machinery failures become one 500 without detail. */
export function httpHandler(telemetry: Telemetry, routes: readonly Route[]) {
  return middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(countedBy(telemetry))
    .handler(
      httpRouter<HttpEvent, APIGatewayProxyStructuredResultV2>({
        routes: routes.map((route) => ({
          method: route.method,
          path: route.path,
          handler: (event: HttpEvent) => run(telemetry, route, event),
        })),
        notFoundResponse: () => write(problem(404, 'not-found'), 'GET'),
      }),
    );
}

async function run(
  telemetry: Telemetry,
  route: Route,
  event: HttpEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  const reply = await attempt(telemetry, route, event);
  const status = reply.statusCode ?? 500;
  telemetry.note('answered', { route: nameOf(route), status });
  return reply;
}

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

async function attempt(
  telemetry: Telemetry,
  route: Route,
  event: HttpEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    const answer = await route.answer(requestOf(event));
    const { audit, status } = answer;
    if (audit !== undefined)
      telemetry.note(isProblem(answer) ? 'denied' : 'read', { route: nameOf(route), status, ...audit });
    return write(answer, route.method);
  } catch (error) {
    telemetry.failed('A request failed', error);
    const traceId = event.requestContext.requestId;
    const title =
      'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal; es wurde nichts doppelt gespeichert.';
    return json(500, { type: 'about:blank', status: 500, title, traceId }, PROBLEM_JSON);
  }
}

const requestEvent = z.object({
  pathParameters: z.record(z.string(), z.string()).nullish(),
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  rawQueryString: z.string().nullish(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    http: z.object({ path: z.string() }),
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }).nullish(),
  }),
});

function requestOf(event: HttpEvent): Request {
  const read = requestEvent.parse(event);
  const headers = new Map(Object.entries(read.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const body = read.body ?? '';
  const query = read.queryStringParameters ?? {};
  return {
    path: read.requestContext.http.path,
    params: read.pathParameters ?? {},
    query,
    queryNames: namesIn(read.rawQueryString ?? undefined, query),
    header: (name) => headers.get(name),
    body: read.isBase64Encoded ? Buffer.from(body, 'base64') : body,
    claims: read.requestContext.authorizer?.jwt.claims ?? {},
  };
}

/** Names as they stand in the address: `URLSearchParams` passes over a `?` at its beginning, which is part of a name here. */
function namesIn(raw: string | undefined, query: Readonly<Record<string, string>>): readonly string[] {
  return raw === undefined ? Object.keys(query) : [...new URLSearchParams(`?${raw}`).keys()];
}

/**
 * Reads a JSON body strictly and by its schema: unknown fields are refused, so that nobody believes they were heard.
 * A gateway that read it as text has put U+FFFD where it was no UTF-8, which the strict reader refuses.
 * @returns what the schema makes of it, and what stood there.
 */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  bounds: Partial<Bounds> = {},
): { readonly data: z.infer<Schema>; readonly raw: unknown } | Problem {
  const type = mediaTypeOf(request.header('content-type') ?? '');
  if (type.type !== 'application/json') return problem(415, 'content-type-unsupported');
  if (!isUtf8(type)) return problem(415, 'encoding-invalid', detailOf('content-type', 'erwartet wird UTF-8'));
  const read = readStrictly(request.body, bounds);
  if (!read.ok) return faultProblem(read.fault);
  const body = readValue(schema, read.value);
  if (isProblem(body)) return body;
  const stray = strayField(read.value, body.data);
  return stray === undefined ? { ...body, raw: read.value } : fieldNotAllowed(stray);
}

/** Reads the query of an address by its schema. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  { query }: Pick<Request, 'query'>,
): { readonly data: z.infer<Schema> } | Problem {
  return readValue(schema, query);
}

function readValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly data: z.infer<Schema> } | Problem {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data };
  const { isStray, detail } = firstProblem(schema, value);
  return problem(400, isStray ? 'field-not-allowed' : 'request-invalid', detail);
}

/** Refuses a field that there is not: nobody shall believe that it was heard (H8). */
export function fieldNotAllowed(path: Path, words = STRAY): Problem {
  return problem(400, 'field-not-allowed', detailOf(path, words));
}

/** What the strict reader refuses: too large for any door, or not to be read as it stands. */
export function faultProblem(fault: Fault): Problem {
  const { reason, detail } = refusalOf(fault);
  return problem(reason === 'event-too-large' ? 413 : 400, reason, detail);
}

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

function write(reply: Reply | Problem, method: Route['method']): APIGatewayProxyStructuredResultV2 {
  if (!isProblem(reply))
    return json(reply.status, reply.body, 'application/json; charset=utf-8', reply.headers);
  const { status, code, detail, more, headers, isPartly = false } = reply;
  // Who only read wonders about nothing; who changed nothing is told so once, whatever the reason.
  const isUnstored = method !== 'GET' && !isPartly;
  const body = {
    type: `urn:aqb:reason:${code}`,
    status,
    code,
    title: isUnstored ? answerSentence(code) : REASONS[code],
    ...(detail === undefined ? {} : { detail, ...fieldIn(detail) }),
    ...more,
  };
  return json(status, body, PROBLEM_JSON, headers);
}

// oxlint-disable-next-line max-params -- status, body, type and headers are what an answer is
function json(
  statusCode: number,
  body: object,
  type: string,
  headers: Readonly<Record<string, string>> = {},
) {
  return {
    statusCode,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}
