import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export type DialogProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions: ComponentChildren;
  /** Escape and the browser's back gesture; absent where an answer is needed. */
  readonly onClose?: () => void;
};

/** A modal dialog of the platform: it holds the focus and gives it back. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // Only closing gives the focus back by itself, and this dialog ends by being taken away.
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      class="kern-dialog"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header class="kern-dialog__header">
        <h2 class="kern-title kern-title--large" id={id}>
          {title}
        </h2>
      </header>
      <section class="kern-dialog__body">
        <div class="kern-body dialog-content">{children}</div>
      </section>
      <footer class="kern-dialog__footer">{actions}</footer>
    </dialog>
  );
}
