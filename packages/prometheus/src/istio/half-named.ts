import type { Reporter } from "@fyr/contract";
import type { VectorRow } from "../answers.ts";
import { countBy, isNoneOf, isOneOf, type Matcher, marked, markedWhere, type PromQl, selectAny } from "../promql.ts";
import { openedMetric, requestCounter } from "./edge-counters.ts";
import type { Groups } from "./groups.ts";
import { metricMark } from "./labels.ts";
import { reporterOf } from "./read-key.ts";

type Side = "source" | "destination";
const sides = ["source", "destination"] as const;

/** What is gone of the name of one end, of which a workload or an app is told all the same. */
type Lack = readonly ("namespace" | "workload" | "version")[];

const lacks: readonly Lack[] = [["workload"], ["workload", "version"], ["namespace"], ["namespace", "workload"]];
const nothingLacks: Lack = [];
const gone = ["", "unknown"];

/** Labels can be removed on one side of a call alone: who names which end of it by half. */
export interface HalfNamed {
  readonly reporter: Reporter;
  readonly side: Side;
  readonly lack: Lack;
}

/** Put on rows for each part of a name that is told. No mesh has them. */
const toldMarks = {
  namespace: "fyr_namespace",
  workload: "fyr_workload",
  app: "fyr_app",
  version: "fyr_version",
} as const;
const told = "told";

/** How many series name which parts of their callers, and of their callees, by who reports. */
export const namedCounts: readonly PromQl[] = sides.map((side) => {
  const labels = Object.entries(labelsOf(side)) as [Part, string][];
  const ends = countBy(
    ["reporter", ...labels.map(([, label]) => label)],
    selectAny([requestCounter.metric, openedMetric]),
  );
  const noted = labels.reduce((rows, [part, label]) => markedWhere(rows, toldMarks[part], told, label), ends);
  return marked(countBy(["reporter", ...Object.values(toldMarks)], noted), metricMark, side);
});

/** Of rows of `namedCounts`. */
export function halfNamedIn(rows: readonly VectorRow[]): HalfNamed[] {
  return rows.flatMap(({ metric }) => {
    const side = sides.find((one) => one === metric[metricMark]);
    const reporter = reporterOf(metric["reporter"]);
    const lack = lackIn((part) => metric[toldMarks[part]] === told);
    return side === undefined || reporter === undefined || lack === undefined ? [] : [{ reporter, side, lack }];
  });
}

/** Undefined of who is named wholly, or not at all. */
function lackIn(isTold: (part: Part) => boolean): Lack | undefined {
  if (!isTold("workload") && !isTold("app")) return undefined;
  return lacks.find((lack) => {
    const isToldBut = (part: Lack[number]) => isTold(part) !== lack.includes(part);
    const isOfApp = lack.includes("workload");
    return (
      isToldBut("namespace") &&
      isToldBut("workload") &&
      (!isOfApp || lack.includes("namespace") || isToldBut("version"))
    );
  });
}

/** Series whose ends are named alike: wholly or not at all, or by half. */
export interface Telling {
  readonly selections: Groups;
  readonly lacks: Readonly<Record<Side, Lack>>;
}

/** What these reporters have, by how they name the ends of it. Where all name all: one, of everything. */
export function tellingsOf(halfNamed: readonly HalfNamed[], reporters: readonly Reporter[]): Telling[] {
  const ends = (side: Side) => {
    const own = halfNamed.filter((one) => one.side === side && reporters.includes(one.reporter));
    const found = lacks.filter((lack) => own.some((one) => one.lack === lack));
    if (found.length === 0) return [{ selections: [[]], lack: nothingLacks }];
    return [
      { selections: notByHalf(side), lack: nothingLacks },
      ...found.map((lack) => ({ selections: [lacking(side, lack)], lack })),
    ];
  };
  return ends("source").flatMap((source) =>
    ends("destination").map((destination) => ({
      selections: source.selections.flatMap((one) => destination.selections.map((other) => [...one, ...other])),
      lacks: { source: source.lack, destination: destination.lack },
    })),
  );
}

/** By what pairs are the same to both, of the labels that tell them apart where nothing is gone. */
export function pairNamed(pair: readonly string[], one: Telling, other: Telling): string[] {
  return sides.reduce<string[]>(
    (labels, side) => {
      const missing = new Set([...one.lacks[side], ...other.lacks[side]]);
      if (missing.size === 0) return labels;
      const { namespace, workload, app, version } = labelsOf(side);
      return [
        ...labels.filter((label) => label !== namespace && label !== workload),
        ...(missing.has("namespace") ? [] : [namespace]),
        ...(missing.has("workload") ? [app] : [workload]),
        ...(missing.has("workload") && !missing.has("version") && !missing.has("namespace") ? [version] : []),
      ];
    },
    [...pair],
  );
}

/** What rows must say besides of ends that somebody names by half. */
export function appLabels(halfNamed: readonly HalfNamed[]): string[] {
  return [...new Set(halfNamed.map(({ side }) => side))].flatMap((side) => {
    const { app, version } = labelsOf(side);
    return [app, version];
  });
}

type Part = keyof ReturnType<typeof labelsOf>;

function labelsOf(side: Side) {
  return {
    namespace: `${side}_workload_namespace`,
    workload: `${side}_workload`,
    app: `${side}_canonical_service`,
    version: `${side}_canonical_revision`,
  } as const;
}

function lacking(side: Side, lack: Lack): Matcher[] {
  const { namespace, workload, app, version } = labelsOf(side);
  const is = (part: Lack[number], label: string) =>
    lack.includes(part) ? isOneOf(label, gone) : isNoneOf(label, gone);
  const isOfApp = lack.includes("workload");
  return [
    is("namespace", namespace),
    is("workload", workload),
    ...(isOfApp ? [isNoneOf(app, gone)] : []),
    ...(isOfApp && !lack.includes("namespace") ? [is("version", version)] : []),
  ];
}

function notByHalf(side: Side): Matcher[][] {
  const { namespace, workload, app } = labelsOf(side);
  return [
    [isNoneOf(namespace, gone), isNoneOf(workload, gone)],
    [isOneOf(workload, gone), isOneOf(app, gone)],
  ];
}
