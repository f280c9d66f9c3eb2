import { type MeshSpec, serviceHost, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import { type ClusterObject, type ClusterView, matches, RESOURCES } from "./cluster-view.ts";
import { containersOf, type RunningContainer } from "./containers.ts";

export interface Pod {
  readonly name: string;
  readonly node: string;
  readonly ip: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: boolean;
  readonly containers: readonly RunningContainer[];
}

export interface Endpoints {
  /** All pods of a workload, by name. */
  pods(workload: WorkloadSpec): readonly Pod[];
  /** The workloads with ready pods behind a host, and how many pods each: requests are spread over pods evenly. */
  behind(host: string, subset?: Readonly<Record<string, string>>): readonly { workload: WorkloadSpec; pods: number }[];
}

/** Which pods stand behind which service, as the cluster's objects have it now. */
export function createEndpoints(mesh: MeshSpec, cluster: ClusterView): Endpoints {
  const podsOf = podsByWorkload(cluster.list(RESOURCES.pods));
  const byNamespace = Map.groupBy(mesh.workloads, ({ namespace }) => namespace);
  const external = new Map(mesh.workloads.filter(({ role }) => role === "external").map((spec) => [spec.host, spec]));
  const selectors = selectorsByHost(cluster.list(RESOURCES.services));
  const pods = (workload: WorkloadSpec) => podsOf.get(workloadKey(workload)) ?? [];
  return {
    pods,
    behind(host, subset = {}) {
      const outside = external.get(host);
      if (outside) return [{ workload: outside, pods: 1 }];
      const service = selectors.get(host);
      if (!service) return [];
      return (byNamespace.get(service.namespace) ?? []).flatMap((workload) => {
        const chosen = pods(workload).filter(
          ({ ready, labels }) => ready && matches(labels, service.selector) && matches(labels, subset),
        );
        return chosen.length > 0 ? [{ workload, pods: chosen.length }] : [];
      });
    },
  };
}

interface PodFields {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

function podsByWorkload(objects: readonly ClusterObject[]): Map<string, Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const object of objects) {
    const { spec, status } = object as PodFields;
    const { name, namespace = "", labels = {} } = object.metadata;
    const pod = {
      name,
      node: spec?.nodeName ?? "",
      ip: status?.podIP ?? "",
      labels,
      ready: status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false,
      containers: containersOf(object),
    };
    const key = workloadKey({ namespace, name: ownerOf(object) });
    found.set(key, [...(found.get(key) ?? []), pod]);
  }
  return found;
}

/** A pod's workload: its StatefulSet, or the Deployment whose ReplicaSet (`name-hash`) owns it. */
function ownerOf({ metadata }: ClusterObject): string {
  const owner = metadata.ownerReferences?.[0];
  if (!owner) return metadata.name;
  return owner.kind === "ReplicaSet" ? owner.name.replace(/-[^-]+$/, "") : owner.name;
}

interface ServicePods {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
}

function selectorsByHost(services: readonly ClusterObject[]): Map<string, ServicePods> {
  return new Map(
    services.flatMap(({ metadata, ...rest }) => {
      const { namespace = "", name } = metadata;
      const selector = (rest["spec"] as { readonly selector?: Readonly<Record<string, string>> } | undefined)?.selector;
      return selector ? [[serviceHost(namespace, name), { namespace, selector }] as const] : [];
    }),
  );
}
