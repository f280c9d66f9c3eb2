import type { Destination } from "@fyr/contract";

/** `v2`, or the host where there is no subset. */
export function destinationLabel({ host, subset }: Destination): string {
  return subset ?? host.split(".")[0] ?? host;
}
