import { applyJsonPatch } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import type { Target } from "../request/parse-path.ts";
import { storedIn } from "../resources/resource-type.ts";
import { isFields } from "../schema/check-fields.ts";
import { badRequest, notFound } from "../status/status-error.ts";
import type { KubernetesObject } from "../store/object.ts";
import { field } from "../table/cells.ts";
import { mediaType, parseJson, readObject } from "./read-body.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";
import { replaceObject } from "./write.ts";

/** The `/scale` of a workload: how many pods there are and should be, in the shape all kinds share. */
export function answerScale(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, namespace, name = "", subresource: _scale, ...rest } = target;
  const found = context.store.get(storedIn(type), namespace, name);
  if (!found) throw notFound(type, name);
  if (request.method === "GET") return { code: 200, body: scaleOf(found) };
  const wanted = request.method === "PUT" ? readObject(request) : patched(request, scaleOf(found));
  const replicas = field(wanted, "spec.replicas");
  if (typeof replicas !== "number" || replicas < 0)
    throw badRequest("spec.replicas must be a number that is not negative");
  const resourceVersion = field(wanted, "metadata.resourceVersion");
  const spec = isFields(found["spec"]) ? found["spec"] : {};
  const metadata = { ...found.metadata, ...(typeof resourceVersion === "string" && { resourceVersion }) };
  const object = { type, name, ...(namespace && { namespace }), ...rest };
  replaceObject(context, request, object, { ...found, metadata, spec: { ...spec, replicas } });
  const stored = context.store.get(storedIn(type), namespace, name) ?? found;
  return { code: 200, body: { ...scaleOf(stored), spec: { replicas } } };
}

function patched(request: ApiRequest, scale: unknown): unknown {
  const patch = parseJson(request.body);
  if (mediaType(request.contentType) !== "application/json-patch+json") return applyMergePatch(scale, patch);
  const result = applyJsonPatch(scale, Array.isArray(patch) ? patch : []);
  if (!result.ok) throw badRequest(result.why);
  return result.value;
}

function scaleOf(object: KubernetesObject) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const labels = field(object, "spec.selector.matchLabels");
  const selector = isFields(labels)
    ? Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",")
    : "";
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: field(object, "spec.replicas") ?? 1 },
    status: { replicas: field(object, "status.replicas") ?? 0, selector },
  };
}
