import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

export type DialogProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions: ComponentChildren;
  /** Which of several steps is shown; when it changes and nothing in the new one takes the focus, the title does. */
  readonly step?: string;
  /** Escape and the browser's back gesture; absent where an answer is needed. */
  readonly onClose?: () => void;
};

/** A modal dialog of the platform: it holds the focus and gives it back. */
export function Dialog({ title, children, actions, step, onClose }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the effects of what is inside, which may want the focus.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    // This dialog ends by being taken away: closed first, because nothing behind an open one can have the focus.
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    // The button that led on or back went with its step.
    if (heading.current === null || dialog.current?.contains(document.activeElement) === true) return;
    // Only now: at first the browser gives the focus to what can be done.
    heading.current.tabIndex = -1;
    heading.current.focus();
  }, [step]);
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
        <h2 class="kern-title kern-title--large" id={id} ref={heading}>
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
