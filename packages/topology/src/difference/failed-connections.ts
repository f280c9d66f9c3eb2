import type { TopologyEdge } from "@fyr/contract";
import { areAsManyBytes, brokenFlag } from "../connection-flags.ts";
import { bytesOf } from "../usual.ts";
import type { Counted } from "./chance.ts";

/**
 * Connections of a window, and how many of them failed. Where as many bytes go as at the `other` moment, those a ztunnel
 * saw break were opened again, as in a rollout. Undefined: not measured.
 */
export function countFailedConnections(edge: TopologyEdge, other: TopologyEdge, seconds: number): Counted | undefined {
  const { connectionsPerSecond, failedConnectionRatio, flags } = edge;
  if (connectionsPerSecond === undefined || failedConnectionRatio === undefined) return undefined;
  const failed = connectionsPerSecond * failedConnectionRatio;
  const isTold = flags.includes("reopened");
  const reopened = !isTold && areAsManyBytes(bytesOf(edge) ?? 0, bytesOf(other) ?? 0) ? brokenOf(edge) : 0;
  return { count: Math.max(0, failed - reopened) * seconds, of: connectionsPerSecond * seconds };
}

/** Per second. */
function brokenOf({ responses }: TopologyEdge): number {
  return responses.reduce((sum, { flags, perSecond }) => (flags === brokenFlag ? sum + perSecond : sum), 0);
}
