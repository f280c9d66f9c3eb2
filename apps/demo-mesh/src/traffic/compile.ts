import { streamOf } from "../mesh/chance.ts";
import {
  type AppProtocol,
  type CallSpec,
  isInMesh,
  type MeshSpec,
  type WorkloadSpec,
  workloadKey,
} from "../mesh/mesh-spec.ts";
import { podLabels } from "../mesh/workload-labels.ts";
import type { ClusterView } from "./cluster-view.ts";
import { createEndpoints, type Endpoints, type Pod } from "./endpoints.ts";
import { NO_RETRIES, type RouteBranch } from "./route-branch.ts";
import { createRouteTable, type OutlierDetection, type RouteTable } from "./route-table.ts";

/** A workload with its pods and the ways its calls go. */
export interface Station {
  readonly spec: WorkloadSpec;
  readonly key: string;
  /** Only the ready ones. */
  readonly pods: readonly Pod[];
  readonly calls: readonly Call[];
}

export interface Call {
  readonly spec: CallSpec;
  readonly ways: readonly Way[];
  readonly lost: readonly LostWay[];
  /** Copies of requests; what becomes of them is nobody's concern. */
  readonly mirrors: readonly Way[];
}

/** From one workload to another by one branch of one rule. */
export interface Way {
  readonly id: string;
  /** For `Draw`. */
  readonly stream: number;
  /** Absent: a caller that no proxy stands beside. */
  readonly source?: WorkloadSpec;
  readonly target: WorkloadSpec;
  readonly branch: RouteBranch;
  /** Share of the call's requests, 0..1. */
  readonly share: number;
  readonly mtls: boolean;
  /** The target only takes mTLS, and this is not. */
  readonly refused: boolean;
  /** Requests at the same time that one client pod may have; absent is any number. */
  readonly concurrent?: number;
  /** Ready pods of the target that it chooses from. */
  readonly pods: number;
  readonly outliers?: OutlierDetection;
}

/** Requests that find nobody to go to. */
export interface LostWay {
  readonly id: string;
  readonly host: string;
  readonly protocol: AppProtocol;
  readonly share: number;
  /** HTTP code the caller's proxy answers with. */
  readonly code: string;
  /** `UH` no ready pod, `NC` no such subset, `NR` no rule; `-` when the rule says to answer so. */
  readonly flags: string;
}

export interface CompiledMesh {
  /** Callers before those they call, as far as calls do not go round in a circle. */
  readonly stations: readonly Station[];
  readonly byKey: ReadonlyMap<string, Station>;
  /** Ways of a caller outside the mesh: it knows services, not routes. */
  plaintextWays(host: string): readonly Way[];
}

/** The mesh under the objects that stand in the cluster now. */
export function compileMesh(mesh: MeshSpec, cluster: ClusterView): CompiledMesh {
  const routes = createRouteTable(cluster);
  const endpoints = createEndpoints(mesh, cluster);
  const byHost = new Map(mesh.workloads.map((spec) => [spec.host, spec]));
  const stations = mesh.workloads.map((spec) => ({
    spec,
    key: workloadKey(spec),
    pods: endpoints.pods(spec).filter(({ ready }) => ready),
    calls: spec.calls.map((call) => compileCall(spec, call, byHost.get(call.host), routes, endpoints)),
  }));
  const byKey = new Map(stations.map((station) => [station.key, station]));
  return {
    stations: callersFirst(stations, byKey),
    byKey,
    plaintextWays: (host) => waysTo(undefined, { share: 1, host, retries: NO_RETRIES }, routes, endpoints),
  };
}

