import type { EdgeFlag, Operation, Quantiles, Reporter, Rollup, TopologyEdge } from "@fyr/contract";
import { mostOperations } from "../operations.ts";
import { known } from "../optional.ts";
import { reportersInOrder } from "../reporters.ts";
import { responseKey } from "../responses.ts";
import { roundQuantity, roundRatio } from "../wire-grid.ts";
import type { EdgeGroup } from "./groups.ts";
import { healthOfParts, type JudgedPart } from "./merge-health.ts";
import { endedPerSecond, ratesOf, shareOf, sumOf } from "./merge-traffic.ts";

/** The edge of a group. `latency`: of all of it, where it is told. */
export function mergedEdge(
  group: EdgeGroup,
  latency: Quantiles | undefined,
  parts: readonly JudgedPart[],
  { rollup, isOutside }: { readonly rollup: Rollup | undefined; readonly isOutside: boolean },
): TopologyEdge {
  const { id, members, isWhole } = group;
  const source = group.source.place.id;
  const target = group.target.place.id;
  const [only] = members;
  if (only !== undefined && members.length === 1) {
    const health = isWhole ? healthOfParts(parts, only.health) : healthOfParts(parts, rollup?.health);
    const isSame = only.id === id && health === only.health && only.flags.includes("outsideScope") === isOutside;
    return isSame ? only : { ...only, id, source, target, health, flags: flagsOf(members, only.mtlsRatio, isOutside) };
  }
  const mtls = shareOf(members, ({ mtlsRatio }) => mtlsRatio, trafficOf);
  return {
    id,
    source,
    target,
    protocol: group.protocol,
    reporter: mainReporter(members),
    ...ratesOf(members),
    responses: responsesOf(members),
    ...known("latencyMs", latency),
    ...known("bytesPerSecond", bothWays(members, "bytesPerSecond")),
    ...known(
      "connectionsPerSecond",
      sumOf(members, (edge) => edge.connectionsPerSecond),
      roundQuantity,
    ),
    ...known(
      "failedConnectionRatio",
      shareOf(members, (edge) => edge.failedConnectionRatio, endedPerSecond),
      roundRatio,
    ),
    ...known("messagesPerSecond", bothWays(members, "messagesPerSecond")),
    ...known("mtlsRatio", mtls, roundRatio),
    destinationServices: servicesOf(members),
    ...known("operations", operationsOf(members)),
    routeRefs: routesOf(members),
    health: healthOfParts(parts, rollup?.health),
    flags: flagsOf(members, mtls, isOutside),
  };
}

/** Requests, else bytes. */
function trafficOf({ requestsPerSecond, bytesPerSecond }: TopologyEdge): number {
  return requestsPerSecond ?? (bytesPerSecond === undefined ? 0 : bytesPerSecond.toTarget + bytesPerSecond.toSource);
}

function mainReporter(members: readonly TopologyEdge[]): Reporter {
  const counted = (reporter: Reporter) =>
    sumOf(
      members.filter((edge) => edge.reporter === reporter),
      trafficOf,
    );
  return reportersInOrder.reduce((main, reporter) =>
    (counted(reporter) ?? -1) > (counted(main) ?? -1) ? reporter : main,
  );
}

function responsesOf(members: readonly TopologyEdge[]): TopologyEdge["responses"] {
  const merged = new Map<string, TopologyEdge["responses"][number]>();
  for (const response of members.flatMap(({ responses }) => responses)) {
    const key = responseKey(response);
    const perSecond = (merged.get(key)?.perSecond ?? 0) + response.perSecond;
    merged.set(key, { ...response, perSecond });
  }
  return [...merged]
    .map(([key, response]) => ({ key, response: { ...response, perSecond: roundQuantity(response.perSecond) } }))
    .sort((a, b) => b.response.perSecond - a.response.perSecond || (a.key < b.key ? -1 : 1))
    .map(({ response }) => response);
}

function servicesOf(members: readonly TopologyEdge[]): TopologyEdge["destinationServices"] {
  const counted = members.some(({ requestsPerSecond }) => requestsPerSecond !== undefined);
  const merged = new Map<string, TopologyEdge["destinationServices"][number]>();
  for (const service of members.flatMap(({ destinationServices }) => destinationServices)) {
    const key = `${service.namespace ?? ""}/${service.name}/${service.host ?? ""}`;
    const sum = (merged.get(key)?.requestsPerSecond ?? 0) + (service.requestsPerSecond ?? 0);
    merged.set(key, counted ? { ...service, requestsPerSecond: roundQuantity(sum) } : service);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, service]) => service);
}

/** Lists end with the least frequent: what one of them may have left out is not known. */
function operationsOf(members: readonly TopologyEdge[]): Operation[] | undefined {
  const lists = members.flatMap(({ operations }) => (operations === undefined ? [] : [operations]));
  if (lists.length === 0) return undefined;
  const cut = lists.filter((list) => list.length >= mostOperations);
  return [...Map.groupBy(lists.flat(), ({ name }) => name)]
    .filter(([name]) => cut.every((list) => list.some((operation) => operation.name === name)))
    .map(([name, same]) => ({
      name,
      requestsPerSecond: roundQuantity(sumOf(same, (operation) => operation.requestsPerSecond) ?? 0),
      ...known(
        "errorRatio",
        shareOf(
          same,
          ({ errorRatio }) => errorRatio,
          (one) => one.requestsPerSecond,
        ),
        roundRatio,
      ),
    }))
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || (a.name < b.name ? -1 : 1))
    .slice(0, mostOperations);
}

function routesOf(members: readonly TopologyEdge[]): TopologyEdge["routeRefs"] {
  const found = new Map(
    members.flatMap(({ routeRefs }) => routeRefs.map((route) => [`${route.namespace}/${route.name}`, route] as const)),
  );
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}

function bothWays(members: readonly TopologyEdge[], field: "bytesPerSecond" | "messagesPerSecond") {
  const toTarget = sumOf(members, (edge) => edge[field]?.toTarget);
  const toSource = sumOf(members, (edge) => edge[field]?.toSource);
  if (toTarget === undefined || toSource === undefined) return undefined;
  return { toTarget: roundQuantity(toTarget), toSource: roundQuantity(toSource) };
}

function flagsOf(members: readonly TopologyEdge[], mtls: number | undefined, isOutside: boolean): EdgeFlag[] {
  const flags: EdgeFlag[] = [];
  if (mtls === 0) flags.push("plaintext");
  else if (mtls !== undefined && mtls < 1) flags.push("partlyPlaintext");
  if (isOutside) flags.push("outsideScope");
  if (members.every((edge) => edge.flags.includes("l4Only"))) flags.push("l4Only");
  if (members.some((edge) => edge.flags.includes("reopened"))) flags.push("reopened");
  return flags;
}
