import type { ResourceType } from "../resources/resource-type.ts";
import type { KubernetesObject } from "../store/object.ts";
import { type Column, columnsOf } from "./columns.ts";

export interface Table {
  readonly kind: "Table";
  readonly apiVersion: "meta.k8s.io/v1";
  readonly metadata: {
    readonly resourceVersion?: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly columnDefinitions: readonly Omit<Column, "cell">[];
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly object?: unknown }[];
}

export type IncludeObject = "None" | "Metadata" | "Object";

/** What `kubectl get` prints. `nowMs` ages the rows. */
export function tableOf(
  type: ResourceType,
  objects: readonly KubernetesObject[],
  options: { readonly metadata: Table["metadata"]; readonly include: IncludeObject; readonly nowMs: number },
): Table {
  const columns = columnsOf(type);
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: options.metadata,
    columnDefinitions: columns.map(({ cell: _cell, ...definition }) => definition),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, options.nowMs)),
      ...withObject(object, options.include),
    })),
  };
}

function withObject(object: KubernetesObject, include: IncludeObject): { readonly object?: unknown } {
  if (include === "None") return {};
  if (include === "Object") return { object };
  return { object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata } };
}
