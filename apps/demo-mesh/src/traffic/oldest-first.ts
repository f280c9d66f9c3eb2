import type { ClusterObject } from "./cluster-view.ts";

export function oldestFirst(objects: readonly ClusterObject[]): readonly ClusterObject[] {
  const age = ({ metadata }: ClusterObject) => metadata.creationTimestamp ?? "";
  return [...objects].sort((a, b) => (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0));
}
