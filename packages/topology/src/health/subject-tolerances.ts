import type { InventoryIndex } from "../inventory-index.ts";
import type { NodePlace } from "../place.ts";
import type { ToleranceSubject, Tolerances } from "./tolerance-rules.ts";
import type { RateTolerance, SubjectTolerances } from "./tolerances.ts";

/** Everybody is judged by the same. */
export function areAlike(tolerances: Tolerances, inventory: InventoryIndex | undefined): boolean {
  return !tolerances.hasRules && (inventory === undefined || inventory.annotated.isEmpty);
}

/** What each place is judged by: its annotation, else the settings. Latencies have no annotation. */
export function createSubjectTolerances(
  tolerances: Tolerances,
  inventory: InventoryIndex | undefined,
): (place: NodePlace) => SubjectTolerances {
  if (areAlike(tolerances, inventory)) {
    const everybody = tolerances.of({ namespace: "", names: [] });
    return () => everybody;
  }
  const found = new Map<NodePlace, SubjectTolerances>();
  return (place) => {
    const known = found.get(place);
    if (known !== undefined) return known;
    const configured = tolerances.of(subjectOf(place, inventory));
    const rates = annotatedRates(place, inventory);
    const chosen = rates === undefined ? configured : { ...configured, rates, ratesFrom: "annotation" as const };
    found.set(place, chosen);
    return chosen;
  };
}

function annotatedRates(place: NodePlace, inventory: InventoryIndex | undefined): readonly RateTolerance[] | undefined {
  const { cluster, namespace = "", workload, app, service } = place;
  const annotated = inventory?.annotated;
  if (workload !== undefined) return annotated?.of("workload", cluster, namespace, workload);
  if (place.kind === "service" && service !== undefined) return annotated?.of("service", cluster, namespace, service);
  return place.kind === "app" && app !== undefined ? annotated?.of("app", cluster, namespace, app) : undefined;
}

function subjectOf(place: NodePlace, inventory: InventoryIndex | undefined): ToleranceSubject {
  const { kind, name, cluster, namespace = "", workload, app, service } = place;
  const services = workload === undefined ? undefined : inventory?.workload(cluster, namespace, workload)?.services;
  return {
    namespace,
    names: [
      { kind, name },
      ...(workload === undefined ? [] : [{ kind: "workload", name: workload }]),
      ...(app === undefined ? [] : [{ kind: "app", name: app }]),
      ...(service === undefined ? [] : [{ kind: "service", name: service }]),
      ...(services ?? []).map((selecting) => ({ kind: "service", name: selecting })),
    ],
  };
}
