import type { Marker } from "@fyr/contract";
import { type KubernetesObject, resolveHost, serviceOfHost } from "@fyr/routing";
import { type MeshObjects, selects, serviceEntryHosts } from "../mesh-objects.ts";
import { hostNames } from "../nodes.ts";
import type { PodFacts } from "../pods.ts";
import { type WorkloadFacts, workloadNames, workloadsOf } from "../workloads.ts";
import { createPodNames } from "./pod-names.ts";

/** Parts of the mesh something can have harmed. */
export type Concern = Pick<Marker, "workloads" | "services">;

/** What in the mesh is meant by an object, a host or a place, as the cluster is now. */
export interface Concerns {
  ofPod(pod: PodFacts): Concern;
  /** Also of a pod that is gone, by what its name says. */
  ofPodName(namespace: string, name: string): Concern;
  ofWorkload(namespace: string, name: string): Concern;
  /**
   * `hosts` as they stand in an object of this namespace; with `*` all that match. A host that is not there is told as
   * the service it would be: whoever is sent there reaches nobody.
   */
  ofHosts(hosts: readonly string[], namespace: string): Concern;
  /** Whom labels choose in a namespace; all of it where there are none, and everybody where it is the mesh's own. */
  ofSelector(labels: Readonly<Record<string, string>>, namespace: string): Concern;
  /** The proxies of a gateway of the Gateway API. */
  ofGateway(namespace: string, name: string): Concern;
  ofService(namespace: string, name: string): Concern;
  /** Workloads with a pod on this Kubernetes node. */
  onNode(host: string): Concern;
  /** The name of a Kubernetes node by one of its addresses, or by itself. */
  nodeNamed(host: string): string;
}

export const nothing: Concern = { workloads: [], services: [] };

export function createConcerns(objects: MeshObjects): Concerns {
  const workloads = workloadsOf(objects);
  const nameOf = workloadNames(objects);
  const nodeNames = hostNames(objects.nodes);
  const podNames = createPodNames(objects, workloads);
  const rootNamespace = objects.pods.find(({ istiodVersion }) => istiodVersion !== undefined)?.namespace;
  const inNamespace = Map.groupBy(workloads, ({ namespace }) => namespace);
  const services = [
    ...objects.services.map((service) => ({ ...service, host: resolveHost(service.name, service.namespace) })),
    ...objects.serviceEntries.flatMap(externalServices),
  ];
  const servicesOf = Map.groupBy(services, ({ host }) => host);
  const behind = workloadsByService(workloads);
  const selecting = (labels: Readonly<Record<string, string>>, namespace: string): Concern => {
    const isMeshWide = namespace === (rootNamespace ?? "istio-system");
    const near = isMeshWide ? workloads : (inNamespace.get(namespace) ?? []);
    const isAll = Object.keys(labels).length === 0;
    return { workloads: namesOf(isAll ? near : near.filter((each) => selects(labels, each.labels))), services: [] };
  };
  const ofWorkload = (namespace: string, name: string): Concern => ({ workloads: [{ namespace, name }], services: [] });
  const ofHosts = (hosts: readonly string[], namespace: string): Concern => {
    const meant = hosts.flatMap((written) => {
      const host = resolveHost(written, namespace);
      if (host.startsWith("*")) return services.filter((each) => covers(host, each.host));
      return servicesOf.get(host) ?? [serviceOfHost(host) ?? { namespace, name: host }];
    });
    const serving = meant.flatMap((service) => behind.get(`${service.namespace}/${service.name}`) ?? []);
    return { workloads: namesOf(serving), services: namesOf(meant) };
  };
  return {
    ofPod: (pod) => ofWorkload(pod.namespace, nameOf(pod).name),
    ofPodName: (namespace, name) => {
      const workload = podNames(namespace, name);
      return workload === undefined ? nothing : ofWorkload(namespace, workload);
    },
    ofWorkload,
    ofHosts,
    ofSelector: selecting,
    ofGateway: (namespace, name) => selecting({ "gateway.networking.k8s.io/gateway-name": name }, namespace),
    ofService: (namespace, name) => ofHosts([resolveHost(name, namespace)], namespace),
    onNode: (host) => ({
      workloads: namesOf(workloads.filter(({ podFacts }) => podFacts.some((pod) => pod.host === host))),
      services: [],
    }),
    nodeNamed: (host) => nodeNames.get(host) ?? host,
  };
}

function namesOf(parts: readonly { readonly namespace: string; readonly name: string }[]): Concern["workloads"] {
  const unique = new Map(parts.map(({ namespace, name }) => [`${namespace}/${name}`, { namespace, name }]));
  return [...unique.values()];
}

/** Metrics name what is outside by its host, the map by its service entry: both are told. */
function externalServices(entry: KubernetesObject) {
  const { namespace = "", name } = entry.metadata;
  const hosts = serviceEntryHosts(entry);
  return hosts.flatMap((host) => [
    { namespace, name, host },
    { namespace, name: host, host },
  ]);
}

/** A host that service entries write with a star stands for itself as well. */
function covers(pattern: string, host: string): boolean {
  return host.endsWith(pattern.slice(1));
}

function workloadsByService(workloads: readonly WorkloadFacts[]): ReadonlyMap<string, readonly WorkloadFacts[]> {
  const pairs = workloads.flatMap((workload) =>
    workload.services.map((name) => [`${workload.namespace}/${name}`, workload] as const),
  );
  const grouped = Map.groupBy(pairs, ([service]) => service);
  return new Map([...grouped].map(([service, own]) => [service, own.map(([, workload]) => workload)]));
}
