import type { HealthCause, TopologyEdge, TopologyNode } from "@fyr/contract";

/**
 * Of its requests, those that failed; of TCP, connections, where some failed: that all were made says nothing of what is
 * said over them. Undefined: not measured.
 */
export function failedShareOf({
  errorRatio,
  failedConnectionRatio = 0,
}: Pick<TopologyEdge, "errorRatio" | "failedConnectionRatio">): number | undefined {
  return errorRatio ?? (failedConnectionRatio > 0 ? failedConnectionRatio : undefined);
}

/** Of what a node receives: of requests or of connections, whichever is worse. */
export function nodeFailedShareOf(node: Pick<TopologyNode, "inbound" | "health">): number | undefined {
  const shares = [node.inbound.errorRatio, failedConnectionsOf(node)?.value].filter((share) => share !== undefined);
  return shares.length === 0 ? undefined : Math.max(...shares);
}

/** Connections to it fail so often that it is not well. */
export function failedConnectionsOf({ health }: Pick<TopologyNode, "health">): HealthCause | undefined {
  return health.causes.find(({ code }) => code === "failed-connections");
}
