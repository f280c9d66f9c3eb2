import { applyJsonPatch, type PatchOperation } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { applyStrategicMergePatch } from "../patch/strategic-merge-patch.ts";
import type { Target } from "../request/parse-path.ts";
import { storedIn } from "../resources/resource-type.ts";
import { isFields } from "../schema/check-fields.ts";
import { badRequest, invalid, notFound, StatusError } from "../status/status-error.ts";
import type { DraftObject, KubernetesObject } from "../store/object.ts";
import { present } from "./present.ts";
import { asDraft, mediaType, parseJson, unknownFormat } from "./read-body.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";
import { replaceObject, unprocessable } from "./write.ts";

const JSON_PATCH = "application/json-patch+json";
const MERGE_PATCH = "application/merge-patch+json";
const STRATEGIC_PATCH = "application/strategic-merge-patch+json";
const MOST_OPERATIONS = 10_000;

export function patchObject(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version, namespace, name = "" } = target;
  const accepted = type.custom ? [JSON_PATCH, MERGE_PATCH] : [JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH];
  const media = mediaType(request.contentType);
  if (!accepted.includes(media)) throw unknownFormat(accepted);
  const found = context.store.get(storedIn(type), namespace, name);
  if (!found) throw notFound(type, name);
  const current = present(type, version, found);
  const draft = asDraft(patched(media, current, request.body), current.apiVersion, current.kind);
  refuseRenaming(draft, target);
  const metadata = {
    ...draft.metadata,
    resourceVersion: draft.metadata.resourceVersion ?? current.metadata.resourceVersion,
  };
  return replaceObject(
    context,
    request,
    target,
    { ...draft, metadata },
    { refuseUnknown: (why) => patchRefusal(request.body, why) },
  );
}

function patched(media: string, current: KubernetesObject, body: string): unknown {
  const patch = parseJson(body);
  if (media === JSON_PATCH) {
    const result = applyJsonPatch(current, asOperations(patch));
    // The API server keeps the reason to itself.
    if (!result.ok) throw unprocessable();
    return result.value;
  }
  if (!isFields(patch)) throw badRequest("the patch is not an object");
  return media === MERGE_PATCH ? applyMergePatch(current, patch) : applyStrategicMergePatch(current, patch);
}

function asOperations(patch: unknown): readonly PatchOperation[] {
  if (!Array.isArray(patch)) throw badRequest("json: cannot unmarshal object into Go value of type jsonpatch.Patch");
  if (patch.length > MOST_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${patch.length}`;
    throw new StatusError(413, "RequestEntityTooLarge", message);
  }
  return patch.map((operation: unknown) => {
    if (!isFields(operation) || typeof operation["op"] !== "string" || typeof operation["path"] !== "string") {
      throw unprocessable();
    }
    const { op, path, from } = operation;
    return {
      op,
      path,
      ...("value" in operation && { value: operation["value"] }),
      ...(typeof from === "string" && { from }),
    };
  });
}

function refuseRenaming({ metadata }: DraftObject, { type, name = "", namespace }: Target): void {
  const moved = metadata.name !== name ? "name" : metadata.namespace !== namespace ? "namespace" : undefined;
  if (!moved) return;
  const message = `Invalid value: ${JSON.stringify(metadata[moved] ?? "")}: field is immutable`;
  throw invalid(type, name, [{ reason: "FieldValueInvalid", message, field: `metadata.${moved}` }]);
}

function patchRefusal(body: string, why: string): StatusError {
  const message = `Invalid value: ${JSON.stringify(body)}: ${why}`;
  return invalid({ kind: "", group: "" }, "", [{ reason: "FieldValueInvalid", message, field: "patch" }]);
}
