import type { DestinationService, EdgeFlag, Reporter, RouteRef, TopologyEdge } from "@fyr/contract";
import { calledService } from "./called-service.ts";
import type { EdgeTally } from "./edge-tally.ts";
import type { Judge } from "./health/judge.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import { quantilesOf } from "./latency.ts";
import { operationsOf } from "./operations.ts";
import { known } from "./optional.ts";
import type { UsualPicture } from "./picture.ts";
import { reportersInOrder } from "./reporters.ts";
import { ratiosOf } from "./responses.ts";
import type { ServiceParty } from "./samples.ts";
import { roundHealth, roundLatency, roundQuantity, roundRatio } from "./wire-grid.ts";

export interface EdgeContext {
  readonly judge: Judge;
  readonly inventory?: InventoryIndex;
  readonly usual?: UsualPicture;
  /** Only one of its ends is in the scope asked for. */
  isOutside(tally: EdgeTally): boolean;
}

/** The edge as it goes out: judged on exact numbers, then rounded. */
export function edgeOf(tally: EdgeTally, context: EdgeContext): TopologyEdge {
  const latency = tally.protocol === "tcp" ? undefined : quantilesOf(tally.durations);
  const usual = context.usual?.edges.get(tally.id);
  const ratios = ratiosOf(tally);
  const mtls = mtlsRatioOf(tally);
  const health = context.judge.edge(tally, latency, usual?.latencyMs);
  return {
    id: tally.id,
    source: tally.source.id,
    target: tally.target.id,
    protocol: tally.protocol,
    reporter: mainReporter(tally),
    ...known("requestsPerSecond", tally.requests, roundQuantity),
    ...known("errorRatio", ratios.errorRatio, roundRatio),
    ...known("clientErrorRatio", ratios.clientErrorRatio, roundRatio),
    responses: responsesOf(tally),
    ...known("latencyMs", roundLatency(latency, usual?.latencyMs)),
    ...known("bytesPerSecond", bothWays(tally.bytesToTarget, tally.bytesToSource)),
    ...known("connectionsPerSecond", tally.connections, roundQuantity),
    ...known("messagesPerSecond", bothWays(tally.messagesToTarget, tally.messagesToSource)),
    ...known("mtlsRatio", mtls, roundRatio),
    destinationServices: servicesOf(tally, context.inventory),
    ...known("operations", operationsOf(tally.operations)),
    routeRefs: routesOf(tally, context.inventory),
    health: roundHealth(health),
    flags: flagsOf(tally, mtls, context.isOutside(tally)),
  };
}

function mtlsRatioOf({ secured, securedBySource }: EdgeTally): number | undefined {
  const told = secured.known > 0 ? secured : securedBySource;
  return told.known > 0 ? told.mutual / told.known : undefined;
}

/** The one that counted most; the better one where they are even. */
function mainReporter(tally: EdgeTally): Reporter {
  const counted = reportersInOrder.filter((reporter) => tally.byReporter.has(reporter));
  return counted.reduce<Reporter>(
    (main, reporter) => ((tally.byReporter.get(reporter) ?? 0) > (tally.byReporter.get(main) ?? 0) ? reporter : main),
    counted[0] ?? "source",
  );
}

function responsesOf(tally: EdgeTally): TopologyEdge["responses"] {
  return [...tally.responses.entries()]
    .map(([key, response]) => ({ key, response: { ...response, perSecond: roundQuantity(response.perSecond) } }))
    .filter(({ response }) => response.perSecond > 0)
    .sort((a, b) => b.response.perSecond - a.response.perSecond || (a.key < b.key ? -1 : 1))
    .map(({ response }) => response);
}

function servicesOf(tally: EdgeTally, inventory: InventoryIndex | undefined): TopologyEdge["destinationServices"] {
  const counted = tally.requests !== undefined;
  return [...tally.services.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { requestsPerSecond, party, ...service }]) => ({
      ...service,
      ...(counted && { requestsPerSecond: roundQuantity(requestsPerSecond) }),
      ...(isOutside(service, party, inventory) && { outside: true as const }),
    }));
}

/** Whoever reads the name and host alone would take it for a service of Kubernetes. */
function isOutside(
  { name, host, namespace }: DestinationService,
  party: ServiceParty,
  inventory: InventoryIndex | undefined,
): boolean {
  if (calledService(party, inventory) !== undefined) return false;
  const told = { service: name, ...known("serviceHost", host), ...known("serviceNamespace", namespace) };
  return calledService({ ...told, ...known("namespace", party.namespace) }, undefined) !== undefined;
}

function routesOf(tally: EdgeTally, inventory: InventoryIndex | undefined): RouteRef[] {
  if (inventory === undefined) return [];
  const found = new Map<string, RouteRef>();
  for (const { host } of tally.services.values()) {
    if (host === undefined) continue;
    for (const { route } of inventory.routesOf(host)) found.set(`${route.namespace}/${route.name}`, route);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}

function bothWays(toTarget: number | undefined, toSource: number | undefined) {
  if (toTarget === undefined && toSource === undefined) return undefined;
  return { toTarget: roundQuantity(toTarget ?? 0), toSource: roundQuantity(toSource ?? 0) };
}

function flagsOf(tally: EdgeTally, mtls: number | undefined, outside: boolean): EdgeFlag[] {
  const flags: EdgeFlag[] = [];
  if (mtls === 0) flags.push("plaintext");
  else if (mtls !== undefined && mtls < 1) flags.push("partlyPlaintext");
  if (outside) flags.push("outsideScope");
  if (tally.l4Only) flags.push("l4Only");
  return flags;
}
