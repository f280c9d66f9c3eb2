import type { RouteRef } from "@fyr/contract";
import { dialectOf } from "./dialects/dialect-of.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";

export function routeRefOf(object: KubernetesObject): RouteRef {
  const { kind } = dialectOf(object);
  return { kind, namespace: object.metadata.namespace ?? "default", name: object.metadata.name };
}
