import { Icon } from '../components/button.tsx';
import { stateName, stateTone, type StateLine, type Tone } from './states.ts';

// written out, so that the build sees which rules of KERN are used
const BADGES: Readonly<Record<Tone, string>> = {
  success: 'kern-badge kern-badge--small kern-badge--success',
  warning: 'kern-badge kern-badge--small kern-badge--warning',
  danger: 'kern-badge kern-badge--small kern-badge--danger',
  info: 'kern-badge kern-badge--small kern-badge--info',
};

export type StateBadgeProps = { readonly line: StateLine; readonly state: string };

/** A state in words, with a picture and a colour that say the same. */
export function StateBadge({ line, state }: StateBadgeProps) {
  const tone = stateTone(line, state);
  return (
    <span class={BADGES[tone]}>
      <Icon name={tone} />
      <span class="kern-label kern-label--small">{stateName(line, state)}</span>
    </span>
  );
}
