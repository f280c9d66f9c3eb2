import type { Access } from "@fyr/contract";
import { isObject } from "@fyr/routing";

/**
 * One line of Envoy's access log as Istio writes it by default, or as JSON with its keys; undefined of any other line.
 * https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
 */
export function readAccess(line: string): Access | undefined {
  return line.startsWith("{") ? readJson(line) : line.startsWith("[") ? readText(line) : undefined;
}

const token = /\[([^\]]*)\]|"((?:[^"\\]|\\.)*)"|(\S+)/g;

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * `[time] "request" code flags`, then what versions tell differently (before 1.9 two quoted texts, since then details and
 * the end of the connection before one), then bytes in and out, duration, the upstream's time, and who, what and where.
 */
function readText(line: string): Access | undefined {
  const tokens = Array.from(
    line.matchAll(token),
    ([, time, quoted, bare]): Token => ({ text: time ?? quoted ?? bare ?? "", isQuoted: quoted !== undefined }),
  );
  const [, request, code, flags, details] = tokens;
  if (request?.isQuoted !== true || code === undefined || !/^\d{1,3}$/.test(code.text)) return undefined;
  const bytes = tokens.findIndex((_, at) => at > 3 && [0, 1, 2].every((place) => isCount(tokens[at + place])));
  if (bytes < 0) return undefined;
  const [duration, upstream, , , id, authority, host, cluster] = tokens.slice(bytes + 2).map(({ text }) => text);
  const [method, ...way] = request.text.split(" ");
  return told({
    method,
    path: way.slice(0, -1).join(" "),
    protocol: way.at(-1),
    code: Number(code.text),
    flags: flags?.text,
    details: details?.isQuoted === false && bytes > 4 ? details.text : undefined,
    durationMs: numberIn(duration),
    upstreamMs: numberIn(upstream),
    requestId: id,
    authority,
    upstreamHost: host,
    upstreamCluster: cluster,
  });
}

function isCount(each: Token | undefined): boolean {
  return each !== undefined && !each.isQuoted && /^\d+$/.test(each.text);
}

function readJson(line: string): Access | undefined {
  const entry = parsed(line);
  if (!isObject(entry) || !("response_code" in entry) || !("response_flags" in entry)) return undefined;
  const text = (name: string) => (typeof entry[name] === "string" ? (entry[name] as string) : undefined);
  return told({
    method: text("method"),
    path: text("path"),
    protocol: text("protocol"),
    code: numberIn(entry["response_code"]),
    flags: text("response_flags"),
    details: text("response_code_details"),
    durationMs: numberIn(entry["duration"]),
    upstreamMs: numberIn(entry["upstream_service_time"]),
    requestId: text("request_id"),
    authority: text("authority"),
    upstreamHost: text("upstream_host"),
    upstreamCluster: text("upstream_cluster"),
  });
}

/** Envoy writes `-` for what it does not know. */
function told(fields: { readonly [Name in keyof Access]-?: Access[Name] | undefined }): Access {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== "" && value !== "-"),
  );
}

function numberIn(value: unknown): number | undefined {
  const number =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
