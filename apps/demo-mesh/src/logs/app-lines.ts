import type { WorkloadSpec } from "../mesh/mesh-spec.ts";
import { isFailure } from "../traffic/answer.ts";
import type { Exchange } from "./exchanges.ts";
import type { LoggedRequest } from "./logged-requests.ts";
import { requestLine, responseDetails } from "./request-words.ts";

/** Share of the requests that went well of which an application says a word. */
const MENTIONED = 0.02;
/** A database and its clients mention queries that take longer, ms. */
const SLOW_QUERY = 250;

/** What an application writes about a request it served or made; nothing about most. */
export function appLine({ exchange, answer, ms, chance }: LoggedRequest, spec: WorkloadSpec): string | undefined {
  const { parties, direction } = exchange;
  if (parties.protocol === "tcp") return queryLine(exchange, ms, chance, spec);
  const { method, path } = requestLine(parties, chance);
  const code = answer.grpcStatus ? `grpc ${answer.grpcStatus}` : answer.code;
  const took = `${Math.round(ms)} ms`;
  if (direction === "outbound") {
    const why = answer.flags === "-" ? "" : ` (${responseDetails(answer.flags)})`;
    return isFailure(answer) ? `WARN  ${method} ${parties.host}${path} failed: ${code}${why} after ${took}` : undefined;
  }
  if (answer.flags.includes("DC")) return `WARN  client went away while serving ${method} ${path} for ${took}`;
  if (isFailure(answer)) return `ERROR ${method} ${path} ${code} after ${took}`;
  return (chance * 31) % 1 < MENTIONED ? `INFO  ${method} ${path} ${code} in ${took}` : undefined;
}

function queryLine(
  { direction, parties }: Exchange,
  ms: number,
  chance: number,
  spec: WorkloadSpec,
): string | undefined {
  const table = ["orders", "items", "shipments", "customers"][Math.floor(chance * 4)] ?? "orders";
  const statement = `select * from ${table} where id = $1`;
  if (direction === "inbound") {
    return ms > SLOW_QUERY ? `LOG:  duration: ${ms.toFixed(3)} ms  execute <unnamed>: ${statement}` : undefined;
  }
  const database = parties.target?.app ?? parties.host;
  if (ms >= QUERY_LIMIT_MS)
    return `ERROR ${spec.app}: no answer from ${database} within ${QUERY_LIMIT_MS} ms: ${statement}`;
  return ms > SLOW_QUERY ? `WARN  query of ${database} took ${Math.round(ms)} ms: ${statement}` : undefined;
}

/** As long as clients wait for a database, less the jitter of their timers. */
const QUERY_LIMIT_MS = 2950;

export function startLines({ app, version, port }: WorkloadSpec): readonly string[] {
  return [`INFO  starting ${app} ${version}`, `INFO  listening on :${port}`];
}
