const PARTS = [
  ['naechster-schritt', 'Nächster Schritt'],
  ['handeln', 'Was Sie tun können'],
  ['unterschriften', 'Unterschriften'],
  ['scans', 'Scans'],
  ['fassungen', 'Fassungen'],
  ['betraege', 'Beträge'],
  ['bescheid', 'Bescheid'],
  ['steuerung', 'Steuerung'],
  ['dokumente', 'Dokumente'],
  ['verlauf', 'Verlauf'],
] as const;

/** The parts of a long page, each one link away; without the actions where nothing can be done. */
export function PartsNav({ hasActions }: { readonly hasActions: boolean }) {
  return (
    <nav class="parts no-print" aria-label="Auf dieser Seite">
      <ul>
        {PARTS.filter(([id]) => hasActions || id !== 'handeln').map(([id, label]) => (
          <li key={id}>
            <a class="kern-link kern-link--no-visited-state" href={`#${id}`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
