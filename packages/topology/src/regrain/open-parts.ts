import type { Health, TopologyEdge, TopologyNode } from "@fyr/contract";
import { worseOf } from "../health/health-of.ts";

type Part = TopologyEdge | TopologyNode;

export function worstOf(parts: readonly Part[]): Health["status"] {
  let worst: Health["status"] = "unknown";
  for (const { health } of parts) worst = worseOf(worst, health.status);
  return worst;
}

/** Together with others it may be worse than it is. */
export function isOpen({ health: { causes, basis } }: Part): boolean {
  return causes.length > 0 || basis === "few-requests" || basis === "few-connections";
}
