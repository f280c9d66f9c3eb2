import { type KubernetesObject, listIn, objectIn, textIn } from "@fyr/routing";

/** What Fyr remembers of a Kubernetes node. */
export interface NodeFacts {
  readonly name: string;
  /** `topology.kubernetes.io/zone`. */
  readonly zone?: string;
  /** By which it is reached, and what is measured of it often names it. */
  readonly addresses: readonly string[];
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
  const status = objectIn(object, "status");
  return {
    name,
    ...(zone !== undefined && { zone }),
    addresses: listIn(status, "addresses").flatMap((address) => textIn(address, "address") ?? []),
    troubles: listIn(status, "conditions").flatMap(readTrouble),
  };
}

function readTrouble(condition: unknown): NodeTrouble[] {
  const [type, status, since] = ["type", "status", "lastTransitionTime"].map((name) => textIn(condition, name));
  if (type === undefined || since === undefined) return [];
  const isWell = type === "Ready" ? status === "True" : status !== "True";
  const message = textIn(condition, "message") ?? textIn(condition, "reason");
  return isWell ? [] : [{ condition: type, since, ...(message !== undefined && { message }) }];
}

/** Names of nodes by their addresses. */
export function hostNames(nodes: readonly NodeFacts[]): Map<string, string> {
  return new Map(nodes.flatMap(({ name, addresses }) => addresses.map((address) => [address, name] as const)));
}
