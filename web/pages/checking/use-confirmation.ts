import { useEffect, useRef, useState } from 'preact/hooks';
import type { Confirmation, ConfirmationPreview, UploadView } from '../../api/types.ts';
import { useForeseenCommand, type ForeseenCommand } from '../../commands/use-foreseen-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { lookDelays } from '../upload/transfer/patience.ts';

/** A confirmation under way: foreseen, sent, waiting for the archive where the scan was only assigned, or slower than usual. */
export type Confirming = Omit<ForeseenCommand<Confirmation, ConfirmationPreview>, 'send'> & {
  readonly isAssigning: boolean;
  readonly isSlow: boolean;
  /** Sends what was foreseen: what was recorded; undefined where nothing was yet. */
  readonly confirm: () => Promise<RecordedConfirmation | undefined>;
};

/** Answer of a confirmation that recorded something or found it recorded. */
export type RecordedConfirmation = Extract<Confirmation, { readonly events: unknown }>;

/**
 * Foresees and sends a confirmation. One that only assigns the scan is foreseen again by itself once the scan is
 * archived: only then can anybody say what the confirmation brings about.
 */
export function useConfirmation(uploadId: string): Confirming {
  const { api } = useWorkplace();
  const announce = useAnnounce();
  const path = `/v1/uploads/${encodeURIComponent(uploadId)}`;
  const { send, ...command } = useForeseenCommand<Confirmation, ConfirmationPreview>(`${path}/confirmation`);
  const [isAssigning, setIsAssigning] = useState(false);
  const [isSlow, setIsSlow] = useState(false);
  const asked = useRef<object>({});
  const isGone = useRef(false);
  useEffect(() => () => void (isGone.current = true), []);

  async function isArchived(): Promise<boolean> {
    for (const delay of lookDelays()) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (isGone.current) return false;
      const view = await api.get<UploadView>(path).catch(() => undefined);
      if (view?.body.state === 'archived') return true;
    }
    return false;
  }

  async function foresee(body: object) {
    asked.current = body;
    setIsSlow(false);
    return command.foresee(body);
  }

  async function confirm(): Promise<RecordedConfirmation | undefined> {
    const answer = await send();
    if (answer === undefined || 'events' in answer) return answer;
    setIsAssigning(true);
    announce(answer.text);
    const canGoOn = await isArchived();
    setIsAssigning(false);
    setIsSlow(!canGoOn);
    if (canGoOn) await foresee(asked.current);
    return undefined;
  }

  return { ...command, foresee, confirm, isAssigning, isSlow };
}
