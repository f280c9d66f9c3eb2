import type { RouteParent, TrafficRoute } from "@fyr/contract";

/** For which names a route speaks and who carries it out: "host payment", "on Service payment (all callers)". */
export function placeInWords({ route, hosts, parents, delegatedBy }: TrafficRoute): string[] {
  const attached = parents.map((parent) => `on ${parentInWords(parent, route.namespace)}`);
  // Services are told among the parents already.
  const names = parents.some(({ kind }) => kind === "Service") ? [] : hosts;
  const roots = delegatedBy.map(({ namespace, name }) =>
    namespace === route.namespace ? name : `${namespace}/${name}`,
  );
  return [
    ...(names.length === 0 ? [] : [`${names.length === 1 ? "host" : "hosts"} ${names.join(", ")}`]),
    ...attached,
    ...(roots.length === 0 ? [] : [`delegate of ${roots.join(", ")}`]),
  ];
}

function parentInWords({ kind, namespace, name, port, section, role }: RouteParent, own: string): string {
  const place = `${namespace === own ? "" : `${namespace}/`}${name}${port === undefined ? "" : `:${port}`}`;
  const named = `${kind} ${place}${section === undefined ? "" : ` ${section}`}`;
  if (role === undefined) return named;
  return role === "producer" ? `${named} (all callers)` : `${named} (callers in ${own})`;
}
