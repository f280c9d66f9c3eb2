import type { EdgeId, Protocol, Reporter } from "@fyr/contract";
import { connectionCode } from "./connection-flags.ts";
import { areSameCalls, type Calls, countBeside, countCall } from "./count-calls.ts";
import { edgeIdOf } from "./ids.ts";
import { addDurations, createDurationTally, type DurationTally } from "./latency.ts";
import { countOperation, type OperationTallies } from "./operations.ts";
import type { Place } from "./place.ts";
import { classifyResponse } from "./responses.ts";
import type { ConnectionsSample, EdgeKey, RequestsSample, TrafficSample } from "./samples.ts";
import { withOne } from "./with-one.ts";

export interface ResponseTally {
  readonly code: string;
  readonly grpcStatus: string | undefined;
  readonly flags: string | undefined;
  perSecond: number;
}

/** Everything counted on one edge, per second. Undefined is not measured. */
export interface EdgeTally extends Calls {
  readonly id: EdgeId;
  readonly source: Place;
  readonly target: Place;
  readonly protocol: Protocol;
  /** The second half of traffic through a service: the same requests are counted on their way to it. */
  readonly isSecondHalf: boolean;
  /** Traffic by reporter, to name the one that counted most. */
  readonly byReporter: { [reporter in Reporter]?: number };
  /** Few: each way to end once. Fewer connections than none went well where more broke than were opened. */
  responses: readonly ResponseTally[];
  /** By name; absent where none is named. */
  operations?: OperationTallies;
  readonly durations: DurationTally;
  requests?: number;
  /** Of the requests, those nobody said the end of. */
  unclassified: number;
  serverErrors: number;
  clientErrors: number;
  bytesToTarget?: number;
  bytesToSource?: number;
  connections?: number;
  messagesToTarget?: number;
  messagesToSource?: number;
  /** All of it was counted by ztunnels, on no leg to or from a waypoint. Undefined before the first sample. */
  l4Only?: boolean;
  /** Requests, else bytes, whose encryption the callee's side told, and those of them that were encrypted. */
  securityKnown: number;
  mutual: number;
  /** The same as told by the caller's side: only a ztunnel knows there. */
  securityKnownBySource: number;
  mutualBySource: number;
}

/** `id`: the edge's own, where it is known already. */
export function createEdgeTally(
  source: Place,
  target: Place,
  protocol: Protocol,
  { id, isSecondHalf = false }: { readonly id?: EdgeId | undefined; readonly isSecondHalf?: boolean } = {},
): EdgeTally {
  return {
    id: id ?? edgeIdOf(source.id, target.id, protocol),
    source,
    target,
    protocol,
    isSecondHalf,
    called: [],
    byReporter: {},
    responses: [],
    services: [],
    hasNameless: false,
    durations: createDurationTally(),
    unclassified: 0,
    serverErrors: 0,
    clientErrors: 0,
    securityKnown: 0,
    mutual: 0,
    securityKnownBySource: 0,
    mutualBySource: 0,
  };
}

/** Of an edge nothing is another but its numbers. */
export function isSameEdge(a: EdgeTally, b: EdgeTally): boolean {
  const isBetweenSame = a.source === b.source && a.target === b.target && a.protocol === b.protocol;
  return isBetweenSame && a.isSecondHalf === b.isSecondHalf && areSameCalls(a, b);
}

