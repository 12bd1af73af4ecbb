import type { Command } from './command.ts';

/** A call that waits to be carried out. */
export type Pending = {
  readonly command: Command;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** A pause of a run: it goes on at this time or later. */
export type Rest = { readonly until: number; readonly resolve: () => void };

/** What became of a run. */
export type End = { readonly value: unknown } | { readonly error: unknown };

/**
 * One process of a function: its clients hand every call over and wait, so that the simulation decides what takes
 * place next. A process that ends leaves its calls unanswered for ever, as a killed one does.
 */
export class Process {
  readonly fn: string;
  readonly pending: Pending[] = [];
  readonly rests: Rest[] = [];
  end: End | undefined;
  /** Milliseconds by which its clock is ahead of the services'; less than 0 where it is behind. */
  ahead = 0;
  /** Its run counts as failed, but goes on, from this time on. */
  goesOnAt: number | undefined;
  private wake: (() => void) | undefined;
  private readonly now: () => number;

  constructor(fn: string, now: () => number) {
    this.fn = fn;
    this.now = now;
  }

  /** A client of the SDK for this process; only `send` is asked of it. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each adapter says which client it takes
  client<Client>(): Client {
    const send = (command: { readonly constructor: { readonly name: string }; readonly input: object }) =>
      new Promise<unknown>((resolve, reject) => {
        const name = command.constructor.name.replace(/Command$/u, '');
        this.pending.push({ command: { name, input: command.input }, resolve, reject });
        this.wake?.();
      });
    return { send } as Client;
  }

  /** Begins a run and waits until it asks for something or ends. */
  begin(run: () => Promise<unknown>): Promise<void> {
    this.end = undefined;
    this.goesOnAt = undefined;
    return this.untilIdle(() => {
      run().then(
        (value) => this.finish({ value }),
        (error: unknown) => this.finish({ error }),
      );
    });
  }

  /** Answers a call and waits until the run asks for something else or ends. */
  answer(pending: Pending, answer: End): Promise<void> {
    this.pending.splice(this.pending.indexOf(pending), 1);
    const reply = () => ('error' in answer ? pending.reject(answer.error) : pending.resolve(answer.value));
    return this.untilIdle(reply);
  }

  /** Pauses the run: no real time passes, and what comes meanwhile is up to the simulation. */
  rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.rests.push({ until: this.now() + milliseconds, resolve });
      this.wake?.();
    });
  }

  /** Ends a pause and waits until the run asks for something or ends. */
  goOn(rest: Rest): Promise<void> {
    this.rests.splice(this.rests.indexOf(rest), 1);
    return this.untilIdle(rest.resolve);
  }

  private untilIdle(stir: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = undefined;
        resolve();
      };
      stir();
      // A run that waits for several answers at once need not ask for more.
      if (this.pending.length + this.rests.length > 0) this.wake?.();
    });
  }

  private finish(end: End): void {
    this.end = end;
    this.wake?.();
  }
}
