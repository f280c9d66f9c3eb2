import type { Reporter } from "@fyr/contract";
import { windowName } from "./format.ts";
import { reporterInWords } from "./node-name.ts";

/** Over what time, and by whom, a number was measured. */
export interface Measured {
  readonly windowSeconds: number;
  /** Absent where several proxies' counts are added up. */
  readonly reporter?: Reporter;
}

/** What each kind of number means. */
export const meanings = {
  success: "Requests without a server error, of all requests",
  errors: "Requests with a server error, of all requests; of TCP, connections that failed",
  rate: "Requests a second, mean",
  p50: "Half of the requests were faster; estimated from the proxies' histogram",
  p95: "95 % of the requests were faster; estimated from the proxies' histogram",
  p99: "99 % of the requests were faster; estimated from the proxies' histogram",
  mean: "Mean time of all requests, failed ones too",
  bytes: "Bytes a second, mean",
  sizes: "Bytes a second of requests and of responses, headers included, mean; asked of Prometheus beside the picture",
  messages: "Messages a second on streams, mean",
  connections: "Connections opened a second, mean",
  failedConnections: "Connections that were not made, were denied or broke, of all that were opened",
  mtls: "Share of the traffic under mutual TLS, which only the callee's side knows",
  between: "Mean at the caller less mean at the callee: network and proxies; asked of Prometheus beside the picture",
} as const;

/** "Requests a second, mean, over 1 min, seen by the caller." */
export function provenance(meaning: keyof typeof meanings, { windowSeconds, reporter }: Measured): string {
  const by = reporter === undefined ? "" : `, ${reporterInWords(reporter)}`;
  return `${meanings[meaning]}, over ${windowName(windowSeconds)}${by}.`;
}
