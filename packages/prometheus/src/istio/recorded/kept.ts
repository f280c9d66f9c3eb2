/** The newest of what was found out, by key. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

export function createKept<Value>(most: number): Kept<Value> & {
  /** Asks once for all who want to know; a question that failed is asked anew. */
  getOrAsk(key: string, ask: () => Value & Promise<unknown>): Value;
} {
  const kept = new Map<string, Value>();
  const set = (key: string, value: Value) => {
    kept.set(key, value);
    for (const [oldest] of kept) if (kept.size > most) kept.delete(oldest);
  };
  return {
    get: (key) => kept.get(key),
    set,
    getOrAsk: (key, ask) => {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const asked = ask();
      set(key, asked);
      asked.catch(() => kept.delete(key));
      return asked;
    },
  };
}
