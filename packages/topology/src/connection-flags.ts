/** The code of whatever is a connection. */
export const connectionCode = "-";

/** Of a connection: it was not made, or there was nobody to make it to. */
export function isRefused(flags: string | undefined): boolean {
  return flags?.split(",").some((flag) => refusedFlags.has(flag)) ?? false;
}

/** Of a ztunnel that a connection was not made, or broke: it tells no difference. */
export const brokenFlag = "CONNECT";

/** While such a share of the bytes still goes that went before, whatever broke was opened again. */
export const asManyBytes = 0.85;

/** Do as many bytes go as went before? Not where none did. Both per second. */
export function areAsManyBytes(now: number, before: number): boolean {
  return before > 0 && now >= asManyBytes * before;
}

/** What a ztunnel writes has nothing to do with Envoy's flags (src/proxy/metrics.rs of istio/ztunnel). */
const ztunnelFlags = [
  brokenFlag,
  "DENY",
  "TLS_FAILURE",
  "H2_HANDSHAKE_FAILURE",
  "NETWORK_POLICY",
  "IDENTITY_ERROR",
  "CERT_REVOKED",
];

/** No route, no cluster, no healthy upstream, no answer from DNS: nobody was asked. */
export const nowhereFlags: readonly string[] = ["NR", "NC", "UH", "DF"];

/** Connections under any of these have failed. */
export const refusedFlags: ReadonlySet<string> = new Set(["UF", "UO", "URX", ...nowhereFlags, ...ztunnelFlags]);
