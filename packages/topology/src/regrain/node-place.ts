import type { Grain, NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { calledService } from "../called-service.ts";
import { nodeIdOf } from "../ids.ts";
import { known } from "../optional.ts";
import type { NodePlace } from "../place.ts";

/** Where a node of the workload grain belongs at a coarser one; at its own place where it stands for nothing coarser. */
export function placeAt(node: TopologyNode, grain: Grain): NodePlace {
  const { kind, cluster, namespace, app, version } = node;
  if (namespace === undefined || grain === "workload") return ownPlace(node);
  if (kind === "serviceEntry") return grain === "namespace" ? withoutNamespace(node) : ownPlace(node);
  if (grain === "namespace") {
    return { id: nodeIdOf("namespace", cluster, namespace), kind: "namespace", cluster, namespace, name: namespace };
  }
  if (kind === "service" || kind === "unknown") return ownPlace(node);
  if (grain === "service") return mainServicePlace(node) ?? ownPlace(node);
  if (app === undefined) return ownPlace(node);
  const ofVersion = grain === "versionedApp" && version !== undefined ? [version] : [];
  const id = nodeIdOf("app", cluster, namespace, app, ...ofVersion);
  return { id, kind: "app", cluster, namespace, name: app, app, ...known("version", ofVersion[0]) };
}

/** The id of the node that stands for it at a coarser grain; its own where nothing coarser does. */
export function coarserNodeId(node: TopologyNode, grain: Grain): NodeId {
  return placeAt(node, grain).id;
}

/** The services of Kubernetes an edge was called through, each once. */
export function calledPlaces(edge: TopologyEdge, { cluster, namespace }: TopologyNode): NodePlace[] {
  const found = new Map<NodeId, NodePlace>();
  for (const { name, host, namespace: serviceNamespace, outside } of edge.destinationServices) {
    if (outside) continue;
    const party = { service: name, ...known("serviceHost", host), ...known("serviceNamespace", serviceNamespace) };
    const called = calledService({ ...party, ...known("namespace", namespace) }, undefined);
    if (called === undefined) continue;
    const place = servicePlace(cluster, called.namespace, called.name);
    found.set(place.id, place);
  }
  return [...found.values()];
}

function mainServicePlace({ mainService, services, cluster, namespace, kind }: TopologyNode): NodePlace | undefined {
  if (kind === "app" || namespace === undefined) return undefined;
  if (mainService !== undefined) return servicePlace(cluster, mainService.namespace, mainService.name);
  const [first] = services ?? [];
  return first === undefined ? undefined : servicePlace(cluster, namespace, first);
}

function servicePlace(cluster: string, namespace: string, service: string): NodePlace {
  const id = nodeIdOf("service", cluster, namespace, service);
  return { id, kind: "service", cluster, namespace, name: service, service };
}

function ownPlace({ id, kind, cluster, namespace, name, workload, app, version, service }: TopologyNode): NodePlace {
  return {
    id,
    kind,
    cluster,
    name,
    ...known("namespace", namespace),
    ...known("workload", workload),
    ...known("app", app),
    ...known("version", version),
    ...known("service", service),
  };
}

/** It lies in the namespace that exports it; what answers does not. */
function withoutNamespace(node: TopologyNode): NodePlace {
  const { namespace: _, ...place } = ownPlace(node);
  return place;
}
