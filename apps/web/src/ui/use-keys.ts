import { useEffect, useEffectEvent } from "react";

/** Keys and what they do: `{ n: nextProblem }`, named as `KeyboardEvent.key` does. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Listens to single keys anywhere on the page: not while typing, not inside a dialog or menu, not with Ctrl, Alt
 * or ⌘. Who listens last (the innermost, the last mounted) and handles the key keeps it.
 */
export function useKeys(keys: Keys): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const action = keys[event.key];
    if (!action || isTaken(event)) return;
    event.preventDefault();
    action(event);
  });
  useEffect(() => {
    stack.push(handle);
    // While capturing: a dialog that Esc is about to close still stands, so the same press closes nothing else.
    if (stack.length === 1) window.addEventListener("keydown", dispatch, { capture: true });
    return () => {
      stack.splice(stack.indexOf(handle), 1);
      if (stack.length === 0) window.removeEventListener("keydown", dispatch, { capture: true });
    };
  }, []);
}

const stack: ((event: KeyboardEvent) => void)[] = [];

function dispatch(event: KeyboardEvent): void {
  for (const handle of stack.toReversed()) {
    if (event.defaultPrevented) return;
    handle(event);
  }
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("[role=dialog], [role=menu]") !== null) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  // A field with a list under it closes that first.
  if (event.key === "Escape") return target.closest("[role=combobox]") !== null;
  return (
    target.isContentEditable ||
    target.closest("textarea, select, input:not([type=radio], [type=checkbox], [type=range])") !== null
  );
}
