import { useEffect, useState } from 'preact/hooks';

const NAME = 'farbschema';
const LABELS = { system: 'wie im System', light: 'hell', dark: 'dunkel' } as const;
type Theme = keyof typeof LABELS;

/** Light, dark, or as the system says; remembered on this machine, because it says nothing about anybody. */
export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(chosenBefore);
  useEffect(() => {
    const { documentElement: root } = document;
    if (theme === 'system') delete root.dataset['kernTheme'];
    else root.dataset['kernTheme'] = theme;
    localStorage.setItem(NAME, theme);
  }, [theme]);
  return (
    <label class="kern-body kern-body--small theme">
      Farben:{' '}
      <select
        value={theme}
        onChange={({ currentTarget }) => {
          if (isTheme(currentTarget.value)) setTheme(currentTarget.value);
        }}
      >
        {Object.entries(LABELS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function chosenBefore(): Theme {
  const theme = localStorage.getItem(NAME) ?? 'system';
  return isTheme(theme) ? theme : 'system';
}

function isTheme(value: string): value is Theme {
  return Object.hasOwn(LABELS, value);
}
