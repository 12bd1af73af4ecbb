import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { FaultKind } from '../../simulation/cloud/faults.ts';

/** The faults of the simulator that can be forced between a process and the emulator. */
export type ForcedFault = Extract<
  FaultKind,
  'killed-before' | 'killed-after' | 'answer-lost' | 'throttled' | 'conflict'
>;

/** A call on its way: its operation, its place among the calls of this operation from 1, and its JSON. */
export type PassingCall = { readonly operation: string; readonly nth: number; readonly body: string };

/** A call that passed, and the fault that met it. */
export type PassedCall = PassingCall & { readonly fault?: ForcedFault };

/** Where the way leads, which call meets which fault, and who is killed. */
type Way = {
  readonly endpoint: string;
  readonly faultOf: (call: PassingCall) => ForcedFault | undefined;
  readonly kill: () => Promise<void>;
};

/**
 * A loopback proxy between one process and the emulator, which itself never throttles, never conflicts and loses no
 * answer. Notes every call; at a chosen one it kills the process, loses the answer or answers itself.
 */
export async function faultyWay({ endpoint, faultOf, kill }: Way) {
  const calls: PassedCall[] = [];

  function note(request: IncomingMessage, body: string): PassedCall {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const nth = calls.filter((call) => call.operation === operation).length + 1;
    const fault = faultOf({ operation, nth, body });
    const call = { operation, nth, body, ...(fault && { fault }) };
    calls.push(call);
    return call;
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const { fault, body } = note(request, bytes.toString('utf8'));
    if (fault === 'throttled' || fault === 'conflict') return refuse(response, REFUSALS[fault](body));
    if (fault === 'killed-before') await kill();
    else await forward(request, bytes, fault === undefined ? response : undefined);
    if (fault === 'killed-after') await kill();
    if (fault !== undefined) request.socket.resetAndDestroy();
  }

  /** The answer goes back where somebody is to hear it; it is awaited in any case. */
  async function forward(
    request: IncomingMessage,
    body: Buffer<ArrayBuffer>,
    response?: ServerResponse,
  ): Promise<void> {
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${endpoint}${request.url}`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    response?.writeHead(answer.status, { 'content-type': JSON_1_0 }).end(bytes);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const JSON_1_0 = 'application/x-amz-json-1.0';

function refuse(response: ServerResponse, problem: object): void {
  response.writeHead(400, { 'content-type': JSON_1_0 }).end(JSON.stringify(problem));
}

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

/** As DynamoDB words them. */
const REFUSALS = {
  throttled: () => ({ __type: `${NAMESPACE}ThrottlingException`, message: 'Rate exceeded' }),
  conflict: (body: string) => {
    const { TransactItems: [_, ...others] = [] } = JSON.parse(body) as { TransactItems?: object[] };
    return {
      __type: `${NAMESPACE}TransactionCanceledException`,
      message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      CancellationReasons: [
        { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
        ...others.map(() => ({ Code: 'None' })),
      ],
    };
  },
};
