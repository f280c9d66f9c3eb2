import { type MeshSpec, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";

/** Requests per second for each host called, when nothing is lost on the way. Callers stand before those they call. */
export function loadsByHost(mesh: MeshSpec): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  const counted = new Set<string>();
  for (const { role, host, calls } of mesh.workloads) {
    // Versions of one app share what comes in for it: their calls are the same.
    if (counted.has(host)) continue;
    counted.add(host);
    const arriving = role === "gateway" ? mesh.entryPerSecond : (loads.get(host) ?? 0);
    for (const call of calls) loads.set(call.host, (loads.get(call.host) ?? 0) + arriving * call.perRequest);
  }
  return loads;
}

/** Workloads that call a host themselves. */
export function callersOf({ workloads }: MeshSpec, host: string): readonly WorkloadSpec[] {
  return workloads.filter(({ calls }) => calls.some((call) => call.host === host));
}

/** The same, whoever calls most first. */
export function busiestCallers(mesh: MeshSpec, host: string): readonly WorkloadSpec[] {
  const loads = loadsByHost(mesh);
  const made = ({ host: caller, calls }: WorkloadSpec) =>
    (loads.get(caller) ?? 0) * (calls.find((call) => call.host === host)?.perRequest ?? 0);
  return [...callersOf(mesh, host)].sort((one, other) => made(other) - made(one));
}

/** What the gateways call on whose answers a host has a say, as `namespace/name`, sorted. */
export function entriesAbove(mesh: MeshSpec, hosts: readonly string[]): readonly string[] {
  const reached = new Set(hosts);
  const waiting = [...hosts];
  for (let host = waiting.pop(); host !== undefined; host = waiting.pop()) {
    for (const { host: caller, role } of callersOf(mesh, host)) {
      if (role === "gateway" || reached.has(caller)) continue;
      reached.add(caller);
      waiting.push(caller);
    }
  }
  const entered = new Set(
    mesh.workloads.flatMap(({ role, calls }) => (role === "gateway" ? calls : [])).map(({ host }) => host),
  );
  return mesh.workloads
    .filter(({ host, role }) => role === "workload" && entered.has(host) && reached.has(host))
    .map(workloadKey)
    .sort();
}
