import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import type { StaffRoute, SystemRoute } from '../../functions/staff-api/access/access.ts';
import { SEND_SCOPE } from '../../shared/domain/access.ts';
import { problemDocument } from '../../functions/staff-api/contract/answers.ts';
import type { Deps } from '../../functions/staff-api/deps.ts';
import { TAGS, type Answer, type Description } from '../../functions/staff-api/contract/description.ts';
import { staffRoutes, systemRoutes } from '../../functions/staff-api/handler.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { inMemoryEventStore, inMemoryReceipts } from '../../shared/adapters/memory/in-memory-event-store.ts';
import { systemClock, systemPatience } from '../../shared/adapters/system-clock.ts';
import { DOCUMENTED } from './documented-wire.ts';
import { portablePattern } from './patterns.ts';
import type { GeneratedFile } from './schemas.ts';

/** Where the contract of the API lies; staff-api serves this very file. */
const OPENAPI_PATH = 'functions/staff-api/openapi.json';

type AnyRoute = StaffRoute | SystemRoute;

/** The contract of the API, generated from what its routes read and answer. */
export function openApiFile(): GeneratedFile {
  return { path: OPENAPI_PATH, text: `${JSON.stringify(apiDocument(documentedRoutes()), null, 2)}\n` };
}

/** Every route of the API but the one that serves the contract; nobody asks them anything. */
function documentedRoutes(): readonly AnyRoute[] {
  const { memory, ...store } = inMemoryEventStore();
  const nobody = () => Promise.reject(new Error('Routes are described here, not asked'));
  const deps: Deps = {
    recorder: {
      wire: DOCUMENTED,
      store,
      clock: systemClock,
      crypto: nodeCrypto,
      patience: systemPatience('person'),
      settings: { undoWindowMinutes: 0, retentionDays: 1 },
    },
    receipts: inMemoryReceipts(memory),
    uploads: { announce: nobody, get: nobody },
    pseudonyms: { of: nobody },
    uploadsPerDay: 1,
    desk: { form: nobody, findings: nobody, link: nobody, previewLink: nobody },
    assign: nobody,
    ingress: nobody,
    settings: { delivery: nobody, choose: nobody },
    fourEyes: false,
    contract: {},
  };
  return [...staffRoutes(deps), ...systemRoutes(deps)];
}

/** The contract of these routes, and of the one that serves it. */
export function apiDocument(routes: readonly AnyRoute[]) {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Zielvereinbarungen',
        version: manifest.version,
        description:
          'What staff do and read, and how systems of other authorities report facts. Refusals are problem details (RFC 9457) with a code of one closed list. Clients ignore fields that they do not know.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [
        {
          url: 'https://{host}',
          description: 'A stage',
          variables: {
            host: {
              default: 'api.zielvereinbarungen.example',
              description: 'Named by whoever runs the stage',
            },
          },
        },
        { url: '..', description: 'The stage that this document was read from' },
      ],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      paths: pathsOf(routes),
      components: {
        securitySchemes: {
          person: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Access token of a person (OpenID Connect, authorization code with PKCE at the issuer of the stage); role and ags are groups',
          },
          system: {
            type: 'oauth2',
            description:
              'Client credentials of another authority: one app client each, tokens for 15 minutes',
            flows: {
              clientCredentials: {
                // Relative to the sign-in domain of the stage.
                tokenUrl: '/oauth2/token',
                scopes: { [SEND_SCOPE]: 'Send own events and read their receipts' },
              },
            },
          },
        },
      },
    },
    {
      // What is answered may get further fields; what is sent may not hold unknown ones where it is strict.
      override: ({ jsonSchema, io }) => {
        if (io === 'output' && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
        if (jsonSchema.pattern !== undefined) jsonSchema.pattern = portablePattern(jsonSchema.pattern);
        openPlainly(jsonSchema);
        joinTexts(jsonSchema);
        nameWidth(jsonSchema);
      },
    },
  );
}

