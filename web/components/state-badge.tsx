import { Icon } from './button.tsx';
import { stateName, type StateLine } from '../../shared/words/states.ts';

/** How a state is meant, so that colour and picture say the same as its words. */
type Tone = 'success' | 'warning' | 'danger' | 'info';

const TONES: Readonly<Record<string, Tone>> = {
  'vereinbarung.concluded': 'success',
  'vereinbarung.cancelled': 'danger',
  'vereinbarung.partly-signed': 'warning',
  'scan.archived': 'warning',
  'scan.checked': 'success',
  'scan.not-authoritative': 'danger',
  'publication.published': 'success',
  'publication.held': 'warning',
  'publication.withdrawn': 'danger',
  'bescheid.refused': 'danger',
  'bescheid.revoked': 'danger',
  'bescheid.final': 'success',
  'bescheid.settled': 'success',
  'aenderung.partly-signed': 'warning',
  'umsetzungsbesprechung.held': 'success',
  'abweichungen.open': 'warning',
  'zielerreichung.assessed': 'success',
};

// written out, so that the build sees which rules of KERN are used
const BADGES: Readonly<Record<Tone, string>> = {
  success: 'kern-badge kern-badge--small kern-badge--success',
  warning: 'kern-badge kern-badge--small kern-badge--warning',
  danger: 'kern-badge kern-badge--small kern-badge--danger',
  info: 'kern-badge kern-badge--small kern-badge--info',
};

export type StateBadgeProps = {
  readonly line: StateLine;
  readonly state: string;
  /** Whether its page can be read, whatever comes next. */
  readonly isPublic?: boolean;
};

/** A state in words, with a picture and a colour that say the same. */
export function StateBadge({ line, state, isPublic = false }: StateBadgeProps) {
  const tone = stateTone(line, state);
  return (
    <span class={BADGES[tone]}>
      <Icon name={tone} />
      <span class="kern-label kern-label--small">{stateName(line, state, { isPublic })}</span>
    </span>
  );
}

/** The tone of a state; most only inform. */
function stateTone(line: StateLine, state: string): Tone {
  return TONES[`${line}.${state}`] ?? 'info';
}
