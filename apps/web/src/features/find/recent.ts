const key = "fyr.expressions";
const most = 5;

type Store = Pick<Storage, "getItem" | "setItem">;

/** Expressions that were used, the latest first. */
export function recentExpressions(storage: Store): readonly string[] {
  try {
    const held: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(held) ? held.filter((text) => typeof text === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

export function rememberExpression(storage: Store, text: string): void {
  const used = text.trim();
  if (used === "") return;
  const held = recentExpressions(storage).filter((each) => each !== used);
  try {
    storage.setItem(key, JSON.stringify([used, ...held].slice(0, most)));
  } catch {
    // Full or forbidden: it is only not offered again.
  }
}
