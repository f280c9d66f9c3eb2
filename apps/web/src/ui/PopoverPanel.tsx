import { Suspense } from "react";
import css from "./PopoverPanel.module.css";
import type { usePopover } from "./use-popover.ts";

/** What a popover holds, made when it opens; the first control in it takes the focus. */
export function PopoverPanel(props: {
  label: string;
  popover: ReturnType<typeof usePopover>;
  children: React.ReactNode;
}) {
  const { label, popover, children } = props;
  return (
    <div {...popover.panelProps} className={css.panel}>
      {popover.isOpen && (
        <Suspense fallback={<div role="dialog" aria-label={label} aria-busy="true" />}>
          <div role="dialog" aria-label={label} ref={focusFirst}>
            {children}
          </div>
        </Suspense>
      )}
    </div>
  );
}

function focusFirst(dialog: HTMLElement | null): void {
  dialog?.querySelector<HTMLElement>("input, button")?.focus();
}
