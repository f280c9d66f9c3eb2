import { isObject, type KubernetesObject } from "@fyr/routing";
import { KubernetesError } from "./kubernetes-error.ts";

/** An object from the API server; items of a list name neither kind nor version, the list does. */
export function readObject(value: unknown, apiVersion = "", kind = ""): KubernetesObject {
  if (!isObject(value) || !isObject(value["metadata"]) || typeof value["metadata"]["name"] !== "string") {
    throw new KubernetesError("kubernetes_unavailable", "The Kubernetes API server sent an object without a name.");
  }
  // The API server validates metadata of every object it stores; name and map form are all that was in doubt here.
  return { apiVersion, kind, ...value } as unknown as KubernetesObject;
}

export function objectKey(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ""}/${object.metadata.name}`;
}
