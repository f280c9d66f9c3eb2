/** `search`: the address of a view, "?ns=payments&find=failing". */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

type Store = Pick<Storage, "getItem" | "setItem">;

const listeners = new Set<() => void>();

/** Views of one mesh that were given a name, by name. */
export function savedViews(storage: Store, clusters: readonly string[]) {
  const key = `fyr.views.${[...clusters].sort().join("+")}`;
  const list = () => readViews(storage, key);
  const keep = (views: readonly SavedView[]) => {
    try {
      storage.setItem(key, JSON.stringify(views.toSorted((a, b) => a.name.localeCompare(b.name))));
    } catch {
      return false;
    }
    for (const listener of listeners) listener();
    return true;
  };
  return {
    list,
    /** In the place of one of the same name. False where the browser keeps nothing: it is full, or told not to. */
    save: (view: SavedView): boolean => keep([...list().filter(({ name }) => name !== view.name), view]),
    /** False where the new name is taken. */
    rename(from: string, to: string): boolean {
      const views = list();
      if (from !== to && views.some(({ name }) => name === to)) return false;
      keep(views.map((view) => (view.name === from ? { ...view, name: to } : view)));
      return true;
    },
    remove: (gone: string): boolean => keep(list().filter(({ name }) => name !== gone)),
    /** As it is kept: the same text, the same views. */
    text: () => storage.getItem(key) ?? "",
  };
}

/** Told of changes here and in other tabs; returns the end of it. */
export function onSavedViews(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function readViews(storage: Store, key: string): readonly SavedView[] {
  try {
    const held: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(held) ? held.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(held: unknown): held is SavedView {
  if (typeof held !== "object" || held === null) return false;
  return "name" in held && typeof held.name === "string" && "search" in held && typeof held.search === "string";
}
