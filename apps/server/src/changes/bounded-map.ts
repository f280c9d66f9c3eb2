export type BoundedMap<Key, Value> = Pick<Map<Key, Value>, "get" | "has"> & {
  set(key: Key, value: Value): void;
};

/** Holds the last `most` entries that were set, and forgets the others. */
export function createBoundedMap<Key, Value>(most: number): BoundedMap<Key, Value> {
  const held = new Map<Key, Value>();
  return {
    get: (key) => held.get(key),
    has: (key) => held.has(key),
    set: (key, value) => {
      held.delete(key);
      held.set(key, value);
      for (const oldest of held.keys()) {
        if (held.size <= most) return;
        held.delete(oldest);
      }
    },
  };
}
