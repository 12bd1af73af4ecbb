import type { z } from 'zod';

/** What a route answers under one status. */
export type Answer = {
  readonly description: string;
  /** Absent only where the body is a JSON document of its own contract. */
  readonly schema: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The body that a route takes; the route reads it by this very schema. */
export type Body = {
  readonly schema: z.ZodType;
  /** Default: `application/json`. */
  readonly contentType?: string;
  readonly example: object;
};

/** The subjects of the API, as generated clients group its operations. */
export const TAGS = {
  zielvereinbarungen: 'Zielvereinbarungen as staff read them, and what staff report by hand',
  uploads: 'Scans of signed papers: announced, looked at, confirmed',
  clearing: 'What was refused or waits, and what people decide about it',
  notices: 'Mails about news',
  events: 'Facts of other systems as CloudEvents, and what became of each',
  contract: 'This document',
} as const;

/** The contract of a route, beside it: what OpenAPI says is generated from what the route reads and answers. */
export type Description = {
  readonly operationId: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: Body;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses of its problem documents beside those of every route. */
  readonly problems?: readonly number[];
  /** Where the address of the contract is not that of the router. */
  readonly path?: string;
};
