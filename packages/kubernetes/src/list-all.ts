import { isObject, type KubernetesObject, objectIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { readObject } from "./read-object.ts";

const pageSize = "500";

/** Every page of a list; `selected` is sent with each: `fieldSelector`. */
export async function listAll(
  api: KubernetesApi,
  path: string,
  signal: AbortSignal,
  selected: Readonly<Record<string, string>> = {},
): Promise<{ objects: KubernetesObject[]; resourceVersion: string }> {
  const objects: KubernetesObject[] = [];
  let next: string | undefined;
  while (true) {
    const query = { ...selected, limit: pageSize, ...(next !== undefined && { continue: next }) };
    const page = await api.request({ path, query, timeoutMs: 30_000, signal });
    const metadata = objectIn(page, "metadata");
    const { items, apiVersion = "", kind = "" } = page;
    const resourceVersion = textIn(metadata, "resourceVersion");
    if (!Array.isArray(items) || resourceVersion === undefined) {
      throw new KubernetesError("kubernetes_unavailable", `The Kubernetes API server answered ${path} with no list.`);
    }
    objects.push(
      ...items.filter(isObject).map((item) => readObject(item, String(apiVersion), String(kind).replace(/List$/, ""))),
    );
    next = textIn(metadata, "continue");
    if (next === undefined) return { objects, resourceVersion };
  }
}
