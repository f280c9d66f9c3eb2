import type { RouteRef } from "@fyr/contract";
import { listIn, objectIn, textIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { routeRefOf } from "./route-object.ts";

/** The VirtualService a rule of another one hands its requests to; a name alone is one of the same namespace. */
export function delegateOf(rule: unknown, namespace: string): RouteRef | undefined {
  const delegate = objectIn(rule, "delegate");
  const name = textIn(delegate, "name");
  if (name === undefined) return undefined;
  return { kind: "VirtualService", namespace: textIn(delegate, "namespace") ?? namespace, name };
}

/** Who hands rules over to whom: for each delegate, by `namespace/name`, the routes that name it. */
export function rootsByDelegate(
  virtualServices: readonly KubernetesObject[],
): ReadonlyMap<string, readonly KubernetesObject[]> {
  const roots = new Map<string, KubernetesObject[]>();
  for (const object of virtualServices) {
    const keys = listIn(object.spec, "http").flatMap((rule) => {
      const delegate = delegateOf(rule, object.metadata.namespace ?? "default");
      return delegate === undefined ? [] : [`${delegate.namespace}/${delegate.name}`];
    });
    for (const key of new Set(keys)) roots.set(key, [...(roots.get(key) ?? []), object]);
  }
  return roots;
}

/** The routes that hand rules over to this one. */
export function rootsOf(
  object: KubernetesObject,
  roots: ReadonlyMap<string, readonly KubernetesObject[]>,
): readonly KubernetesObject[] {
  const { kind, namespace, name } = routeRefOf(object);
  return kind === "VirtualService" ? (roots.get(`${namespace}/${name}`) ?? []) : [];
}
