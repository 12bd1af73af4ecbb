import { useState } from 'preact/hooks';
import type { ApiProblem } from '../../api/client.ts';
import type { Preview } from '../../api/types.ts';
import { useCommand } from '../../api/use-command.ts';

/** What a person is about to report about a Zielvereinbarung. */
export type Reported = { readonly type: string; readonly data: object };

/** A command on its way: asked what it would do, then sent. */
export type ForeseenCommand = {
  readonly preview: Preview | undefined;
  /** Why the preview could not be made. */
  readonly asked: ApiProblem | undefined;
  /** Why it was not recorded. */
  readonly sent: ApiProblem | undefined;
  readonly isAsking: boolean;
  readonly isSending: boolean;
  readonly foresee: (reported: Reported) => Promise<Preview | undefined>;
  /** Sends what was foreseen; true where it was recorded, or was already. */
  readonly send: () => Promise<boolean>;
  readonly goBack: () => void;
};

/**
 * The way of a command about a Zielvereinbarung: first what would follow, then the command itself, for the version at
 * which it was foreseen (`etag`; absent where there is none yet).
 */
export function useForeseenCommand(subject: string, etag: string | undefined): ForeseenCommand {
  const path = `/v1/zielvereinbarungen/${subject}/events`;
  const asking = useCommand<Preview>();
  const sending = useCommand<{ readonly outcome: string }>();
  const [pending, setPending] = useState<
    { readonly reported: Reported; readonly preview: Preview; readonly seen: string | undefined } | undefined
  >();
  return {
    preview: pending?.preview,
    asked: asking.problem,
    sent: sending.problem,
    isAsking: asking.isRunning,
    isSending: sending.isRunning,
    async foresee(reported) {
      sending.forget();
      const answer = await asking.send(`${path}?preview`, reported);
      setPending(answer && { reported, preview: answer.body, seen: etag });
      return answer?.body;
    },
    async send() {
      if (pending === undefined) return false;
      const answer = await sending.send(path, pending.reported, pending.seen);
      if (answer === undefined) return false;
      setPending(undefined);
      return true;
    },
    goBack() {
      setPending(undefined);
    },
  };
}
