import type { HealthStatus, NodeTraffic, TopologyNode } from "@fyr/contract";
import { shapeOf } from "./node-shapes.ts";

export type RingKind = "shares" | "plain" | "dotted";

/** Inbound traffic by outcome, summing to 1, or why there is none to show. */
export type Ring =
  | { readonly kind: "shares"; readonly shares: NonNullable<NodeTraffic["byHealth"]> }
  | { readonly kind: "plain" | "dotted"; readonly status: HealthStatus };

/** In the legend. */
export const ringNames: Readonly<Record<RingKind, string>> = {
  shares: "requests in, red fail",
  plain: "TCP or outbound only",
  dotted: "too few requests",
};

/**
 * By outcome where requests were judged; of a gateway, which nobody in the mesh calls, those it sends. Dotted where
 * there were none or too few. Plain where there is nothing to measure: that is no fault of the node.
 */
export function ringOf(
  node: Pick<TopologyNode, "kind" | "standsFor" | "inbound" | "outbound" | "health" | "flags">,
): Ring {
  const { status } = node.health;
  const shape = shapeOf(node);
  // What goes through a waypoint is told at both ends of it.
  if (shape === "waypoint") return { kind: "plain", status };
  const passed = shape === "gateway" ? node.outbound.byHealth : undefined;
  const shares = node.inbound.byHealth ?? passed;
  if (shares !== undefined && shares.unknown < 1) return { kind: "shares", shares };
  return { kind: isIdle(node) ? "dotted" : "plain", status };
}

function isIdle({ flags, inbound, outbound, health }: Pick<TopologyNode, "flags" | "inbound" | "outbound" | "health">) {
  if (flags.includes("noTraffic") || inbound.byHealth !== undefined || health.basis === "few-requests") return true;
  const calls = outbound.requestsPerSecond !== undefined || outbound.bytesPerSecond !== undefined;
  return health.basis === "no-requests" && !calls;
}
