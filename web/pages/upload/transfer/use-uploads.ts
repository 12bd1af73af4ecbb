import { useEffect, useState } from 'preact/hooks';
import { useAnnounce } from '../../../components/announcer.tsx';
import { useWorkplace } from '../../../session/session-context.ts';
import { announcement } from '../sentences.ts';
import { uploadsOf, type RunningUploads } from './uploads.ts';

/** The uploads of whoever has signed in; draws the page anew when one moves and tells screen readers of each step. */
export function useUploads(): RunningUploads {
  const { api, person } = useWorkplace();
  const announce = useAnnounce();
  const uploads = uploadsOf(api, person.sub);
  const [, setTurn] = useState(0);
  useEffect(() => {
    void uploads.resume();
    return uploads.onChange(({ upload, progress }, before) => {
      setTurn((turn) => turn + 1);
      const said = announcement(upload.name, before, progress);
      if (said !== undefined) announce(said);
    });
  }, [uploads, announce]);
  return uploads;
}
