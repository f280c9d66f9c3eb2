import type { EdgeId, Health, HealthCause, NodeId, Quantiles, TopologyNode } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import type { SideTally } from "../node-tally.ts";
import type { Place } from "../place.ts";
import type { UnwellFrom } from "./finding.ts";
import { healthOf } from "./health-of.ts";
import { judgeWithPods } from "./judge-pods.ts";
import { type Judged, judgeTraffic, type Standard, withRecovery } from "./judge-traffic.ts";
import { createSubjectTolerances } from "./subject-tolerances.ts";
import type { Tolerances } from "./tolerance-rules.ts";
import type { SubjectTolerances, TrafficSide } from "./tolerances.ts";
import { createVerdictMemory, type Verdicts } from "./verdict-memory.ts";

export interface JudgeOptions {
  /** RFC 3339. */
  readonly at: string;
  readonly windowSeconds: number;
  readonly tolerances: Tolerances;
  readonly inventory?: InventoryIndex;
  readonly previous?: Verdicts;
}

/** Judges every edge and node of one picture, once each. */
export interface Judge {
  edge(tally: EdgeTally, latency: Quantiles | undefined, usualLatency: Quantiles | undefined): Health;
  /** On all it receives together, on its edges' slowness where that is most of it, and on its pods. */
  node(place: Place, inbound: SideTally, latency: Quantiles | undefined, pods: TopologyNode["pods"]): Health;
  readonly verdicts: Verdicts;
  /** Of what is not well, by any of them. */
  readonly unwellFrom: ReadonlyMap<EdgeId | NodeId, readonly UnwellFrom[]>;
}

export function createJudge({ at, windowSeconds, tolerances, inventory, previous }: JudgeOptions): Judge {
  const memory = createVerdictMemory(previous, at, windowSeconds);
  const tolerancesOf = createSubjectTolerances(tolerances, inventory);
  const unwellFrom = new Map<EdgeId | NodeId, readonly UnwellFrom[]>();

  function judge(subject: Subject, traffic: Omit<Judged, "windowSeconds">, standard: Standard): Health {
    const judgement = judgeTraffic({ ...traffic, windowSeconds }, standard, memory.before(subject.id));
    if (judgement.verdicts.size > 0) memory.remember(subject.id, judgement.verdicts);
    if (judgement.unwellFrom.length > 0) unwellFrom.set(subject.id, judgement.unwellFrom);
    return judgement.health;
  }

  return {
    edge: (tally, latency, usualLatency) =>
      judge(
        { type: "edge", id: tally.id },
        {
          answers: answersOf(tally),
          requestsPerSecond: tally.requests ?? 0,
          latency,
          usualLatency,
          tcp: tally.protocol === "tcp",
        },
        edgeStandard(tolerancesOf(tally.source), tolerancesOf(tally.target)),
      ),
    node: (place, inbound, latency, pods) => {
      const { requests = 0, answers, bytes } = inbound;
      const health = judge(
        { type: "node", id: place.id },
        { answers, requestsPerSecond: requests, latency, tcp: bytes !== undefined },
        standardOf(tolerancesOf(place), "inbound"),
      );
      return judgeWithPods(withSlowEdges(health, inbound, latency), pods);
    },
    verdicts: memory.verdicts,
    unwellFrom,
  };
}

type Subject = { readonly type: "edge"; readonly id: EdgeId } | { readonly type: "node"; readonly id: NodeId };

/** By what the callee is given, and by what was set for the caller; presets are not applied twice. */
function edgeStandard(source: SubjectTolerances, target: SubjectTolerances): Standard {
  const inbound = standardOf(target, "inbound");
  if (source.ratesFrom === "default") return inbound;
  const known = new Set(inbound.rates.map(([{ key }]) => key));
  const outbound = standardOf(source, "outbound").rates.filter(([{ key }]) => !known.has(key));
  return { ...inbound, rates: [...inbound.rates, ...outbound] };
}

function standardOf({ rates, ratesFrom, latencies, latenciesFrom }: SubjectTolerances, side: TrafficSide): Standard {
  return {
    rates: rates.filter((rate) => rate.appliesOn(side)).map((rate) => [rate, ratesFrom]),
    latencies: latencies.map((latency) => [latency, latenciesFrom]),
  };
}

function answersOf({ protocol, requests, responses }: EdgeTally): Judged["answers"] {
  return requests === undefined ? [] : [{ protocol, responses }];
}

/** Quantiles of several callers mixed hide a slow one, unless it is most of the traffic. */
function withSlowEdges(health: Health, inbound: SideTally, latency: Quantiles | undefined): Health {
  const { requests = 0, slowRequests, slowest } = inbound;
  const mostlySlow = requests > 0 && slowRequests >= requests / 2;
  const value = latency?.[slowest?.quantile ?? "p95"];
  if (!mostlySlow || slowest === undefined || value === undefined) return health;
  if (health.causes.some(({ code }) => code === "slow")) return health;
  const { recoversBelow: _, ...cause } = slowest;
  return healthOf([...health.causes, withRecovery({ ...cause, value } satisfies HealthCause)], "requests");
}
