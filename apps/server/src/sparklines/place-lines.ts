import type { Grain, NodeId, Sparkline } from "@fyr/contract";
import type { RequestLine, RequestLines } from "@fyr/prometheus";
import { buildPicture, type Inventory, roundQuantity, roundRatio, type TrafficSample } from "@fyr/topology";

type Points = readonly (number | null)[];

/**
 * What was measured, as lines of the nodes a picture at this grain has: nodes are found as pictures find them. A node
 * has the line of what it receives; of what it sends where it receives nothing. Sorted by id.
 */
export function placeLines(measured: RequestLines, grain: Grain, inventory: Inventory | undefined): Sparkline[] {
  const nodeOf = nodesOfLines(measured, grain, inventory);
  const received = summed(measured.received, nodeOf);
  const sent = summed(measured.sent, nodeOf);
  for (const id of received.keys()) sent.delete(id);
  return [...lines(received, "inbound"), ...lines(sent, "outbound")].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function nodesOfLines({ received, sent }: RequestLines, grain: Grain, inventory: Inventory | undefined) {
  const key = { reporter: "source", protocol: "http", kind: "requests", code: "200" } as const;
  const samples = [
    ...received.map((line): TrafficSample => ({ ...key, source: line.near, destination: line.party, ...meanOf(line) })),
    ...sent.map((line): TrafficSample => ({ ...key, source: line.party, destination: line.near, ...meanOf(line) })),
  ];
  const { nodeParties } = buildPicture({
    at: new Date(0).toISOString(),
    windowSeconds: 1,
    grain,
    samples,
    ...(inventory === undefined ? {} : { inventory }),
    sources: [],
    warnings: [],
  });
  return new Map([...nodeParties].flatMap(([id, parties]) => parties.map((party) => [party, id] as const)));
}

/** How much there was decides which of its services a workload is drawn as. Never nothing: that has no place. */
function meanOf({ requestsPerSecond }: RequestLine): { readonly perSecond: number } {
  const measured = requestsPerSecond.filter((value) => value !== null);
  return { perSecond: measured.reduce((sum, value) => sum + value, 0) / Math.max(1, measured.length) || 1e-9 };
}

interface Sum {
  readonly rates: (number | null)[];
  readonly failed: (number | null)[];
  /** Of the requests whose outcome is told. */
  readonly told: number[];
}

function summed(lines: readonly RequestLine[], nodeOf: ReadonlyMap<object, NodeId>): Map<NodeId, Sum> {
  const sums = new Map<NodeId, Sum>();
  for (const line of lines) {
    const id = nodeOf.get(line.party);
    if (id === undefined) continue;
    const sum = sums.get(id) ?? emptySum(line.requestsPerSecond);
    sums.set(id, sum);
    line.requestsPerSecond.forEach((rate, at) => {
      if (rate === null) return;
      sum.rates[at] = (sum.rates[at] ?? 0) + rate;
      const ratio = line.errorRatio[at];
      if (ratio === null || ratio === undefined) return;
      sum.failed[at] = (sum.failed[at] ?? 0) + rate * ratio;
      sum.told[at] = (sum.told[at] ?? 0) + rate;
    });
  }
  return sums;
}

function emptySum(points: Points): Sum {
  return { rates: points.map(() => null), failed: points.map(() => null), told: points.map(() => 0) };
}

function lines(sums: ReadonlyMap<NodeId, Sum>, direction: Sparkline["direction"]): Sparkline[] {
  return [...sums].map(([id, { rates, failed, told }]) => ({
    id,
    direction,
    requestsPerSecond: rates.map((rate) => (rate === null ? null : roundQuantity(rate))),
    errorRatio: failed.map((part, at) => {
      const all = told[at] ?? 0;
      return part === null || all <= 0 ? null : roundRatio(part / all);
    }),
  }));
}
