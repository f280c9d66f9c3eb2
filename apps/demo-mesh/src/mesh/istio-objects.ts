import { RESOURCES } from "../traffic/cluster-view.ts";
import type { Marks } from "./marks.ts";
import type { SeedObject } from "./seed-object.ts";

/** Weights of the subsets `v1` and `v2`. */
export function split(host: string, v1: number, v2: number) {
  return splitOf(host, { v1, v2 });
}

/** Weights by subset. */
export function splitOf(host: string, weights: Readonly<Record<string, number>>) {
  return Object.entries(weights).map(([subset, weight]) => ({ destination: { host, subset }, weight }));
}

export function virtualService(namespace: string, host: string, marks: Marks, http: readonly object[]): SeedObject {
  return istio(RESOURCES.virtualServices, "VirtualService", namespace, host, marks, { hosts: [host], http });
}

export function versions(
  namespace: string,
  host: string,
  marks: Marks,
  names: readonly string[] = ["v1", "v2"],
): SeedObject {
  const subsets = names.map((name) => ({ name, labels: { version: name } }));
  return destinationRule(namespace, host, marks, { host, subsets });
}

export function destinationRule(namespace: string, name: string, marks: Marks, spec: object): SeedObject {
  return istio(RESOURCES.destinationRules, "DestinationRule", namespace, name, marks, spec);
}

export function istio(
  resource: SeedObject["resource"],
  kind: string,
  namespace: string,
  name: string,
  { manager, ...marks }: Marks,
  spec: object,
): SeedObject {
  return {
    resource,
    manager,
    object: { apiVersion: `${resource.group}/v1`, kind, metadata: { name, namespace, ...marks }, spec },
  };
}
