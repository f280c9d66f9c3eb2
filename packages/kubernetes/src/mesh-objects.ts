import { type KubernetesObject, objectIn, textIn, textsIn } from "@fyr/routing";
import { controllerOf, type OwnerName, type PodFacts } from "./pods.ts";

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
}

export interface ReplicaSetFacts {
  readonly namespace: string;
  readonly name: string;
  readonly owner?: OwnerName;
}

export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly rateAnnotation?: string;
  /** Empty: it selects nothing by itself. */
  readonly selector: Readonly<Record<string, string>>;
}

export interface NamespaceFacts {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The cluster as Fyr sees it at one moment. Kinds that are not served or may not be read are empty. */
export interface MeshObjects {
  readonly pods: readonly PodFacts[];
  readonly controllers: readonly ControllerFacts[];
  readonly replicaSets: readonly ReplicaSetFacts[];
  readonly services: readonly ServiceFacts[];
  readonly namespaces: readonly NamespaceFacts[];
  readonly serviceEntries: readonly KubernetesObject[];
  readonly virtualServices: readonly KubernetesObject[];
  readonly destinationRules: readonly KubernetesObject[];
  /** Labels by which Istio Gateways choose their proxies. */
  readonly gatewaySelectors: readonly Readonly<Record<string, string>>[];
}

export function readController(kind: string): (object: KubernetesObject) => ControllerFacts {
  return (object) => {
    const template = objectIn(objectIn(object.spec, "template"), "metadata");
    const status = objectIn(object, "status");
    const rateAnnotation = rateAnnotationIn(object.metadata) ?? rateAnnotationIn(template);
    const replicas = kind === "DaemonSet" ? status["desiredNumberScheduled"] : object.spec?.["replicas"];
    return {
      kind,
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      labels: labelsIn(template, "labels"),
      ...(rateAnnotation !== undefined && { rateAnnotation }),
      ...(typeof replicas === "number" && { replicas }),
    };
  };
}

export function readReplicaSet(object: KubernetesObject): ReplicaSetFacts {
  const owner = controllerOf(object);
  const { namespace = "", name } = object.metadata;
  return { namespace, name, ...(owner !== undefined && { owner }) };
}

export function readService(object: KubernetesObject): ServiceFacts {
  const { namespace = "", name } = object.metadata;
  const outside = textIn(object.spec, "type") === "ExternalName";
  const rateAnnotation = rateAnnotationIn(object.metadata);
  return {
    namespace,
    name,
    ...(rateAnnotation !== undefined && { rateAnnotation }),
    selector: outside ? {} : labelsIn(object.spec, "selector"),
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
