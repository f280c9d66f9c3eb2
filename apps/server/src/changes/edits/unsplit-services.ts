import type { Topology, UnsplitService } from "@fyr/contract";
import { type MeshObjects, selects, workloadNames } from "@fyr/kubernetes";
import {
  destinationRulesFor,
  gatewaySplit,
  istioSplit,
  type KubernetesObject,
  readRoute,
  resolveHost,
} from "@fyr/routing";
import { roundRatio } from "@fyr/topology";

type Service = MeshObjects["services"][number];
type Version = UnsplitService["versions"][number] & { readonly requestsPerSecond: number | undefined };

/** Labels that tell versions apart, the usual one first. */
const versionLabels = ["version", "app.kubernetes.io/version"];

interface Around {
  readonly objects: MeshObjects;
  readonly topology: Topology | undefined;
}

/** Services with two or more versions and no route, with what would make their split. By namespace and name. */
export function unsplitServices(around: Around): Omit<UnsplitService, "editable">[] {
  const routed = routedHosts(around);
  return around.objects.services
    .filter(({ namespace, name }) => !routed.has(resolveHost(name, namespace)))
    .flatMap((service) => describeService(service, around) ?? [])
    .sort((a, b) => (`${a.namespace}/${a.service}` < `${b.namespace}/${b.service}` ? -1 : 1));
}

function describeService(service: Service, around: Around): Omit<UnsplitService, "editable"> | undefined {
  const found = versionsOf(service, around);
  if (found === undefined) return undefined;
  const { label, versions } = found;
  const measured = versions.some(({ requestsPerSecond = 0 }) => requestsPerSecond > 0);
  const weightOf = ({ requestsPerSecond = 0, readyPods }: Version) => (measured ? requestsPerSecond : readyPods);
  const total = versions.reduce((sum, version) => sum + weightOf(version), 0);
  const { namespace, name, selector, ports } = service;
  const way = wayFor(service, around);
  const unsplit = {
    namespace,
    name,
    selector,
    ports,
    versionLabel: label,
    versions: versions.map((version) => ({ version: version.version, share: weightOf(version) })),
    destinationRule: destinationRulesFor(around.objects.destinationRules, name, namespace)[0],
  };
  return {
    namespace,
    service: name,
    versions: versions.map(({ requestsPerSecond: _, ...version }) => ({
      ...version,
      shareNow: total > 0 ? roundRatio(weightOf({ ...version, requestsPerSecond: _ }) / total) : 0,
    })),
    measured,
    way,
    edits: way === "HTTPRoute" ? gatewaySplit(unsplit) : istioSplit(unsplit),
  };
}

/** Undefined where there is one version, or none can be told. */
function versionsOf({ namespace, selector }: Service, { objects, topology }: Around) {
  if (Object.keys(selector).length === 0) return undefined;
  const nameOf = workloadNames(objects);
  const pods = objects.pods
    .filter((pod) => pod.namespace === namespace && !pod.finished && selects(selector, pod.labels))
    .map((pod) => ({ labels: pod.labels, workload: nameOf(pod).name, ready: pod.ready }));
  for (const label of versionLabels) {
    const groups = Map.groupBy(pods, ({ labels }) => labels[label] ?? "");
    if (groups.size < 2 || groups.has("")) continue;
    const versions = [...groups].map(([version, own]): Version => {
      const workloads = [...new Set(own.map(({ workload }) => workload))].sort();
      const requestsPerSecond = requestsTo(namespace, workloads, topology);
      return { version, workloads, readyPods: own.filter(({ ready }) => ready).length, shareNow: 0, requestsPerSecond };
    });
    return { label, versions: versions.sort((a, b) => (a.version < b.version ? -1 : 1)) };
  }
  return undefined;
}

function requestsTo(namespace: string, workloads: readonly string[], topology: Topology | undefined) {
  const own = (topology?.nodes ?? []).filter(
    (node) => node.namespace === namespace && node.workload !== undefined && workloads.includes(node.workload),
  );
  return own.reduce<number | undefined>((sum, { inbound }) => {
    const rate = inbound?.requestsPerSecond;
    return rate === undefined ? sum : (sum ?? 0) + rate;
  }, undefined);
}

/** Hosts that some route speaks for, or sends to version by version. Full names. */
function routedHosts({ objects }: Around): Set<string> {
  const istio = objects.virtualServices.flatMap((object) => {
    const { hosts, rules } = readRoute(object);
    const split = rules.flatMap(({ destinations }) => destinations.filter(({ destination }) => destination.subset));
    const { namespace = "default" } = object.metadata;
    return [...hosts, ...split.map(({ destination }) => destination.host)].map((host) => resolveHost(host, namespace));
  });
  const gateway = objects.gatewayRoutes.flatMap((object) => parentServices(object));
  return new Set([...istio, ...gateway]);
}

function parentServices({ metadata, spec }: KubernetesObject): string[] {
  const parents = Array.isArray(spec?.["parentRefs"]) ? spec["parentRefs"] : [];
  return parents
    .filter((parent) => parent?.kind === "Service" && typeof parent.name === "string")
    .map((parent) => resolveHost(parent.name, parent.namespace ?? metadata.namespace ?? "default"));
}

/** In ambient only waypoints act on VirtualServices, and the Gateway API is what they are made for. */
function wayFor({ namespace }: Service, { objects }: Around): UnsplitService["way"] {
  const labels = objects.namespaces.find(({ name }) => name === namespace)?.labels ?? {};
  const isAmbient = labels["istio.io/dataplane-mode"] === "ambient";
  const usesGateway = objects.gatewayRoutes.some((route) => route.metadata.namespace === namespace);
  return isAmbient || usesGateway ? "HTTPRoute" : "VirtualService";
}
