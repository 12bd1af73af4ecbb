import { useState } from 'preact/hooks';
import type { ApiProblem } from '../api/client.ts';
import type { Foretold, CommandPreview } from '../api/types.ts';
import { useCommand } from '../api/use-command.ts';

/** A command on its way: what would follow, and what stands against it. */
export type Foreseen = {
  readonly preview: Foretold | undefined;
  /** Why it was not recorded, or why nobody could say what would follow. */
  readonly problem: ApiProblem | undefined;
  readonly isRunning: boolean;
  /** The state does not allow it any more: most likely somebody else was quicker. */
  readonly isOvertaken: boolean;
};

/** The two steps of every command: asked what it would do, then sent. */
export type ForeseenCommand<Answer, Said extends Foretold = CommandPreview> = Foreseen & {
  readonly preview: Said | undefined;
  /** Asks what would follow; records nothing. */
  readonly foresee: (body: object) => Promise<Said | undefined>;
  /** Sends what was foreseen; undefined where it was not recorded. */
  readonly send: () => Promise<Answer | undefined>;
  /** Back to what was typed. */
  readonly goBack: () => void;
};

type Pending<Said> = {
  readonly body: object;
  readonly preview: Said;
  readonly seen: string | undefined;
};

/**
 * The way of every command: first what would follow (`?preview`), then the command itself, the same content under
 * the version at which it was foreseen; `etag` is absent where it is true whatever happened meanwhile, and of what
 * does not exist yet.
 */
export function useForeseenCommand<Answer, Said extends Foretold = CommandPreview>(
  path: string,
  etag?: string,
): ForeseenCommand<Answer, Said> {
  const asking = useCommand<Said>();
  const sending = useCommand<Answer>();
  const [pending, setPending] = useState<Pending<Said> | undefined>();
  const { status } = sending.problem ?? {};
  return {
    preview: pending?.preview,
    problem: sending.problem ?? asking.problem,
    isRunning: asking.isRunning || sending.isRunning,
    isOvertaken: status === 412 || status === 409,
    async foresee(body) {
      sending.forget();
      const answer = await asking.send(`${path}?preview`, body);
      // What is recorded is what was shown, or somebody was quicker.
      setPending(answer && { body, preview: answer.body, seen: etag });
      return answer?.body;
    },
    async send() {
      if (pending === undefined) return undefined;
      const answer = await sending.send(path, pending.body, pending.seen);
      if (answer !== undefined) setPending(undefined);
      return answer?.body;
    },
    goBack() {
      setPending(undefined);
      asking.forget();
      sending.forget();
    },
  };
}