/** Ways to write one text are one text with one pattern: a union of texts would be a class of its own in each client. */
function joinTexts(schema: z.core.JSONSchema.BaseSchema): void {
  const patterns = schema.anyOf?.map(({ type, pattern }) => (type === 'string' ? pattern : undefined)) ?? [];
  const isOneText = patterns.length > 0 && patterns.every((pattern) => pattern !== undefined);
  if (!isOneText) return;
  const descriptions = schema.anyOf?.map(({ description }) => description).join(' · or: ') ?? '';
  delete schema.anyOf;
  Object.assign(schema, { type: 'string', pattern: patterns.join('|'), description: descriptions });
}

/** Anything else may stand there: written as `{}` it becomes a map of pointers in Go. */
function openPlainly(schema: z.core.JSONSchema.BaseSchema): void {
  const others = schema.additionalProperties;
  if (typeof others === 'object' && Object.keys(others).length === 0) schema.additionalProperties = true;
}

/** Generated clients take a whole number for one of 32 bits; amounts in cents and places in the log are wider. */
function nameWidth(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.type !== 'integer' || schema.enum !== undefined) return;
  if ((schema.maximum ?? Infinity) > 2 ** 31 - 1) schema.format = 'int64';
}

function pathsOf(routes: readonly AnyRoute[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = { '/v1/openapi.json': CONTRACT };
  for (const route of routes) {
    const path = route.describe.path ?? route.path;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

const contractDocument = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'ContractDocument', description: 'A document of OpenAPI' });

const CONTRACT: Record<string, ZodOpenApiOperationObject> = {
  get: {
    operationId: 'showContract',
    tags: ['contract' satisfies keyof typeof TAGS],
    summary: 'This document; the only address without a token',
    security: [],
    responses: {
      '200': {
        description: 'OpenAPI 3.1',
        content: { 'application/json': { schema: contractDocument } },
      },
    },
  },
};

function operationOf(route: AnyRoute): ZodOpenApiOperationObject {
  const { describe, roles } = route;
  const { operationId, tag, summary, params, query, headers, body } = describe;
  const forPeople = roles.length > 0 ? [{ person: [] }] : [];
  return {
    operationId,
    tags: [tag],
    summary,
    description: `Roles: ${roles.length === 0 ? 'none; systems only' : roles.join(', ')}.`,
    security: 'systems' in route ? [{ system: [SEND_SCOPE] }, ...forPeople] : forPeople,
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: {
          [body.contentType ?? 'application/json']: { schema: body.schema, example: body.example },
        },
      },
    }),
    responses: responsesOf(describe),
  };
}

function responsesOf({ answers, problems = [] }: Description): ZodOpenApiOperationObject['responses'] {
  // 400 everywhere: each route refuses a name in its query that it does not have.
  const refusals = [...new Set([400, 500, ...problems])].sort((one, other) => one - other);
  return Object.fromEntries([
    ...Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)]),
    ...refusals.map((status) => [String(status), status === 404 ? AT_THE_GATE : PROBLEM]),
    ...[401, 403].map((status) => [String(status), AT_THE_GATE]),
    ['429', problems.includes(429) ? QUOTA : TOO_FAST],
  ]);
}

function responseOf({ description, schema, headers = {} }: Answer) {
  return {
    description,
    content: { 'application/json': { schema } },
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, meaning]) => [
        name,
        { description: meaning, schema: { type: 'string' as const } },
      ]),
    ),
  };
}

/** The gateway answers by itself: the token is wrong, the address leads nowhere, or the caller is too fast. */
const GATEWAY = {
  'application/json': {
    schema: z
      .object({ message: z.string() })
      .meta({ id: 'GatewayMessage', description: 'What the gateway says by itself' }),
  },
};

const PROBLEM = {
  description: 'Refused; the code says why',
  content: { 'application/problem+json': { schema: problemDocument } },
};

const TOO_FAST = { description: 'Too many requests; once more a moment later', content: GATEWAY };

/** A quota says in `Retry-After` when it begins anew; the gateway, which has its own limit, says nothing. */
const QUOTA = {
  description:
    'Too many: once more a moment later, or after `Retry-After` seconds where the code names a quota',
  content: { ...PROBLEM.content, ...GATEWAY },
};

const AT_THE_GATE = { ...PROBLEM, content: { ...PROBLEM.content, ...GATEWAY } };
