import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server meets one request: what it writes, and what it leaves out. */
export type Behaviour = (socket: Socket) => void;

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\n';

/** Every kind of silence after the connection stands. */
export const SILENCES: Readonly<Record<string, Behaviour>> = {
  'says nothing': () => undefined,
  'says half a head': (socket) => void socket.write(HEAD.slice(0, 30)),
  'says a head and no body': (socket) => void socket.write(`${HEAD}content-length: 20\r\n\r\n`),
  'says half a body': (socket) => void socket.write(`${HEAD}content-length: 20\r\n\r\n{"half":`),
  'says a piece and never the last': (socket) =>
    void socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
  'lets its head drip': (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-long: '),
  'lets its body drip': (socket) => drip(socket, `${HEAD}content-length: 100000\r\n\r\n`),
};

/** A server that lets itself be sent a file, and reads nothing of it. */
export const readsNothing: Behaviour = (socket) => {
  socket.pause();
  socket.write('HTTP/1.1 100 Continue\r\n\r\n');
};

/** What is heard at once: an end, but no answer. */
export const BREAKS: Readonly<Record<string, Behaviour>> = {
  'hangs up without a word': (socket) => void socket.destroy(),
  'hangs up in the middle of the body': (socket) => {
    socket.write(`${HEAD}content-length: 20\r\n\r\n{"half":`, () => setImmediate(() => socket.destroy()));
  },
};

/** A whole answer. */
export const answers =
  (body = '{}'): Behaviour =>
  (socket) =>
    void socket.write(`${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

function drip(socket: Socket, head: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(' '), 5);
  socket.once('close', () => clearInterval(timer));
  socket.once('error', () => clearInterval(timer));
}

/** Something that listens, until it is closed. */
export type Served = { readonly port: number; readonly close: () => Promise<unknown> };

/** A server of one test. */
export type ScriptedServer = Served & {
  /** Connections ever and at the moment, and requests whose head was read whole. */
  readonly heard: { connections: number; open: number; requests: number };
};

/** Meets the first request by the first behaviour and so on; the last one meets all that follow. */
export async function scriptedServer(
  first: Behaviour,
  ...then: readonly Behaviour[]
): Promise<ScriptedServer> {
  const behaviours = [first, ...then];
  const sockets = new Set<Socket>();
  const heard = { connections: 0, open: 0, requests: 0 };
  const server = createServer((socket) => {
    heard.connections += 1;
    heard.open += 1;
    socket.on('close', () => (heard.open -= 1));
    sockets.add(socket);
    socket.on('error', () => undefined);
    let asked = '';
    socket.on('data', (piece) => {
      asked += piece.toString('latin1');
      const end = asked.indexOf('\r\n\r\n');
      if (end < 0) return;
      asked = '';
      const behaviour = behaviours[heard.requests] ?? behaviours.at(-1);
      heard.requests += 1;
      behaviour?.(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      return once(server, 'close');
    },
  };
}

const LISTENS = `require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
  console.log(this.address().port);
});`;

/** A port behind which a process lies still and whose queue of connections is full: none is ever made. */
export async function fullPort(): Promise<Served> {
  const child = spawn(process.execPath, ['-e', LISTENS]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  const waiting = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await sleep(50);
  return {
    port,
    close() {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
      return once(child, 'close');
    },
  };
}
