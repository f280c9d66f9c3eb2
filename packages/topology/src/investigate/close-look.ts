import type { NodeId } from "@fyr/contract";
import type { Inventory } from "../inventory.ts";
import { known } from "../optional.ts";
import type { Candidate } from "./candidate.ts";
import type { EdgeLine } from "./edge-line.ts";
import { gatherLines, placerOf } from "./gather-lines.ts";
import type { HistoryRow, MeshHistory } from "./history.ts";
import { addTo } from "./numbers.ts";
import { outcomeKind } from "./outcome-kind.ts";

/** The edges of suspicion around their onset, in short steps and pod by pod. Every value is of a window before it. */
export interface CloseLook extends MeshHistory {
  readonly windowSeconds: number;
  /** Absent where nobody asked. */
  readonly ejections?: readonly EjectionRow[];
}

/** Endpoints of a host that the proxies of one caller or another have ejected, step by step; `NaN`: none, or not told. */
export interface EjectionRow {
  readonly host: string;
  readonly endpoints: Float64Array;
}

/** What one pod did for whoever called it, per second and step by step. */
export interface PodLine {
  readonly pod: string;
  readonly host?: string;
  readonly zone?: string;
  readonly requests: Float64Array;
  readonly failed: Float64Array;
  readonly time: Float64Array;
  readonly timed: Float64Array;
}

/** A close look, as it is worked with. */
export interface SeenClosely {
  readonly look: CloseLook;
  readonly lines: ReadonlyMap<string, EdgeLine>;
  readonly pods: ReadonlyMap<NodeId, readonly PodLine[]>;
}

export function seeClosely(look: CloseLook, inventory?: Inventory): SeenClosely {
  return {
    look,
    lines: new Map(gatherLines(look, inventory).map((line) => [line.id, line])),
    pods: podLines(look, inventory),
  };
}

function podLines({ rows, bins }: CloseLook, inventory: Inventory | undefined): Map<NodeId, readonly PodLine[]> {
  const placer = placerOf(rows, inventory);
  const hosts = hostsOf(inventory);
  const byNode = new Map<NodeId, Map<string, PodLine>>();
  for (const row of rows) {
    if (row.pod === undefined || row.key.reporter !== "destination") continue;
    const { id } = placer.destination(row.key.destination, row.key.source);
    const pods = byNode.get(id) ?? new Map<string, PodLine>();
    byNode.set(id, pods);
    const host = row.host ?? hosts.get(row.pod);
    const zone = host === undefined ? undefined : inventory?.zones?.get(host);
    const line =
      pods.get(row.pod) ?? emptyPod({ pod: row.pod, ...known("host", host), ...known("zone", zone) }, bins.length);
    pods.set(row.pod, line);
    countAtPod(line, row);
  }
  return new Map([...byNode].map(([id, pods]) => [id, [...pods.values()].sort((a, b) => (a.pod < b.pod ? -1 : 1))]));
}

/** Kubernetes knows where pods are that are still there. */
function hostsOf(inventory: Inventory | undefined): ReadonlyMap<string, string> {
  const pods = inventory?.workloads.flatMap(({ podNames }) => podNames) ?? [];
  return new Map(pods.flatMap(({ name, host }) => (host === undefined ? [] : [[name, host] as const])));
}

function emptyPod(pod: Pick<PodLine, "pod" | "host" | "zone">, length: number): PodLine {
  const zeros = () => new Float64Array(length);
  return {
    ...pod,
    requests: zeros(),
    failed: zeros(),
    time: zeros(),
    timed: zeros(),
  };
}

function countAtPod(line: PodLine, { measure, outcome, perSecond }: HistoryRow): void {
  if (measure === "requests") {
    addTo(line.requests, perSecond);
    const kind = outcome && outcomeKind(outcome);
    if (kind === "failed" || kind === "late") addTo(line.failed, perSecond);
  }
  if (measure === "time" || measure === "timed") addTo(line[measure], perSecond);
}

/** Kubernetes nodes that the pods of a candidate run on, as far as that is known. */
export function hostsUnder({ nodes }: Candidate, seen: SeenClosely | undefined): ReadonlySet<string> {
  const pods = nodes.flatMap(({ id }) => seen?.pods.get(id) ?? []);
  return new Set(pods.flatMap(({ host }) => (host === undefined ? [] : [host])));
}
