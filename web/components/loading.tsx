import { useEffect, useState } from 'preact/hooks';

/** Says that something is on its way, and after ten seconds that it takes long. */
export function Loading({ what }: { readonly what: string }) {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), 10_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" role="status">
      <div class="kern-loader kern-loader--visible" aria-hidden="true" />
      <p class="kern-body">
        {what} wird geladen …
        {isSlow && ' Das dauert länger als üblich; die Verbindung ist vielleicht langsam.'}
      </p>
    </div>
  );
}
