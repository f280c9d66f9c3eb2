import type { Marker } from "@fyr/contract";
import type { CallerCluster, ClusterMarker } from "@fyr/kubernetes";

/** Markers of objects that the caller may list. Each kind and namespace is asked about once; answers are remembered. */
export async function readableMarkers(
  markers: readonly ClusterMarker[],
  { mayList }: Pick<CallerCluster, "mayList">,
): Promise<Marker[]> {
  const byRight = Map.groupBy(markers, ({ right }) => `${right.group}/${right.resource}/${right.namespace ?? ""}`);
  const groups = [...byRight.values()];
  const allowed = await Promise.all(groups.map(([first]) => first !== undefined && mayList(first.right)));
  return groups.flatMap((group, place) => (allowed[place] === true ? group.map(({ marker }) => marker) : []));
}

/**
 * Markers that concern one of these namespaces, and of what they concern no more than lies there. Without a scope all of
 * it.
 */
export function markersInScope(markers: readonly Marker[], scope: readonly string[] | undefined): Marker[] {
  if (scope === undefined) return [...markers];
  const names = new Set(scope.map(withoutCluster));
  const isIn = ({ namespace }: { readonly namespace: string }) => names.has(namespace);
  return markers.flatMap((marker): Marker[] => {
    const { workloads, services, object } = marker;
    const cut = { workloads: workloads.filter(isIn), services: services.filter(isIn) };
    const concerns = cut.workloads.length > 0 || cut.services.length > 0;
    const isThere = object.namespace !== undefined && names.has(object.namespace);
    return concerns || isThere ? [{ ...marker, ...cut }] : [];
  });
}

/** `north/shop` is shop: a namespace of one name is taken for the same in every cluster of a mesh. */
export function withoutCluster(namespace: string): string {
  return namespace.slice(namespace.indexOf("/") + 1);
}
