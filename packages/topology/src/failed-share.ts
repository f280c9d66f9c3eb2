import type { TopologyEdge } from "@fyr/contract";

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
