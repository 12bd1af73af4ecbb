import type { ZielvereinbarungView } from '../../../api/types.ts';
import { PageSection } from './page-section.tsx';

/** What is worth a second look and stops nothing; nothing to see where there is none. */
export function HintsSection({ view: { hints } }: { readonly view: ZielvereinbarungView }) {
  if (hints.length === 0) return null;
  return (
    <PageSection id="hinweise" title="Hinweise">
      <ul class="kern-list kern-list--bullet">
        {hints.map(({ version, code, text }) => (
          <li key={`${version}-${code}`}>
            {text} <a href={`#ereignis-${version}`}>Ereignis {version}</a>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
