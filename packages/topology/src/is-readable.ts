import type { TopologyEdge } from "@fyr/contract";

/** Some of its traffic is plaintext. */
export function isReadable({ mtlsRatio }: Pick<TopologyEdge, "mtlsRatio">): boolean {
  return mtlsRatio !== undefined && mtlsRatio < 1;
}
