import type { ComponentChildren } from 'preact';
import { affectedBy } from '../commands/field-of-detail.ts';
import type { ApiProblem } from '../api/client.ts';
import { Icon, type IconName } from './button.tsx';

const KINDS = {
  info: { rule: 'kern-alert--info', icon: 'info' },
  success: { rule: 'kern-alert--success', icon: 'success' },
  warning: { rule: 'kern-alert--warning', icon: 'warning' },
  danger: { rule: 'kern-alert--danger', icon: 'danger' },
} as const satisfies Record<string, { rule: string; icon: IconName }>;

export type AlertProps = {
  readonly kind: keyof typeof KINDS;
  readonly title: string;
  readonly children?: ComponentChildren;
};

/** A notice that screen readers say when it appears: at once where it is a danger, else in its turn. */
export function Alert({ kind, title, children }: AlertProps) {
  const { rule, icon } = KINDS[kind];
  return (
    <div class={`kern-alert ${rule}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <div class="kern-alert__header">
        <Icon name={icon} />
        <span class="kern-title">{title}</span>
      </div>
      {children !== undefined && (
        <div class="kern-alert__body">
          <div class="kern-body">{children}</div>
        </div>
      )}
    </div>
  );
}

/** What went wrong, in the words of the API, with its reason code and the path of the field for whoever is asked for help. */
export function ProblemAlert({ problem }: { readonly problem: ApiProblem | undefined }) {
  if (problem === undefined) return null;
  const { message, code, detail } = problem;
  const affected = detail === undefined ? undefined : affectedBy(detail);
  return (
    <Alert kind="danger" title={message}>
      {affected !== undefined && <p class="kern-body">Betroffen: {affected}</p>}
      <ForInquiries words={[code, problem.document.field]} />
    </Alert>
  );
}

/** Words of the contract, apart from the sentences, for whoever is asked for help. Nothing where there are none. */
export function ForInquiries({ words }: { readonly words: readonly (string | undefined)[] }) {
  const known = words.filter((word) => word !== undefined);
  if (known.length === 0) return null;
  return (
    <p class="kern-body--small">
      Für Rückfragen: <code>{known.join(' · ')}</code>
    </p>
  );
}
