import type { DestinationService, EdgeFlag, Reporter, RouteRef, TopologyEdge } from "@fyr/contract";
import { calledService } from "./called-service.ts";
import { type ServiceTally, serviceKey } from "./count-calls.ts";
import type { EdgeTally, ResponseTally } from "./edge-tally.ts";
import type { Judge } from "./health/judge.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import { quantilesOf } from "./latency.ts";
import { operationsOf } from "./operations.ts";
import { known } from "./optional.ts";
import type { UsualPicture } from "./picture.ts";
import { areReopened, withoutBroken } from "./reopened-connections.ts";
import { reportersInOrder } from "./reporters.ts";
import { classifyResponse, ratiosOf, responseKey } from "./responses.ts";
import type { ServiceParty } from "./samples.ts";
import { roundHealth, roundLatency, roundQuantity, roundRatio } from "./wire-grid.ts";
import { withOne } from "./with-one.ts";

export interface EdgeContext {
  readonly judge: Pick<Judge, "edge">;
  readonly inventory?: InventoryIndex;
  readonly usual?: UsualPicture;
  /** Only one of its ends is in the scope asked for. */
  isOutside(tally: EdgeTally): boolean;
}

/** The edge as it goes out: judged on exact numbers, then rounded. */
export function edgeOf(tally: EdgeTally, context: EdgeContext): TopologyEdge {
  const latency = tally.protocol === "tcp" ? undefined : quantilesOf(tally.durations);
  const usual = context.usual?.edges.get(tally.id);
  const mtls = mtlsRatioOf(tally);
  const isReopened = areReopened(tally, usual);
  const responses = isReopened ? withoutBroken(tally.responses) : tally.responses;
  const health = context.judge.edge(isReopened ? { ...tally, responses } : tally, latency, usual?.latencyMs);
  const edge: TopologyEdge = {
    id: tally.id,
    source: tally.source.id,
    target: tally.target.id,
    protocol: tally.protocol,
    reporter: mainReporter(tally),
    responses: responsesOf(responses),
    destinationServices: servicesOf(tally, context.inventory),
    routeRefs: routesOf(tally, context.inventory),
    health: roundHealth(health),
    flags: flagsOf(tally, { mtls, isOutside: context.isOutside(tally), isReopened }),
  };
  const failedConnections = tally.protocol === "tcp" ? failedRatioOf(responses) : undefined;
  const rounded = roundLatency(latency, usual?.latencyMs);
  if (rounded !== undefined) edge.latencyMs = rounded;
  if (mtls !== undefined) edge.mtlsRatio = roundRatio(mtls);
  if (failedConnections !== undefined) edge.failedConnectionRatio = roundRatio(failedConnections);
  tellRates(edge, tally);
  return edge;
}

/** What was measured, and nothing else. Thousands of edges: spreading a field at a time would take longer than counting. */
function tellRates(edge: TopologyEdge, tally: EdgeTally): void {
  const { requests, connections } = tally;
  const { errorRatio, clientErrorRatio } = ratiosOf(tally);
  const bytes = bothWays(tally.bytesToTarget, tally.bytesToSource);
  const messages = bothWays(tally.messagesToTarget, tally.messagesToSource);
  const operations = operationsOf(tally.operations);
  if (requests !== undefined) edge.requestsPerSecond = roundQuantity(requests);
  if (errorRatio !== undefined) edge.errorRatio = roundRatio(errorRatio);
  if (clientErrorRatio !== undefined) edge.clientErrorRatio = roundRatio(clientErrorRatio);
  if (bytes !== undefined) edge.bytesPerSecond = bytes;
  if (connections !== undefined) edge.connectionsPerSecond = roundQuantity(connections);
  if (messages !== undefined) edge.messagesPerSecond = messages;
  if (operations !== undefined) edge.operations = operations;
}