/** Counts a sample of the edge's own reporter. `only`: see `EdgeKey`. */
export function countSample(tally: EdgeTally, sample: TrafficSample, only?: EdgeKey["only"]): void {
  switch (sample.kind) {
    case "requests":
      countRequests(tally, sample, only);
      return;
    case "latency":
      addDurations(tally.durations, sample);
      if (only === "durations") countBeside(tally, sample, only);
      return;
    case "bytes":
      if (sample.direction === "toTarget") tally.bytesToTarget = (tally.bytesToTarget ?? 0) + sample.perSecond;
      else tally.bytesToSource = (tally.bytesToSource ?? 0) + sample.perSecond;
      countParticipants(tally, sample, sample.perSecond);
      return;
    case "connections":
      countConnections(tally, sample);
      return;
    case "messages":
      if (sample.direction === "toTarget") tally.messagesToTarget = (tally.messagesToTarget ?? 0) + sample.perSecond;
      else tally.messagesToSource = (tally.messagesToSource ?? 0) + sample.perSecond;
      if (only === "messages") countBeside(tally, sample, only);
      else countParticipants(tally, sample, 0);
      return;
  }
}

/** Counts what a sample of any reporter tells about encryption. */
export function countSecurity(tally: EdgeTally, sample: TrafficSample): void {
  if ((sample.kind !== "requests" && sample.kind !== "bytes") || sample.mtls === undefined) return;
  const mutual = sample.mtls ? sample.perSecond : 0;
  if (sample.reporter === "source") {
    tally.securityKnownBySource += sample.perSecond;
    tally.mutualBySource += mutual;
  } else {
    tally.securityKnown += sample.perSecond;
    tally.mutual += mutual;
  }
}

function countRequests(tally: EdgeTally, sample: RequestsSample, only: EdgeKey["only"]): void {
  const { code, grpcStatus, flags, perSecond } = sample;
  tally.requests = (tally.requests ?? 0) + perSecond;
  const outcome = classifyResponse(code, grpcStatus, flags);
  if (outcome === "server-error") tally.serverErrors += perSecond;
  else if (outcome === "client-error") tally.clientErrors += perSecond;
  else if (outcome === "unknown") tally.unclassified += perSecond;
  if (sample.operation !== undefined) {
    tally.operations ??= new Map();
    countOperation(tally.operations, sample.operation, outcome, perSecond);
  }
  tally.responses = withResponse(tally.responses, sample);
  countParticipants(tally, sample, perSecond, only);
}

/** What broke was opened with all others: it ended another way than those. */
function countConnections(tally: EdgeTally, sample: ConnectionsSample): void {
  const { flags, broken, perSecond } = sample;
  tally.responses = withResponse(tally.responses, { code: connectionCode, flags, perSecond });
  if (broken) tally.responses = withResponse(tally.responses, { code: connectionCode, perSecond: -perSecond });
  else tally.connections = (tally.connections ?? 0) + perSecond;
  countParticipants(tally, sample, 0);
}

/** Adds to those that ended the same way. */
export function withResponse(
  responses: readonly ResponseTally[],
  { code, grpcStatus, flags, perSecond }: Ended,
): readonly ResponseTally[] {
  for (const counted of responses) {
    if (counted.code !== code || counted.grpcStatus !== grpcStatus || counted.flags !== flags) continue;
    counted.perSecond += perSecond;
    return responses;
  }
  return withOne(responses, { code, grpcStatus, flags, perSecond });
}

/** A number of answers. */
interface Ended {
  readonly code: string;
  readonly grpcStatus?: string | undefined;
  readonly flags?: string | undefined;
  readonly perSecond: number;
}

function countParticipants(tally: EdgeTally, sample: TrafficSample, perSecond: number, only?: EdgeKey["only"]): void {
  tally.byReporter[sample.reporter] = (tally.byReporter[sample.reporter] ?? 0) + perSecond;
  countCall(tally, sample, perSecond, only);
}

/** Nothing was sent in the window: the series are only still there. */
export function isIdle(tally: EdgeTally): boolean {
  const { requests, bytesToTarget, bytesToSource, connections, messagesToTarget, messagesToSource } = tally;
  return (
    isNone(requests) &&
    isNone(bytesToTarget) &&
    isNone(bytesToSource) &&
    isNone(connections) &&
    isNone(messagesToTarget) &&
    isNone(messagesToSource)
  );
}

function isNone(value: number | undefined): boolean {
  return value === undefined || value <= 0;
}
