import type { Owner } from "@fyr/contract";
import type { KubernetesObject } from "../kubernetes-object.ts";

/** What owners say of themselves. A list that is absent could not be read; an empty one was, and there is none. */
export interface OwnerObjects {
  /** Argo CD's. */
  readonly applications?: readonly KubernetesObject[] | undefined;
  /** Flux's. */
  readonly kustomizations?: readonly KubernetesObject[] | undefined;
  readonly helmReleases?: readonly KubernetesObject[] | undefined;
  readonly gitRepositories?: readonly KubernetesObject[] | undefined;
  /** Flagger's. */
  readonly canaries?: readonly KubernetesObject[] | undefined;
  /** Argo Rollouts'. */
  readonly rollouts?: readonly KubernetesObject[] | undefined;
}

export function findNamed(
  objects: readonly KubernetesObject[] | undefined,
  name: string,
  namespace: string | undefined,
): KubernetesObject | undefined {
  return objects?.find(
    ({ metadata }) => metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
  );
}

/** Does a tool own fields of the object's spec? What it wrote of metadata alone makes it no owner. */
export function writesSpec({ metadata }: KubernetesObject, manager: string): boolean {
  return (metadata.managedFields ?? []).some(
    (entry) =>
      entry.manager === manager &&
      entry.subresource === undefined &&
      (entry.fieldsV1 === undefined || Object.hasOwn(Object(entry.fieldsV1), "f:spec")),
  );
}

export function named(name: string | undefined, namespace?: string): Pick<Owner, "name" | "namespace"> {
  return { ...(name && { name }), ...(namespace && { namespace }) };
}
