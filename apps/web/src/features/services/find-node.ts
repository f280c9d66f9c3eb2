import type { Topology, TopologyNode } from "@fyr/contract";
import type { ListKind } from "./rows.ts";

/** The grain of the picture that has a node of this id, as far as the id tells. */
export function grainOf(id: string): ListKind {
  if (id.startsWith("service/")) return "service";
  // Named with its version it is one of the workloads' picture, where proxies do not name workloads.
  return id.startsWith("app/") && id.split("/").length === 4 ? "app" : "workload";
}

export function nodeIn(picture: Topology | undefined, id: string): TopologyNode | undefined {
  return picture?.nodes.find((node) => node.id === id);
}

/** What somebody who wrote this id meant: "payment-v2 in payments". */
export function idInWords(id: string): string {
  const [name = id, namespace] = id.split("/").slice(1).reverse().map(unescaped);
  return namespace === undefined ? name : `${name} in ${namespace}`;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
