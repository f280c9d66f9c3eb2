import type { ObjectEdit, ObjectRef } from "@fyr/contract";

/** What the editor was opened for. */
export type AskedEditor =
  /** An object that is there, with those that belong to it. */
  | { readonly kind: "object"; readonly object: ObjectRef }
  /** Objects that are made or taken away as a whole: their review comes first. */
  | { readonly kind: "edits"; readonly title: string; readonly words: string; readonly edits: readonly ObjectEdit[] };

export interface EditorStoreState {
  readonly opened: boolean;
  /** Kept while the dialog closes. */
  readonly asked?: AskedEditor;
  /** Another for each opening. */
  readonly opening: number;
}

const listeners = new Set<() => void>();
let state: EditorStoreState = { opened: false, opening: 0 };

/** Which object's editor is open. It outlives what opened it: a card goes when what it is about does. */
export const objectEditor = {
  getState: (): EditorStoreState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  open: (asked: AskedEditor): void => set({ opened: true, asked, opening: state.opening + 1 }),
  close: (): void => set({ ...state, opened: false }),
};

function set(next: EditorStoreState): void {
  state = next;
  for (const listener of listeners) listener();
}
