import type { EdgeId, Health, HealthCause, NodeId, Quantiles, RollupId, TopologyNode } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import type { SideTally } from "../node-tally.ts";
import type { NodePlace } from "../place.ts";
import type { Check, Judged, UnwellFrom } from "./check.ts";
import { healthOf } from "./health-of.ts";
import { latencyCheck } from "./judge-latency.ts";
import { judgeWithPods } from "./judge-pods.ts";
import { rateChecks } from "./judge-rate.ts";
import { type HeldVerdicts, type Judgement, judgeTraffic, type Standard, withRecovery } from "./judge-traffic.ts";
import { areAlike, createSubjectTolerances } from "./subject-tolerances.ts";
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
  node(place: NodePlace, inbound: SideTally, latency: Quantiles | undefined, pods: TopologyNode["pods"]): Health;
  /** Several edges as one. */
  edgeTogether(id: RollupId, traffic: Together, latency: Quantiles | undefined): Health;
  /** All that several nodes receive as if they were one. */
  nodeTogether(id: RollupId, place: NodePlace, inbound: SideTally, latency: Quantiles | undefined): Health;
  /** What was held before of whoever has this id. */
  before(id: EdgeId | NodeId | RollupId): HeldVerdicts | undefined;
  /** What was found of it. */
  findingOf(id: EdgeId | NodeId | RollupId): Finding;
  /** Finds the same again, where nothing has changed of what it is judged by and against: `before`. */
  findAgain(id: EdgeId | NodeId | RollupId, before: HeldVerdicts | undefined, finding: Finding): void;
  /** It is judged by something that was set for it. */
  hasOwnStandard(place: NodePlace): boolean;
  /** Where these are the very same, whoever has a standard of their own is the same, too. */
  readonly standards: readonly unknown[];
  readonly verdicts: Verdicts;
  /** Of the edges and nodes that are not well, by any of them. */
  readonly unwellFrom: ReadonlyMap<string, readonly UnwellFrom[]>;
}

/** Beside its health. */
export interface Finding {
  readonly verdicts: HeldVerdicts | undefined;
  readonly unwellFrom: readonly UnwellFrom[] | undefined;
}

/** Edges of one protocol added up. */
interface Together extends Pick<EdgeTally, "protocol" | "requests" | "responses"> {
  readonly source: NodePlace;
  readonly target: NodePlace;
}

export function createJudge({ at, windowSeconds, tolerances, inventory, previous }: JudgeOptions): Judge {
  const memory = createVerdictMemory(previous, at, windowSeconds);
  const tolerancesOf = createSubjectTolerances(tolerances, inventory);
  const unwellFrom = new Map<string, readonly UnwellFrom[]>();

  // Most are judged by the same.
  const inbound = new Map<SubjectTolerances, Standard>();
  function inboundOf(tolerances: SubjectTolerances): Standard {
    const standard = inbound.get(tolerances) ?? [...ratesOf(tolerances, "inbound"), ...latenciesOf(tolerances)];
    inbound.set(tolerances, standard);
    return standard;
  }

  function judge(id: EdgeId | NodeId | RollupId, traffic: Judged, standard: Standard): Judgement {
    const before = memory.before(id);
    const judgement = judgeTraffic(traffic, standard, before);
    if (judgement.verdicts.size > 0) memory.remember(id, before, judgement.verdicts);
    return judgement;
  }

  /** Says from which value on it is unwell, too. */
  function told(id: EdgeId | NodeId, judgement: Judgement): Health {
    if (judgement.unwellFrom.length > 0) unwellFrom.set(id, judgement.unwellFrom);
    return judgement.health;
  }

  const judgeEdge = (id: EdgeId | RollupId, edge: Together, latency?: Quantiles, usualLatency?: Quantiles) =>
    judge(
      id,
      {
        windowSeconds,
        answers: answersOf(edge),
        requestsPerSecond: edge.requests ?? 0,
        latency,
        usualLatency,
        tcp: edge.protocol === "tcp",
      },
      edgeStandard(tolerancesOf(edge.source), tolerancesOf(edge.target), inboundOf),
    );
  const judgeNode = (id: NodeId | RollupId, place: NodePlace, inbound: SideTally, latency?: Quantiles) => {
    const { requests = 0, answers, bytes } = inbound;
    const traffic = { windowSeconds, answers, requestsPerSecond: requests, latency, tcp: bytes !== undefined };
    return judge(id, traffic, inboundOf(tolerancesOf(place)));
  };

  return {
    edge: (tally, latency, usualLatency) => told(tally.id, judgeEdge(tally.id, tally, latency, usualLatency)),
    node: (place, inbound, latency, pods) => {
      const health = told(place.id, judgeNode(place.id, place, inbound, latency));
      return judgeWithPods(withSlowEdges(health, inbound, latency), pods);
    },
    edgeTogether: (id, traffic, latency) => judgeEdge(id, traffic, latency).health,
    nodeTogether: (id, place, inbound, latency) =>
      withSlowEdges(judgeNode(id, place, inbound, latency).health, inbound, latency),
    before: memory.before,
    findingOf: (id) => ({ verdicts: memory.now(id), unwellFrom: unwellFrom.get(id) }),
    findAgain: (id, before, finding) => {
      if (finding.verdicts !== undefined) memory.remember(id, before, finding.verdicts);
      if (finding.unwellFrom !== undefined) unwellFrom.set(id, finding.unwellFrom);
    },
    hasOwnStandard: (place) => {
      const { ratesFrom, latenciesFrom } = tolerancesOf(place);
      return ratesFrom !== "default" || latenciesFrom !== "default";
    },
    standards: areAlike(tolerances, inventory) ? [] : [tolerances, inventory],
    verdicts: memory.verdicts,
    unwellFrom,
  };
}

/** By what the callee is given, and by what was set for the caller; presets are not applied twice. */
function edgeStandard(
  source: SubjectTolerances,
  target: SubjectTolerances,
  inboundOf: (tolerances: SubjectTolerances) => Standard,
): Standard {
  if (source.ratesFrom === "default") return inboundOf(target);
  const rates = ratesOf(target, "inbound");
  const known = new Set(rates.map(({ key }) => key));
  const outbound = ratesOf(source, "outbound").filter(({ key }) => !known.has(key));
  return [...rates, ...outbound, ...latenciesOf(target)];
}

function ratesOf({ rates, ratesFrom }: SubjectTolerances, side: TrafficSide): Check[] {
  return rates.filter((rate) => rate.appliesOn(side)).flatMap((rate) => rateChecks(rate, ratesFrom));
}

function latenciesOf({ latencies, latenciesFrom }: SubjectTolerances): Check[] {
  return latencies.map((latency) => latencyCheck(latency, latenciesFrom));
}

function answersOf({ protocol, requests, responses }: Together): Judged["answers"] {
  return requests === undefined && protocol !== "tcp" ? [] : [{ protocol, responses }];
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
