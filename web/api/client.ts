import type { ProblemDocument } from './types.ts';

/** A refusal of the API, or that it could not be reached: says in German what happened and what was kept. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Reason code of the closed list; absent where the machinery or the network failed. */
  readonly code: string | undefined;
  /** Path and rule, for people who know the contract. */
  readonly detail: string | undefined;
  readonly document: Partial<ProblemDocument>;

  constructor(status: number, document: Partial<ProblemDocument>) {
    super(document.title ?? 'Das hat nicht geklappt.');
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document.code;
    this.detail = document.detail;
    this.document = document;
  }
}

/** An answer with the version it was read at. */
export type ApiAnswer<Body> = {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | undefined;
};

/** How a command is sent. */
export type Sending = {
  /** The name under which it can be repeated; drawn once where a person starts something. */
  readonly idempotencyKey?: string;
  /** The version that the person saw (`etag`). */
  readonly ifMatch?: string;
};

/** The API as pages use it. Every call fails with {@link ApiProblem} only. */
export type Api = {
  readonly get: <Body>(path: string, signal?: AbortSignal) => Promise<ApiAnswer<Body>>;
  readonly post: <Body>(path: string, body: object, sending?: Sending) => Promise<ApiAnswer<Body>>;
  readonly put: <Body>(path: string, body: object, sending?: Sending) => Promise<ApiAnswer<Body>>;
};

/** What the API needs: where it is, a token, and whom to tell that the session is over. */
export type ApiSettings = {
  readonly apiUrl: string;
  readonly token: () => Promise<string | undefined>;
  readonly onSessionOver: () => void;
};

const OFFLINE: Partial<ProblemDocument> = {
  title:
    'Der Server ist nicht zu erreichen. Bitte prüfen Sie die Verbindung und versuchen Sie es noch einmal; Ihre Eingaben bleiben stehen.',
};
const SESSION_OVER: Partial<ProblemDocument> = {
  title: 'Ihre Sitzung ist abgelaufen. Bitte melden Sie sich wieder an; Ihre Eingaben bleiben stehen.',
};

/** Opens the API with a bearer token in the header and nowhere else (H12). Reads are tried twice, commands once. */
export function openApi(settings: ApiSettings): Api {
  async function call<Body>(path: string, init: RequestInit): Promise<ApiAnswer<Body>> {
    const token = await settings.token().catch(unreachable);
    if (token === undefined) return over();
    const headers = { ...headersOf(init), authorization: `Bearer ${token}` };
    const response = await fetch(`${settings.apiUrl}${path}`, { ...init, headers }).catch(unreachable);
    if (response.status === 401) return over();
    const body: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new ApiProblem(response.status, isDocument(body) ? body : {});
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the route, which its tests hold
    return { status: response.status, body: body as Body, etag: response.headers.get('etag') ?? undefined };
  }

  function over(): never {
    settings.onSessionOver();
    throw new ApiProblem(401, SESSION_OVER);
  }

  return {
    async get(path, signal) {
      const init = signal === undefined ? {} : { signal };
      try {
        return await call(path, init);
      } catch (error) {
        if (signal?.aborted === true || !isPassing(error)) throw error;
        return call(path, init);
      }
    },
    post: (path, body, sending) => call(path, command('POST', body, sending)),
    put: (path, body, sending) => call(path, command('PUT', body, sending)),
  };
}

function command(method: string, body: object, { idempotencyKey, ifMatch }: Sending = {}): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
  };
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new ApiProblem(0, OFFLINE);
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
}

function isDocument(body: unknown): body is Partial<ProblemDocument> {
  return typeof body === 'object' && body !== null;
}
