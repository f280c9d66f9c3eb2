import type { Reporter } from "@fyr/contract";
import type { TrafficSample } from "./samples.ts";

/** Best first. The caller's side knows what never arrived; a waypoint speaks for callers without one. */
export const reportersInOrder: readonly Reporter[] = ["source", "waypoint", "destination"];

/** Who has reported on one pair of workloads, layer by layer. */
export interface PairReporters {
  requests: ReadonlySet<Reporter>;
  /** All but ztunnels. */
  connections: ReadonlySet<Reporter>;
  ztunnels: ReadonlySet<Reporter>;
  /** Of gRPC messages: streams that stay open bring no request for long. */
  messages: ReadonlySet<Reporter>;
  /** Of requests: a proxy can be told to count them and not to time them. */
  durations: ReadonlySet<Reporter>;
}

/** Every set of reporters there can be, once: each pair has several. The bits of an index say who is in it. */
const sets: readonly ReadonlySet<Reporter>[] = Array.from(
  { length: 2 ** reportersInOrder.length },
  (_, bits) => new Set(reportersInOrder.filter((_, bit) => (bits >> bit) % 2 === 1)),
);

const nobody = sets[0] ?? new Set();

/** By such a set and one reporter: the set with that one. */
const sums = new Map(
  sets.map((set, bits) => [
    set,
    new Map(reportersInOrder.map((reporter, bit) => [reporter, sets[bits | (2 ** bit)] ?? nobody])),
  ]),
);

function withReporter(reporters: ReadonlySet<Reporter>, more: Reporter): ReadonlySet<Reporter> {
  return sums.get(reporters)?.get(more) ?? nobody;
}

export function createPairReporters(): PairReporters {
  return { requests: nobody, connections: nobody, ztunnels: nobody, messages: nobody, durations: nobody };
}

/** Notes who reported a sample. Series that only still exist do not count. */
export function hear(pair: PairReporters, sample: TrafficSample): void {
  if (amountOf(sample) <= 0) return;
  const layer = layerOf(sample);
  if (!pair[layer].has(sample.reporter)) pair[layer] = withReporter(pair[layer], sample.reporter);
}

export function preferredReporter(reporters: ReadonlySet<Reporter>): Reporter | undefined {
  for (const reporter of reportersInOrder) if (reporters.has(reporter)) return reporter;
  return undefined;
}

/**
 * A sample of the one reporter whose numbers its layer is taken from.
 *
 * Where a pair has requests, connections counted by other proxies are the same bytes seen a layer lower (a client that
 * took HTTP for TCP). A proxy that reports both layers saw different traffic. What a ztunnel counts is always below
 * something: it stands only where nobody else reports on the pair.
 *
 * Durations and messages are of the reporter of the requests; of the next best where that one has none.
 */
export function isChosen(pair: PairReporters, sample: TrafficSample): boolean {
  return chosenReporter(pair, sample) === sample.reporter;
}

/** Counted by a ztunnel, which knows connections only. */
export function isByZtunnel(sample: TrafficSample): boolean {
  return (sample.kind === "bytes" || sample.kind === "connections") && sample.ztunnel === true;
}

function chosenReporter(pair: PairReporters, sample: TrafficSample): Reporter | undefined {
  const { requests, connections, ztunnels } = pair;
  if (sample.kind === "latency") return asRequests(pair, pair.durations);
  if (sample.kind === "messages") return asRequests(pair, pair.messages);
  if (sample.protocol !== "tcp") return preferredReporter(requests);
  if (isByZtunnel(sample)) return requests.size + connections.size > 0 ? undefined : preferredReporter(ztunnels);
  if (requests.size === 0) return preferredReporter(connections);
  return reportersInOrder.find((reporter) => connections.has(reporter) && requests.has(reporter));
}

/** Who of these reporters goes with the requests. */
function asRequests({ requests }: PairReporters, reporters: ReadonlySet<Reporter>): Reporter | undefined {
  const reporter = preferredReporter(requests);
  return reporter !== undefined && reporters.has(reporter) ? reporter : preferredReporter(reporters);
}

/** The requests of the pair are of another reporter, who has nothing of this kind. */
export function isOfAnother({ requests }: PairReporters, { kind, reporter }: TrafficSample): boolean {
  return (kind === "latency" || kind === "messages") && requests.size > 0 && reporter !== preferredReporter(requests);
}

function amountOf(sample: TrafficSample): number {
  if (sample.kind !== "latency") return sample.perSecond;
  return sample.countPerSecond ?? sample.histogram?.perSecond.at(-1) ?? 0;
}

function layerOf(sample: TrafficSample): keyof PairReporters {
  switch (sample.kind) {
    case "requests":
    case "messages":
      return sample.kind;
    case "latency":
      return "durations";
    case "bytes":
    case "connections":
      return isByZtunnel(sample) ? "ztunnels" : "connections";
  }
}
