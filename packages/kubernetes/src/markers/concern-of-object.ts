import {
  attachmentOf,
  destinationHosts,
  isRouteKind,
  type KubernetesObject,
  listIn,
  objectIn,
  textIn,
} from "@fyr/routing";
import { serviceEntryHosts } from "../mesh-objects.ts";
import { type Concern, type Concerns, nothing } from "./concerns.ts";

/** `roots`: who hands rules over to whom, as `rootsByDelegate` tells it. */
export type Roots = ReadonlyMap<string, readonly KubernetesObject[]>;

/** The parts of the mesh an object of its configuration has a say in. */
export function concernOfObject(object: KubernetesObject, concerns: Concerns, roots: Roots): Concern {
  const { kind, metadata, spec } = object;
  const { namespace = "default", name } = metadata;
  if (isRouteKind(kind)) return concernOfRoute(object, concerns, roots);
  switch (kind) {
    case "DestinationRule":
      return concerns.ofHosts([textIn(spec, "host") ?? ""], namespace);
    case "ServiceEntry":
      return concerns.ofHosts(serviceEntryHosts(object), namespace);
    case "Gateway":
      return object.apiVersion.startsWith("networking.istio.io")
        ? concerns.ofSelector(labelsOf(spec, "selector"), namespace)
        : concerns.ofGateway(namespace, name);
    case "Sidecar":
    case "EnvoyFilter":
      return concerns.ofSelector(labelsOf(objectIn(spec, "workloadSelector"), "labels"), namespace);
    default:
      return concernOfPolicy(object, concerns);
  }
}

/** Whom it speaks for, and wherever it sends them: what it names wrongly is not there. */
function concernOfRoute(object: KubernetesObject, concerns: Concerns, roots: Roots): Concern {
  const { namespace = "default" } = object.metadata;
  const spokenFor = attachmentOf(object, roots).hosts.filter((host) => host !== "*");
  return concerns.ofHosts([...spokenFor, ...destinationHosts(object)], namespace);
}

/** Policies choose by labels, or name what they are attached to. */
function concernOfPolicy({ metadata, spec }: KubernetesObject, concerns: Concerns): Concern {
  const { namespace = "default" } = metadata;
  const targets = [...listIn(spec, "targetRefs"), ...(spec?.["targetRef"] === undefined ? [] : [spec["targetRef"]])];
  if (targets.length === 0) {
    return concerns.ofSelector(labelsOf(objectIn(spec, "selector"), "matchLabels"), namespace);
  }
  return unionOf(targets.map((target) => concernOfTarget(target, namespace, concerns)));
}

function concernOfTarget(target: unknown, namespace: string, concerns: Concerns): Concern {
  const name = textIn(target, "name") ?? "";
  switch (textIn(target, "kind")) {
    case "Service":
    case "ServiceEntry":
      return concerns.ofService(namespace, name);
    case "Gateway":
      return concerns.ofGateway(namespace, name);
    default:
      return nothing;
  }
}

export function unionOf(concerned: readonly Concern[]): Concern {
  const once = (list: Concern["workloads"]) => [
    ...new Map(list.map((part) => [`${part.namespace}/${part.name}`, part])).values(),
  ];
  return {
    workloads: once(concerned.flatMap(({ workloads }) => workloads)),
    services: once(concerned.flatMap(({ services }) => services)),
  };
}

function labelsOf(object: unknown, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(objectIn(object, name)).map(([label, value]) => [label, String(value)]));
}
