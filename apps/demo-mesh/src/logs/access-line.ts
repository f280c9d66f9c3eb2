import { streamOf } from "../mesh/chance.ts";
import { randomLetters } from "../mesh/letters.ts";
import { type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { Pod } from "../traffic/endpoints.ts";
import type { LoggedRequest } from "./logged-requests.ts";
import { clusterName, requestLine, responseDetails } from "./request-words.ts";

/**
 * A request in the format of access logs that Istio has when nothing else is said:
 * https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
 */
export function accessLine(request: LoggedRequest, pod: Pod, mesh: CompiledMesh): string {
  const { exchange, answer, at, ms, chance } = request;
  const { direction, parties, branch } = exchange;
  const { target, host } = parties;
  const isInbound = direction === "inbound";
  const port = target?.port ?? 8080;
  const isTcp = parties.protocol === "tcp";
  const { method, path, version } = isTcp ? NO_REQUEST : requestLine(parties, chance);
  const details = isTcp ? "-" : responseDetails(answer.flags);
  const isAnswered = details === "via_upstream";
  const peer = target && upstreamOf(target, isInbound ? pod : undefined, mesh, chance);
  const hasUpstream =
    peer !== undefined &&
    (isTcp || isAnswered || details.includes("connection_failure") || details === "response_timeout");
  const cluster = details === "route_not_found" ? "-" : clusterName(direction, port, host, branch?.subset);
  const reason = details.includes("connection_failure") ? "delayed_connect_error:_Connection_refused" : "-";
  const caller = parties.source && isInbound ? somePod(parties.source, mesh, chance) : pod;
  const sent = answer.code === "200" ? 3300 + Math.floor(chance * 600) : answer.code === "0" ? 0 : 91;
  return [
    `[${new Date(at * 1000 - ms).toISOString()}]`,
    `"${method} ${path} ${version}"`,
    answer.code,
    answer.flags,
    details,
    "-",
    `"${reason}"`,
    method === "POST" ? 460 : 0,
    sent,
    Math.round(ms),
    isAnswered ? Math.max(0, Math.round(ms) - 1) : "-",
    '"-"',
    isTcp ? '"-"' : `"${parties.source?.app ?? "curl"}/${parties.source?.version || "8.5.0"}"`,
    isTcp ? '"-"' : `"${requestId(exchange.id, at)}"`,
    isTcp ? '"-"' : `"${host.replace(".svc.cluster.local", "")}:${port}"`,
    `"${hasUpstream ? peer : "-"}"`,
    cluster,
    hasUpstream ? `${isInbound ? "127.0.0.6" : pod.ip}:${somePort(chance)}` : "-",
    isInbound ? `${pod.ip}:${port}` : `${serviceAddress(host)}:${port}`,
    `${caller?.ip ?? "10.0.0.9"}:${somePort(chance * 0.77)}`,
    isInbound && parties.mtls ? `outbound_.${port}_._.${host}` : "-",
    isTcp || details === "route_not_found" ? "-" : "default",
  ].join(" ");
}

/** Of a connection nothing is known but bytes and time. */
const NO_REQUEST = { method: "-", path: "-", version: "-" };

/** The address a request went on to: the pod's own application, one of the target's pods, or a host outside. */
function upstreamOf(
  target: WorkloadSpec,
  own: Pod | undefined,
  mesh: CompiledMesh,
  chance: number,
): string | undefined {
  if (target.role === "external") return `203.0.113.${1 + (streamOf(target.host) % 250)}:443`;
  const pod = own ?? somePod(target, mesh, chance);
  return pod && `${pod.ip}:${target.port}`;
}

function somePod(spec: WorkloadSpec, { byKey }: CompiledMesh, chance: number): Pod | undefined {
  const pods = byKey.get(workloadKey(spec))?.pods ?? [];
  return pods[Math.floor(((chance * 97) % 1) * pods.length)];
}

const somePort = (chance: number) => 32_768 + Math.floor(chance * 28_000);

/** A service's own address, which only its name depends on. */
const serviceAddress = (host: string) => `10.96.${streamOf(host) % 250}.${1 + (streamOf(`${host} address`) % 250)}`;

function requestId(exchange: string, at: number): string {
  const digits = Array.from(randomLetters(streamOf(exchange), String(at), 32), (letter) =>
    (letter.charCodeAt(0) % 16).toString(16),
  );
  const text = digits.join("");
  return [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`, `9${text.slice(17, 20)}`, text.slice(20)].join(
    "-",
  );
}
