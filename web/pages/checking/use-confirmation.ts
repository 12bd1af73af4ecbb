import { useEffect, useRef, useState } from 'preact/hooks';
import { useCommand, type Command } from '../../api/use-command.ts';
import type { Confirmation, UploadView } from '../../api/types.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { lookDelays } from '../upload/patience.ts';

/** A confirmation under way: sent, waiting for the archive where the scan was only assigned, or slower than usual. */
export type Confirming = Pick<Command<Confirmation>, 'isRunning' | 'problem'> & {
  readonly isAssigning: boolean;
  readonly isSlow: boolean;
  /** What was recorded; undefined where it was not. */
  readonly confirm: (body: object) => Promise<Recorded | undefined>;
};

/** Answer of a confirmation that recorded something or found it recorded. */
export type Recorded = Extract<Confirmation, { readonly events: unknown }>;

/** Sends a confirmation; one that only assigned the scan is repeated by itself once the scan is archived. */
export function useConfirmation(uploadId: string): Confirming {
  const { api } = useWorkplace();
  const announce = useAnnounce();
  const { isRunning, problem, send } = useCommand<Confirmation>();
  const [isAssigning, setIsAssigning] = useState(false);
  const [isSlow, setIsSlow] = useState(false);
  const isGone = useRef(false);
  useEffect(() => () => void (isGone.current = true), []);
  const path = `/v1/uploads/${encodeURIComponent(uploadId)}`;

  async function isArchived(): Promise<boolean> {
    for (const delay of lookDelays()) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (isGone.current) return false;
      const view = await api.get<UploadView>(path).catch(() => undefined);
      if (view?.body.state === 'archived') return true;
    }
    return false;
  }

  async function confirm(body: object): Promise<Recorded | undefined> {
    setIsSlow(false);
    const answer = await send(`${path}/confirmation`, body);
    if (answer === undefined) return undefined;
    if ('events' in answer.body) return answer.body;
    setIsAssigning(true);
    announce(answer.body.text);
    const canGoOn = await isArchived();
    setIsAssigning(false);
    setIsSlow(!canGoOn);
    const repeated = canGoOn ? await send(`${path}/confirmation`, body) : undefined;
    return repeated !== undefined && 'events' in repeated.body ? repeated.body : undefined;
  }

  return { isRunning, problem, isAssigning, isSlow, confirm };
}
