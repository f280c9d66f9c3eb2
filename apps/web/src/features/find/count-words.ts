import type { Topology } from "@fyr/contract";

/** "3 edges, 2 workloads": what of the picture these ids are; undefined for none of it. */
export function countInWords({ nodes, edges }: Topology, ids: ReadonlySet<string>): string | undefined {
  const found = nodes.filter(({ id }) => ids.has(id));
  const calls = edges.filter(({ id }) => ids.has(id)).length;
  const what = found.every(({ kind }) => kind === "workload") ? "workload" : "node";
  const said = [many(calls, "edge"), many(found.length, what)].filter((words) => words !== undefined);
  return said.length === 0 ? undefined : said.join(", ");
}

function many(count: number, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${what}${count === 1 ? "" : "s"}`;
}