/** Of connections; undefined where none was opened. */
function failedRatioOf(responses: readonly ResponseTally[]): number | undefined {
  let opened = 0;
  let failed = 0;
  for (const { code, flags, perSecond } of responses) {
    if (perSecond <= 0) continue;
    opened += perSecond;
    if (classifyResponse(code, undefined, flags) === "server-error") failed += perSecond;
  }
  return opened > 0 ? failed / opened : undefined;
}

function mtlsRatioOf(tally: EdgeTally): number | undefined {
  const { securityKnown, mutual, securityKnownBySource, mutualBySource } = tally;
  if (securityKnown > 0) return mutual / securityKnown;
  return securityKnownBySource > 0 ? mutualBySource / securityKnownBySource : undefined;
}

/** The one that counted most; the better one where they are even. */
function mainReporter(tally: EdgeTally): Reporter {
  let main: Reporter | undefined;
  for (const reporter of reportersInOrder) {
    const counted = tally.byReporter[reporter];
    if (counted !== undefined && (main === undefined || counted > (tally.byReporter[main] ?? 0))) main = reporter;
  }
  return main ?? "source";
}

function responsesOf(responses: readonly ResponseTally[]): TopologyEdge["responses"] {
  let told: Response[] = [];
  for (const response of responses) {
    const perSecond = roundQuantity(response.perSecond);
    if (perSecond > 0) told = withOne(told, toldResponse(response, perSecond));
  }
  return told.length > 1 ? told.sort(byRate) : told;
}

type Response = TopologyEdge["responses"][number];

function toldResponse({ code, grpcStatus, flags }: ResponseTally, perSecond: number): Response {
  const response: Response = { code, perSecond };
  if (grpcStatus !== undefined) response.grpcStatus = grpcStatus;
  if (flags !== undefined) response.flags = flags;
  return response;
}

function byRate(a: Response, b: Response): number {
  return b.perSecond - a.perSecond || (responseKey(a) < responseKey(b) ? -1 : 1);
}

function servicesOf({ services, requests }: EdgeTally, inventory: InventoryIndex | undefined): DestinationService[] {
  // Most call one service.
  const sorted = services.length > 1 ? services.toSorted((a, b) => (serviceKey(a) < serviceKey(b) ? -1 : 1)) : services;
  return sorted.map((service) => serviceOf(service, requests !== undefined, inventory));
}

function serviceOf(
  { name, namespace, host, requestsPerSecond, party }: ServiceTally,
  isCounted: boolean,
  inventory: InventoryIndex | undefined,
): DestinationService {
  const service: DestinationService = { name };
  if (namespace !== undefined) service.namespace = namespace;
  if (host !== undefined) service.host = host;
  if (isCounted) service.requestsPerSecond = roundQuantity(requestsPerSecond);
  if (isOutside(service, party, inventory)) service.outside = true;
  return service;
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
  if (inventory === undefined || inventory.steersNobody) return [];
  const found = new Map<string, RouteRef>();
  for (const { host } of tally.services) {
    if (host === undefined) continue;
    for (const { route } of inventory.routesOf(host)) found.set(`${route.namespace}/${route.name}`, route);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}

function bothWays(toTarget: number | undefined, toSource: number | undefined) {
  if (toTarget === undefined && toSource === undefined) return undefined;
  return { toTarget: roundQuantity(toTarget ?? 0), toSource: roundQuantity(toSource ?? 0) };
}

interface Found {
  readonly mtls: number | undefined;
  readonly isOutside: boolean;
  readonly isReopened: boolean;
}

function flagsOf(tally: EdgeTally, { mtls, isOutside, isReopened }: Found): EdgeFlag[] {
  const flags: EdgeFlag[] = [];
  if (mtls === 0) flags.push("plaintext");
  else if (mtls !== undefined && mtls < 1) flags.push("partlyPlaintext");
  if (isOutside) flags.push("outsideScope");
  if (tally.l4Only) flags.push("l4Only");
  if (isReopened) flags.push("reopened");
  return flags;
}
