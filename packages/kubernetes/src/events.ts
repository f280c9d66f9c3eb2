import { integerIn, type KubernetesObject, objectIn, textIn } from "@fyr/routing";

/** One of Kubernetes' Events: something a component reported of an object, perhaps several times. */
export interface EventFacts {
  readonly uid: string;
  readonly type: string;
  /** `BackOff`, `Unhealthy`, `ScalingReplicaSet` … */
  readonly reason: string;
  readonly message: string;
  /** Who reported it: `kubelet`, `fyr`. */
  readonly component: string;
  readonly about: { readonly kind: string; readonly namespace?: string; readonly name: string };
  /** RFC 3339: the first time, and the last. */
  readonly at: string;
  readonly until: string;
  readonly count: number;
}

/** Undefined of one that says neither when nor about what. Both forms are read: with and without a `series`. */
export function readEvent(object: KubernetesObject): EventFacts | undefined {
  const involved = objectIn(object, "involvedObject");
  const [kind, name, namespace] = [textIn(involved, "kind"), textIn(involved, "name"), textIn(involved, "namespace")];
  const series = objectIn(object, "series");
  const at = textIn(object, "firstTimestamp") ?? textIn(object, "eventTime") ?? object.metadata.creationTimestamp;
  const until = textIn(series, "lastObservedTime") ?? textIn(object, "lastTimestamp") ?? at;
  if (kind === undefined || name === undefined || at === undefined || until === undefined) return undefined;
  return {
    uid: object.metadata.uid ?? object.metadata.name,
    type: textIn(object, "type") ?? "Normal",
    reason: textIn(object, "reason") ?? "",
    message: textIn(object, "message") ?? "",
    component: textIn(object, "reportingComponent") ?? textIn(objectIn(object, "source"), "component") ?? "",
    about: { kind, name, ...(namespace !== undefined && { namespace }) },
    at,
    until,
    count: integerIn(series, "count") ?? integerIn(object, "count") ?? 1,
  };
}
