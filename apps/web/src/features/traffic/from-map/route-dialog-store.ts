import type { RouteRef, RuleRef, Weight } from "@fyr/contract";

export interface AskedDialog {
  readonly route: RouteRef;
  readonly rule: RuleRef;
  /** Weights to begin with; absent, those that stand. */
  readonly proposal?: readonly Weight[];
  /** Begin with the review of the proposal. */
  readonly review?: boolean;
}

export interface RouteDialogState {
  readonly opened: boolean;
  /** Kept while the dialog closes. */
  readonly asked?: AskedDialog;
}

const listeners = new Set<() => void>();
let state: RouteDialogState = { opened: false };

/**
 * Which route's dialog is open. It does not live where it is opened: an edge that gets no more traffic takes its
 * inspector away, and the change that did it must still be watched and undone.
 */
export const routeDialog = {
  getState: (): RouteDialogState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  open: (asked: AskedDialog): void => set({ opened: true, asked }),
  close: (): void => set({ ...state, opened: false }),
};

function set(next: RouteDialogState): void {
  state = next;
  for (const listener of listeners) listener();
}
