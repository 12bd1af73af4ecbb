import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How an invocation ended: with an answer, with an error, or with a process that is gone. */
export type End = { readonly pid: number } & (
  | { readonly answer: unknown }
  | { readonly error: string }
  | { readonly killed: true }
);

/** What a function runs from: its bundle and its variables. */
type Deployment = { readonly bundle: string; readonly variables: Readonly<Record<string, string>> };

const ENTRY = join(import.meta.dirname, 'run-function.mjs');

/**
 * A function with one process of its own: started by the first event, warm for the next ones, and started anew once
 * it was killed. One event at a time.
 */
export class LocalFunction {
  private readonly deployment: Deployment;
  private process: ChildProcess | undefined;

  constructor(deployment: Deployment) {
    this.deployment = deployment;
  }

  async invoke(event: object): Promise<End> {
    const child = await this.warm();
    const pid = child.pid ?? 0;
    return new Promise((resolve) => {
      const onExit = () => {
        child.off('message', onMessage);
        resolve({ pid, killed: true });
      };
      const onMessage = (said: unknown) => {
        child.off('exit', onExit);
        resolve({ pid, ...(said as { answer: unknown } | { error: string }) });
      };
      child.once('exit', onExit);
      child.once('message', onMessage);
      child.send(event);
    });
  }

  /** SIGKILL: the process ends where it stands; resolves once it is gone. */
  kill(): Promise<void> {
    return this.end((child) => child.kill('SIGKILL'));
  }

  /** An orderly end, if there is a process. */
  stop(): Promise<void> {
    return this.end((child) => child.disconnect());
  }

  private async end(how: (child: ChildProcess) => void): Promise<void> {
    if (this.process === undefined || !isRunning(this.process)) return;
    const gone = once(this.process, 'exit');
    how(this.process);
    await gone;
  }

  private async warm(): Promise<ChildProcess> {
    if (this.process !== undefined && isRunning(this.process)) return this.process;
    const { bundle, variables } = this.deployment;
    const child = fork(ENTRY, [bundle], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { PATH: process.env['PATH'], ...variables },
    });
    this.process = child;
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]);
    if (!isReady) throw new Error('The function ended before it was ready');
    return child;
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
