/** Which part of the mesh was asked for. Places without a namespace belong to nobody and are never outside. */
export interface Scope {
  /** Its own traffic is asked for. */
  holds(place: ScopedPlace): boolean;
  /** It is only there as the far end of an edge. */
  isOutside(place: ScopedPlace): boolean;
}

interface ScopedPlace {
  readonly cluster: string;
  readonly namespace?: string;
}

/** `namespaces`: `name` for that namespace in every cluster, `cluster/name` for one. Absent: everything. */
export function createScope(namespaces: readonly string[] | undefined): Scope {
  if (namespaces === undefined) return { holds: () => true, isOutside: () => false };
  const asked = new Set(namespaces);
  const holds = ({ cluster, namespace }: ScopedPlace) =>
    namespace !== undefined && (asked.has(namespace) || asked.has(`${cluster}/${namespace}`));
  return { holds, isOutside: (place) => place.namespace !== undefined && !holds(place) };
}
