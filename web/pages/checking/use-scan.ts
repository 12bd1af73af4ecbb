import { useEffect } from 'preact/hooks';
import { useResource, type Resource } from '../../api/use-resource.ts';
import type { UploadView } from '../../api/types.ts';

const LOOK_AGAIN_MS = 3000;

/** An upload, read again as long as its inspection runs. */
export function useScan(uploadId: string): Resource<UploadView> {
  const scan = useResource<UploadView>(`/v1/uploads/${encodeURIComponent(uploadId)}`);
  const { body, isLoading, reload } = scan;
  const isOpen = body?.state === 'announced';
  useEffect(() => {
    if (!isOpen || isLoading) return undefined;
    const timer = setTimeout(reload, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isOpen, isLoading, reload]);
  return scan;
}

const FRESH_MS = 15_000;

/** Reads again while the page is looked at, so that a second person sees what the first one has just done. */
export function useFresh(reload: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(look, FRESH_MS);
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', look);
    };
  }, [reload]);
}
