import { useState } from 'preact/hooks';
import { useWorkplace } from '../session/session-context.ts';

const MARK = 'draft:';

/**
 * What a person types, stored in this browser tab until it is sent: a reload, an ended session or a wrong click
 * lose nothing. Bound to the person, gone with signing out or closing the tab: nothing stays on a shared machine.
 */
export function useDraft<Value>(
  name: string,
  initial: Value,
): readonly [Value, (value: Value) => void, () => void] {
  const { person } = useWorkplace();
  const key = `${MARK}${person.sub}:${name}`;
  const [value, setValue] = useState<Value>(() => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this hook wrote it under the same name
    return (read(key) as Value | undefined) ?? initial;
  });
  return [
    value,
    (next) => {
      // At once and not after the next paint: what was typed last counts even where the page goes away with it.
      sessionStorage.setItem(key, JSON.stringify(next));
      setValue(next);
    },
    () => {
      sessionStorage.removeItem(key);
      setValue(initial);
    },
  ];
}

/** Takes away every draft of this tab. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(MARK)) sessionStorage.removeItem(key);
}

function read(key: string): unknown {
  const stored = sessionStorage.getItem(key);
  if (stored === null) return undefined;
  try {
    return JSON.parse(stored);
  } catch {
    return undefined; // A draft of an older build is no use to anybody.
  }
}
