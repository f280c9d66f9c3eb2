import { type KubernetesObject, listIn, objectIn, textIn } from "@fyr/routing";

/** What Fyr remembers of a Kubernetes node. */
export interface NodeFacts {
  readonly name: string;
  /** `topology.kubernetes.io/zone`. */
  readonly zone?: string;
  /** Pressures that press, and `Ready` where it is not. */
  readonly troubles: readonly NodeTrouble[];
}

interface NodeTrouble {
  /** `MemoryPressure`, `DiskPressure`, `PIDPressure`, `NetworkUnavailable`, `Ready`. */
  readonly condition: string;
  /** RFC 3339. */
  readonly since: string;
  readonly message?: string;
}

const zoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

export function readNode(object: KubernetesObject): NodeFacts {
  const { name, labels = {} } = object.metadata;
  const zone = zoneLabels.flatMap((label) => labels[label] ?? [])[0];
  const conditions = listIn(objectIn(object, "status"), "conditions");
  return { name, ...(zone !== undefined && { zone }), troubles: conditions.flatMap(readTrouble) };
}

function readTrouble(condition: unknown): NodeTrouble[] {
  const [type, status, since] = ["type", "status", "lastTransitionTime"].map((name) => textIn(condition, name));
  if (type === undefined || since === undefined) return [];
  const isWell = type === "Ready" ? status === "True" : status !== "True";
  const message = textIn(condition, "message") ?? textIn(condition, "reason");
  return isWell ? [] : [{ condition: type, since, ...(message !== undefined && { message }) }];
}
