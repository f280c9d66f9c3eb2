import { RESOURCES } from "../traffic/cluster-view.ts";
import { istio, split, versions, virtualService } from "./istio-objects.ts";
import { BY_KUBECTL } from "./marks.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import type { SeedObject } from "./seed-object.ts";

/** Routes of a generated mesh: a split for each canary, retries where they are asked for, entries for hosts outside. */
export function generatedRoutes({ workloads }: MeshSpec): SeedObject[] {
  const inside = workloads.filter(({ role }) => role === "workload");
  const apps = Map.groupBy(inside, ({ namespace, app }) => workloadKey({ namespace, name: app }));
  const splits = [...apps.values()].filter(({ length }) => length > 1);
  return [
    ...splits.flatMap(([first]) => (first ? canary(first) : [])),
    ...inside.flatMap((spec) => (spec.retries === undefined ? [] : [triedAgain(spec, spec.retries)])),
    ...workloads.filter(({ role }) => role === "external").map(outside),
  ];
}

function canary({ namespace, app }: WorkloadSpec): SeedObject[] {
  const rule = { name: "primary", route: split(app, 80, 20), timeout: "3s" };
  return [virtualService(namespace, app, BY_KUBECTL, [rule]), versions(namespace, app, BY_KUBECTL)];
}

function triedAgain({ namespace, app }: WorkloadSpec, attempts: number): SeedObject {
  const retries = { attempts, retryOn: "5xx,connect-failure,unavailable" };
  return virtualService(namespace, app, BY_KUBECTL, [{ route: [{ destination: { host: app } }], retries }]);
}

function outside({ namespace, name, host }: WorkloadSpec): SeedObject {
  return istio(RESOURCES.serviceEntries, "ServiceEntry", namespace, name, BY_KUBECTL, {
    hosts: [host],
    location: "MESH_EXTERNAL",
    resolution: "DNS",
    ports: [{ number: 8080, name: "http", protocol: "HTTP" }],
  });
}
