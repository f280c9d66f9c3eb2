import type { Inventory } from "../inventory.ts";
import { readRateAnnotation } from "./rate-annotation.ts";
import type { RateTolerance } from "./tolerances.ts";

/** What annotations say of workloads, apps and services. */
export interface AnnotatedTolerances {
  of(
    kind: "workload" | "app" | "service",
    cluster: string,
    namespace: string,
    name: string,
  ): readonly RateTolerance[] | undefined;
  /** Nobody is annotated. */
  readonly isEmpty: boolean;
  /** One sentence for every annotation that cannot be read. */
  readonly warnings: readonly string[];
}

/** An object as far as its annotation speaks for it. */
interface Annotated {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly rateAnnotation?: string;
}

/** A workload's own annotation comes before that of a service that selects it; the first by name where several do. */
export function annotatedTolerances({
  workloads,
  services,
}: Pick<Inventory, "workloads" | "services">): AnnotatedTolerances {
  const found = new Map<string, readonly RateTolerance[]>();
  const warnings: string[] = [];
  const read = (kind: string, object: Annotated): readonly RateTolerance[] | undefined => {
    if (object.rateAnnotation === undefined) return undefined;
    const annotation = readRateAnnotation(object.rateAnnotation);
    if (annotation.ok) return annotation.rates;
    warnings.push(
      `The annotation health.kiali.io/rate of ${kind} ${object.namespace}/${object.name} is ignored: ${annotation.fault}.`,
    );
    return undefined;
  };
  const claim = (key: string, rates: readonly RateTolerance[]) => {
    if (!found.has(key)) found.set(key, rates);
  };
  const apps = new Map<string, string>();
  for (const workload of workloads) {
    const { cluster, namespace, name, app, workloadKind } = workload;
    if (app !== undefined) apps.set(keyOf("workload", cluster, namespace, name), app);
    const rates = read(workloadKind, workload);
    if (rates === undefined) continue;
    claim(keyOf("workload", cluster, namespace, name), rates);
    claim(keyOf("app", cluster, namespace, app ?? name), rates);
  }
  for (const service of services) {
    const { cluster, namespace, name } = service;
    const rates = read("Service", service);
    if (rates === undefined) continue;
    claim(keyOf("service", cluster, namespace, name), rates);
    for (const selected of service.selects) {
      const workload = keyOf("workload", cluster, namespace, selected);
      claim(workload, rates);
      claim(keyOf("app", cluster, namespace, apps.get(workload) ?? selected), rates);
    }
  }
  return { of: (...parts) => found.get(keyOf(...parts)), isEmpty: found.size === 0, warnings };
}

function keyOf(...parts: readonly string[]): string {
  return parts.join("/");
}
