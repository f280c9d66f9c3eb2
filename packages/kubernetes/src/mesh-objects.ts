import {
  isObject,
  type KubernetesObject,
  listIn,
  type OwnerObjects,
  objectIn,
  type ServicePort,
  textIn,
  textsIn,
} from "@fyr/routing";
import type { NodeFacts } from "./nodes.ts";
import type { PodFacts } from "./pods.ts";
import type { RevisionFacts } from "./revisions.ts";
import { type ObjectWrite, scaleWriteOf, specWritesOf } from "./writes.ts";

/** A Deployment, StatefulSet or DaemonSet: known even while it has no pods. */
export interface ControllerFacts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Labels its pods get. */
  readonly labels: Readonly<Record<string, string>>;
  /** Kiali's `health.kiali.io/rate`: its own, else that of its pods. */
  readonly rateAnnotation?: string;
  /** Pods it wants; absent where it does not say. */
  readonly replicas?: number;
  /** By whom its spec was written last, one for each tool. */
  readonly writes?: readonly ObjectWrite[];
  readonly scaled?: ObjectWrite;
}

export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly rateAnnotation?: string;
  /** Empty: it selects nothing by itself. */
  readonly selector: Readonly<Record<string, string>>;
  /** Its `istio.io/use-waypoint`; `none` keeps it from its namespace's. */
  readonly waypoint?: string;
  readonly ports: readonly ServicePort[];
}

export interface NamespaceFacts {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The cluster as Fyr sees it at one moment. Kinds that are not served or may not be read are empty. */
export interface MeshObjects {
  readonly pods: readonly PodFacts[];
  readonly controllers: readonly ControllerFacts[];
  readonly replicaSets: readonly RevisionFacts[];
  readonly controllerRevisions: readonly RevisionFacts[];
  readonly services: readonly ServiceFacts[];
  readonly namespaces: readonly NamespaceFacts[];
  readonly serviceEntries: readonly KubernetesObject[];
  readonly virtualServices: readonly KubernetesObject[];
  /** The Gateway API's HTTPRoutes, GRPCRoutes, TLSRoutes and TCPRoutes. */
  readonly gatewayRoutes: readonly KubernetesObject[];
  /** Undefined where they could not be read. */
  readonly referenceGrants: readonly KubernetesObject[] | undefined;
  readonly owners: OwnerObjects;
  readonly destinationRules: readonly KubernetesObject[];
  /** Labels by which Istio Gateways choose their proxies. */
  readonly gatewaySelectors: readonly Readonly<Record<string, string>>[];
  /** Everything else the mesh is told by: gateways, service entries, policies, telemetry … */
  readonly otherConfig: readonly KubernetesObject[];
  readonly nodes: readonly NodeFacts[];
}

/** Every traffic route, of every kind. */
export function routesIn({ virtualServices, gatewayRoutes }: Pick<MeshObjects, "virtualServices" | "gatewayRoutes">) {
  return [...virtualServices, ...gatewayRoutes];
}

export function readController(kind: string): (object: KubernetesObject) => ControllerFacts {
  return (object) => {
    const template = objectIn(objectIn(object.spec, "template"), "metadata");
    const status = objectIn(object, "status");
    const rateAnnotation = rateAnnotationIn(object.metadata) ?? rateAnnotationIn(template);
    const replicas = kind === "DaemonSet" ? status["desiredNumberScheduled"] : object.spec?.["replicas"];
    const scaled = scaleWriteOf(object);
    return {
      kind,
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      labels: labelsIn(template, "labels"),
      ...(rateAnnotation !== undefined && { rateAnnotation }),
      ...(typeof replicas === "number" && { replicas }),
      writes: specWritesOf(object),
      ...(scaled !== undefined && { scaled }),
    };
  };
}

export function readService(object: KubernetesObject): ServiceFacts {
  const { namespace = "", name } = object.metadata;
  const outside = textIn(object.spec, "type") === "ExternalName";
  const rateAnnotation = rateAnnotationIn(object.metadata);
  const waypoint = object.metadata.labels?.[useWaypoint];
  return {
    namespace,
    name,
    ...(waypoint !== undefined && { waypoint }),
    ...(rateAnnotation !== undefined && { rateAnnotation }),
    selector: outside ? {} : labelsIn(object.spec, "selector"),
    ports: listIn(object.spec, "ports").flatMap((port) => readPort(port) ?? []),
  };
}

/** A port as another Service may have it too: without the port of the nodes. */
function readPort(entry: unknown): ServicePort | undefined {
  const { port, targetPort } = isObject(entry) ? entry : {};
  if (typeof port !== "number") return undefined;
  const [name, appProtocol] = [textIn(entry, "name"), textIn(entry, "appProtocol")];
  return {
    port,
    ...(name !== undefined && { name }),
    ...(appProtocol !== undefined && { appProtocol }),
    ...((typeof targetPort === "number" || typeof targetPort === "string") && { targetPort }),
  };
}

export function readNamespace({ metadata }: KubernetesObject): NamespaceFacts {
  return { name: metadata.name, labels: metadata.labels ?? {} };
}

export function readGatewaySelector(object: KubernetesObject): Readonly<Record<string, string>> {
  return labelsIn(object.spec, "selector");
}

export function serviceEntryHosts(object: KubernetesObject): readonly string[] {
  return textsIn(object.spec, "hosts");
}

const useWaypoint = "istio.io/use-waypoint";

/** Does ambient capture what is sent to this service, with no waypoint that would look into it? */
export function lacksWaypoint(
  { services, namespaces }: Pick<MeshObjects, "services" | "namespaces">,
  at: { readonly namespace: string; readonly name: string },
): boolean {
  const service = services.find(({ namespace, name }) => namespace === at.namespace && name === at.name);
  const labels = namespaces.find(({ name }) => name === at.namespace)?.labels ?? {};
  if (service === undefined || labels["istio.io/dataplane-mode"] !== "ambient") return false;
  const waypoint = service.waypoint ?? labels[useWaypoint];
  return waypoint === undefined || waypoint === "none";
}

/** An empty selector selects nothing. */
export function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}

/** An empty one says nothing. */
function rateAnnotationIn(metadata: unknown): string | undefined {
  return textIn(objectIn(metadata, "annotations"), "health.kiali.io/rate") || undefined;
}

function labelsIn(object: unknown, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(objectIn(object, name)).map(([label, value]) => [label, String(value)]));
}