function compileCall(
  source: WorkloadSpec,
  spec: CallSpec,
  called: WorkloadSpec | undefined,
  routes: RouteTable,
  endpoints: Endpoints,
): Call {
  const protocol = called?.protocol ?? "http";
  const ways: Way[] = [];
  const lost: LostWay[] = [];
  const mirrors: Way[] = [];
  for (const [number, branch] of branchesFor(source, spec, called, routes).entries()) {
    const found = branch.answers === undefined ? waysTo(source, branch, routes, endpoints, String(number)) : [];
    ways.push(...found);
    if (found.length === 0) lost.push(lostWay(source, spec, branch, routes, { number, protocol }));
    for (const [nth, { ratio, ...to }] of (branch.mirrors ?? []).entries()) {
      const copies = { ...to, share: branch.share * ratio, retries: NO_RETRIES };
      mirrors.push(...waysTo(source, copies, routes, endpoints, `${number} mirror ${nth}`));
    }
  }
  return { spec, ways, lost, mirrors };
}

function branchesFor(source: WorkloadSpec, spec: CallSpec, called: WorkloadSpec | undefined, routes: RouteTable) {
  const { host, entry } = spec;
  const caller = { namespace: source.namespace, labels: podLabels(source) };
  const asked = { host, protocol: called?.protocol ?? "http", caller, ...(entry && { path: entry.path }) };
  if (entry) return routes.gatewayBranches(source, entry.authority, asked);
  // A ztunnel knows services, not routes: without a waypoint nobody goes by them.
  const isRouted = source.ambient === undefined || called?.ambient === "waypoint";
  return isRouted ? routes.branches(asked) : [{ share: 1, host, retries: NO_RETRIES }];
}

function waysTo(
  source: WorkloadSpec | undefined,
  branch: RouteBranch,
  routes: RouteTable,
  endpoints: Endpoints,
  number = "0",
): Way[] {
  const { host, subset } = branch;
  const labels = subset === undefined ? {} : routes.subsetLabels(host, subset);
  if (!labels) return [];
  const behind = endpoints.behind(host, labels);
  const total = behind.reduce((sum, { pods }) => sum + pods, 0);
  const concurrent = routes.connectionPool(host, subset)?.concurrent;
  const outliers = routes.outlierDetection(host, subset);
  return behind.map(({ workload, pods }) => {
    const id = `${source ? workloadKey(source) : "?"}>${workloadKey(workload)}>${host}>${subset ?? ""}>${number}`;
    return {
      id,
      stream: streamOf(id),
      ...(source && { source }),
      target: workload,
      branch,
      share: (branch.share * pods) / total,
      ...security(source, workload, routes),
      pods,
      ...(concurrent !== undefined && { concurrent }),
      ...(outliers && { outliers }),
    };
  });
}

function security(source: WorkloadSpec | undefined, target: WorkloadSpec, routes: RouteTable) {
  if (!isInMesh(target)) return { mtls: false, refused: false };
  const mode = routes.mtlsMode(target.namespace, { app: target.app, version: target.version });
  const mtls = source !== undefined && isInMesh(source) && mode !== "DISABLE" && !routes.speaksPlaintext(target.host);
  return { mtls, refused: mode === "STRICT" && !mtls };
}

function lostWay(
  source: WorkloadSpec,
  { host }: CallSpec,
  branch: RouteBranch,
  routes: RouteTable,
  { number, protocol }: { readonly number: number; readonly protocol: AppProtocol },
): LostWay {
  const target = branch.host || host;
  const noSubset = branch.subset !== undefined && !routes.subsetLabels(branch.host, branch.subset);
  const [code, flags] =
    branch.answers !== undefined
      ? [branch.answers, branch.answers === "404" ? "NR" : "-"]
      : ["503", noSubset ? "NC" : "UH"];
  const id = `${workloadKey(source)}>${target}>${flags}>${number}`;
  return { id, host: target, protocol, share: branch.share, code, flags };
}

function callersFirst(stations: readonly Station[], byKey: ReadonlyMap<string, Station>): Station[] {
  const done = new Set<string>();
  const calleesFirst: Station[] = [];
  const visit = (station: Station) => {
    if (done.has(station.key)) return;
    done.add(station.key);
    for (const { ways, mirrors } of station.calls) {
      for (const { target } of [...ways, ...mirrors]) {
        const next = byKey.get(workloadKey(target));
        if (next) visit(next);
      }
    }
    calleesFirst.push(station);
  };
  for (const station of stations) visit(station);
  return calleesFirst.reverse();
}
