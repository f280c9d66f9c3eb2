import type { Finding, Marker, MarkerKind, Suspect } from "@fyr/contract";
import type { Surroundings } from "./surroundings.ts";

type Relation = Suspect["relation"];

/** Seconds: markers and metrics have clocks and steps of their own, so a cause may seem to come a little later. */
const spanOf = { before: 15 * 60, after: 90 };
/** A suspect this long before the onset is half as likely as one right at it. */
const halfSeconds = 240;
const mostSuspects = 8;

/** How well a happening in that relation explains trouble. */
const closeness: Readonly<Record<Relation, number>> = {
  itself: 1,
  steers: 0.9,
  host: 0.8,
  behind: 0.55,
  elsewhere: 0.12,
};

/** How often such a happening is what causes trouble rather than what comes of it. */
const causes: Readonly<Record<MarkerKind, number>> = {
  rollout: 1,
  "route-edit": 1,
  "destination-rule-edit": 1,
  "policy-edit": 1,
  "config-edit": 0.9,
  "cpu-steal": 0.95,
  "node-pressure": 0.9,
  scaled: 0.7,
  "oom-kill": 0.8,
  "pod-restart": 0.6,
  "pod-unready": 0.45,
  event: 0.4,
  "guard-fired": 0.3,
  alert: 0.15,
};

const strengths = { strong: 0.5, likely: 0.2, least: 0.04 };

type SuspectedOf = Readonly<Pick<Finding, "onset" | "kind" | "within" | "saturated">> & {
  readonly flags: readonly string[];
};

/** What happened close to an onset and can have caused it: the nearer in time and in the mesh, the stronger. */
export function suspectsOf(
  { onset, ...finding }: SuspectedOf,
  markers: readonly Marker[],
  around: Surroundings,
): Suspect[] {
  if (onset === undefined) return [];
  const [at, slack] = [Date.parse(onset.at), (Date.parse(onset.notAfter) - Date.parse(onset.notBefore)) / 2000];
  return markers
    .flatMap((marker) => {
      const secondsBefore = (at - Date.parse(marker.at)) / 1000;
      if (secondsBefore > spanOf.before || secondsBefore < -spanOf.after - Math.min(60, slack)) return [];
      const relation = relationOf(marker, around);
      const score =
        closeness[relation] * causes[marker.kind] * nearness(secondsBefore, slack) * fits(marker, relation, finding);
      return score < strengths.least ? [] : [{ marker, relation, secondsBefore: Math.round(secondsBefore), score }];
    })
    .sort((a, b) => b.score - a.score || (a.marker.id < b.marker.id ? -1 : 1))
    .slice(0, mostSuspects)
    .map(({ score, ...suspect }) => ({ ...suspect, strength: strengthOf(score) }));
}

function nearness(secondsBefore: number, slack: number): number {
  const off = Math.max(0, Math.abs(secondsBefore) - Math.min(60, slack));
  return secondsBefore >= 0 ? 0.5 ** (off / halfSeconds) : 0.5 ** (off / (halfSeconds / 4));
}

/** What kind of trouble it is tells what kind of cause it has. */
function fits(marker: Marker, relation: Relation, finding: Omit<SuspectedOf, "onset">): number {
  const { kind, object } = marker;
  const { within, flags, saturated } = finding;
  const isPods = kind === "pod-restart" || kind === "oom-kill" || kind === "pod-unready";
  if (within?.pod !== undefined && isPods) return object.name === within.pod ? 1.3 : 0.5;
  const nowhere = flags.some((flag) => flag === "NR" || flag === "NC" || flag === "UH");
  if (nowhere && (kind === "route-edit" || kind === "destination-rule-edit")) return 1.4;
  if (flags.includes("DENY") && kind === "policy-edit") return 1.4;
  if (isWhyItLacks(marker, relation, saturated)) return 1.4;
  return finding.kind === "saturated" ? fitsSaturated(marker, relation, saturated) : 1;
}

/** It may use less of it than before, or so many requests at once. */
function isWhyItLacks({ kind, lowered = [] }: Marker, relation: Relation, saturated: Finding["saturated"]): boolean {
  if (saturated === "connections") return kind === "destination-rule-edit" && relation !== "elsewhere";
  return saturated !== undefined && relation === "itself" && lowered.includes(saturated);
}

/** A Kubernetes node's CPU others take; what a workload lacks it uses itself, under whatever limit it has. */
function fitsSaturated({ kind }: Marker, relation: Relation, saturated: Finding["saturated"]): number {
  const isOfNode = kind === "cpu-steal" || kind === "node-pressure";
  if (saturated === undefined) return isOfNode ? 1.4 : 0.6;
  if (isOfNode) return 0.4;
  return (relation === "itself" && (kind === "rollout" || kind === "scaled")) || relation === "steers" ? 1 : 0.3;
}

function relationOf({ kind, workloads, services, host }: Marker, around: Surroundings): Relation {
  if (isAmong(workloads, around.itself)) return kind === "route-edit" ? "steers" : "itself";
  if (isAmong(services, around.steers)) return "steers";
  if (host !== undefined && around.hosts.includes(host)) return "host";
  if (isAmong(workloads, around.behind) || isAmong(services, around.behind)) return "behind";
  return "elsewhere";
}

/** A host outside has the same name for everybody, whatever namespace names it. */
function isAmong(names: Marker["services"], others: Surroundings["itself"]): boolean {
  return names.some((one) =>
    others.some(({ namespace, name }) => one.name === name && (one.namespace === namespace || name.includes("."))),
  );
}

function strengthOf(score: number): Suspect["strength"] {
  if (score >= strengths.strong) return "strong";
  return score >= strengths.likely ? "likely" : "weak";
}
