import { PageFrame } from '../components/page.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PageFrame title="Diese Seite gibt es nicht">
      <p class="kern-body">
        Vielleicht ist die Adresse unvollständig. Zur{' '}
        <a class="kern-link" href="/">
          Übersicht
        </a>
        .
      </p>
    </PageFrame>
  );
}
