import type { Participants } from "../metrics/istio-labels.ts";

const PATHS = ["", "/list", "/detail", "/search", "/status"];

/** What a request asks for: the same words in logs and traces. `chance` is 0..1. */
export function requestLine({ host, protocol }: Pick<Participants, "host" | "protocol">, chance: number) {
  const name = host.split(".")[0] ?? host;
  if (protocol === "grpc") return { method: "POST", path: `/${name}.v1.${camel(name)}/Handle`, version: "HTTP/2" };
  const path = `/${name}${PATHS[Math.floor(chance * PATHS.length)] ?? ""}`;
  return { method: chance * 7 - Math.floor(chance * 7) < 0.7 ? "GET" : "POST", path, version: "HTTP/1.1" };
}

const camel = (name: string) => name.replace(/(^|-)(\w)/g, (_, _dash: string, letter: string) => letter.toUpperCase());

// https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details
const DETAILS: readonly (readonly [flag: string, details: string])[] = [
  ["UF", "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}"],
  ["UO", "upstream_reset_before_response_started{overflow}"],
  ["UH", "no_healthy_upstream"],
  ["NR", "route_not_found"],
  ["NC", "cluster_not_found"],
  ["UT", "response_timeout"],
  ["DC", "downstream_remote_disconnect"],
  ["FI", "fault_filter_abort"],
];

/** Why a proxy answered as it did, in Envoy's words. */
export function responseDetails(flags: string): string {
  const own = flags.split(",");
  return DETAILS.find(([flag]) => own.includes(flag))?.[1] ?? "via_upstream";
}

/** `outbound|8080|v1|payment.payments.svc.cluster.local` or `inbound|8080||`. */
export function clusterName(direction: "inbound" | "outbound", port: number, host: string, subset = ""): string {
  return direction === "inbound" ? `inbound|${port}||` : `outbound|${port}|${subset}|${host}`;
}
