import type { BoxToPack, Link } from "./boxes-to-pack.ts";

/** From the entries on, breadth first; ties by size, then name. */
export function inCallOrder(
  boxes: readonly BoxToPack[],
  links: readonly Link[],
  home: ReadonlyMap<string, BoxToPack>,
): BoxToPack[] {
  const { calls, calledBy } = callsBetween(links, home);
  const callers = (box: BoxToPack) => calledBy.get(box)?.size ?? 0;
  const entriesFirst = [...boxes].sort(
    (a, b) => callers(a) - callers(b) || b.places.size - a.places.size || (a.id < b.id ? -1 : 1),
  );
  const seen = new Set<BoxToPack>();
  const queue: BoxToPack[] = [];
  const visit = (box: BoxToPack) => {
    if (!seen.has(box)) queue.push(box);
    seen.add(box);
  };
  for (const entry of entriesFirst) {
    visit(entry);
    for (let index = queue.length - 1; index < queue.length; index++) {
      const callees = calls.get(queue[index] ?? entry);
      for (const box of entriesFirst) if (callees?.has(box)) visit(box);
    }
  }
  return queue;
}

type Neighbours = Map<BoxToPack, Set<BoxToPack>>;

function callsBetween(links: readonly Link[], home: ReadonlyMap<string, BoxToPack>) {
  const calls: Neighbours = new Map();
  const calledBy: Neighbours = new Map();
  for (const link of links) {
    const from = home.get(link.source);
    const to = home.get(link.target);
    if (from === undefined || to === undefined || from === to) continue;
    calls.set(from, (calls.get(from) ?? new Set()).add(to));
    calledBy.set(to, (calledBy.get(to) ?? new Set()).add(from));
  }
  return { calls, calledBy };
}
