import { type KubernetesObject, listIn, objectIn, textIn } from "@fyr/routing";
import { type ContainerLimits, limitsIn } from "./container-limits.ts";
import { controllerOf, type OwnerName } from "./pods.ts";

/** One state of a workload's pod template: a ReplicaSet, or a ControllerRevision of a StatefulSet or DaemonSet. */
export interface RevisionFacts {
  readonly namespace: string;
  readonly name: string;
  readonly owner?: OwnerName;
  readonly createdAt?: string;
  /** Rises with every rollout; that of an old state is raised when it is rolled back to. */
  readonly revision?: number;
  /** Of its own containers, without the proxy. */
  readonly images: readonly string[];
  readonly limits: ContainerLimits;
}

export function readReplicaSet(object: KubernetesObject): RevisionFacts {
  const written = object.metadata.annotations?.["deployment.kubernetes.io/revision"];
  const revision = written === undefined ? Number.NaN : Number(written);
  return { ...factsOf(object, objectIn(object.spec, "template")), ...(Number.isInteger(revision) && { revision }) };
}

/** Its `data` is the part of the controller's object that a rollout changes. */
export function readControllerRevision(object: KubernetesObject): RevisionFacts {
  const { revision } = object;
  const template = objectIn(objectIn(object["data"], "spec"), "template");
  return { ...factsOf(object, template), ...(typeof revision === "number" && { revision }) };
}

function factsOf(object: KubernetesObject, template: unknown): Omit<RevisionFacts, "revision"> {
  const owner = controllerOf(object);
  const { namespace = "", name, creationTimestamp } = object.metadata;
  return {
    namespace,
    name,
    ...(owner !== undefined && { owner }),
    ...(creationTimestamp !== undefined && { createdAt: creationTimestamp }),
    images: imagesOf(objectIn(template, "spec")),
    limits: limitsIn(template),
  };
}

function imagesOf(spec: unknown): string[] {
  return listIn(spec, "containers").flatMap((container) => {
    const image = textIn(container, "image");
    return image === undefined || textIn(container, "name") === "istio-proxy" ? [] : [image];
  });
}
