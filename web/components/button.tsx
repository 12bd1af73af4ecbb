import type { ComponentChildren } from 'preact';

/** Icons of KERN that the workplace uses; decoration beside a label, never instead of one. */
export type IconName =
  | 'add'
  | 'arrow-back'
  | 'arrow-forward'
  | 'check'
  | 'close'
  | 'danger'
  | 'download'
  | 'drive-folder-upload'
  | 'edit'
  | 'info'
  | 'logout'
  | 'open-in-new'
  | 'success'
  | 'warning';

/** A picture beside words; screen readers pass it by. */
export function Icon({ name }: { readonly name: IconName }) {
  return <span class={`kern-icon ${ICONS[name]}`} aria-hidden="true" />;
}

// written out, so that the build sees which rules of KERN are used
const ICONS: Readonly<Record<IconName, string>> = {
  add: 'kern-icon--add',
  'arrow-back': 'kern-icon--arrow-back',
  'arrow-forward': 'kern-icon--arrow-forward',
  check: 'kern-icon--check',
  close: 'kern-icon--close',
  danger: 'kern-icon--danger',
  download: 'kern-icon--download',
  'drive-folder-upload': 'kern-icon--drive-folder-upload',
  edit: 'kern-icon--edit',
  info: 'kern-icon--info',
  logout: 'kern-icon--logout',
  'open-in-new': 'kern-icon--open-in-new',
  success: 'kern-icon--success',
  warning: 'kern-icon--warning',
};

const KINDS = {
  primary: 'kern-btn--primary',
  secondary: 'kern-btn--secondary',
  tertiary: 'kern-btn--tertiary',
} as const;

export type ButtonProps = {
  readonly children: ComponentChildren;
  /** Default: secondary; one primary button a page. */
  readonly kind?: keyof typeof KINDS;
  readonly icon?: IconName;
  /** Default: button. */
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
  /** Says that it works on something; it stays in the focus order and takes no second click. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** What screen readers say where the label alone is not unique on the page. */
  readonly label?: string;
};

/** A button of KERN. */
export function Button({ children, kind = 'secondary', icon, type = 'button', ...rest }: ButtonProps) {
  const { onClick, isBusy = false, isDisabled = false, label } = rest;
  return (
    <button
      type={type}
      class={`kern-btn ${KINDS[kind]}`}
      aria-label={label}
      aria-disabled={isBusy || undefined}
      disabled={isDisabled}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span class="kern-label">{isBusy ? 'Bitte warten …' : children}</span>
    </button>
  );
}
