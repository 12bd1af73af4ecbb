import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** How long a client waits, in milliseconds. */
export type Limits = {
  /** Until the connection stands. */
  readonly connectMs: number;
  /** Until the whole answer is there, from the first byte asked to the last byte read: one attempt. */
  readonly answerMs: number;
};

/** Longest answer that is read as a whole before it is handed on: every scan that the upload form lets in, with room. */
const WHOLE_BYTES = 64 * 1024 * 1024;

type Handled = ReturnType<NodeHttpHandler['handle']>;
type Request = Parameters<NodeHttpHandler['handle']>[0];
type Options = NonNullable<Parameters<NodeHttpHandler['handle']>[1]>;

/**
 * An attempt ends when the whole answer is there, or with a `TimeoutError` when its time is over, whatever the
 * silence looks like: no connection, no end of the TLS handshake, no head, half a head, a body that stalls or drips.
 * Its connection is closed then. The body is part of the attempt, so that the client tries again also where only
 * that broke off; the time limits of the SDK end with the head, and `requestTimeout` alone only warns.
 *
 * An answer of more than 64 MB is handed on piece by piece, for it may be larger than a function's memory: then the
 * limit holds for each piece, and whoever reads it hears of the silence.
 */
export class DeadlineHandler extends NodeHttpHandler {
  readonly limits: Limits;

  constructor(limits: Limits) {
    super({ connectionTimeout: limits.connectMs });
    this.limits = limits;
  }

  override handle(request: Request, options: Options = {}): Handled {
    const { answerMs } = this.limits;
    const ended = new AbortController();
    const { abortSignal: asked } = options;
    const abortSignal = asked instanceof AbortSignal ? AbortSignal.any([asked, ended.signal]) : ended.signal;
    const answer = super
      .handle(request, { ...options, abortSignal })
      .then(({ response }) => wholly(response, answerMs));
    return within(answerMs, answer, () => ended.abort());
  }
}

async function wholly(response: Awaited<Handled>['response'], answerMs: number): Promise<Awaited<Handled>> {
  const body: unknown = response.body;
  if (!(body instanceof Readable)) return { response };
  const isLong = Number(response.headers['content-length'] ?? 0) > WHOLE_BYTES;
  const pieces = isLong ? pieceByPiece(body, answerMs) : await body.toArray();
  response.body = Readable.from(pieces, { objectMode: false });
  return { response };
}

/** Nobody counts while the reader is busy with a piece: only the other side can be late. */
async function* pieceByPiece(body: Readable, silenceMs: number): AsyncGenerator<unknown, void> {
  const pieces: AsyncIterator<unknown> = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await within(silenceMs, pieces.next(), () => body.destroy());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    body.destroy();
  }
}

/** What was promised, or a `TimeoutError` after so long; then `end` lets go of what is under way. */
async function within<Value>(
  milliseconds: number,
  promised: Promise<Value>,
  end: () => void,
): Promise<Value> {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(overdueAfter(milliseconds));
    end();
  }, milliseconds);
  try {
    return await Promise.race([promised, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

/** By this name and code the SDK knows that it may try again. */
function overdueAfter(milliseconds: number): Error {
  const error = new Error(`No whole answer within ${milliseconds} ms`);
  return Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' });
}
