import type { Target } from "../request/parse-path.ts";
import { readFieldValidation, readWriteOptions } from "../request/write-options.ts";
import { apiVersionOf, storedIn } from "../resources/resource-type.ts";
import { badRequest, invalid, notFound, StatusError } from "../status/status-error.ts";
import type { DraftObject, KubernetesObject } from "../store/object.ts";
import { type Preparation, prepare } from "./prepare.ts";
import { forStore, present } from "./present.ts";
import { asDraft, readObject } from "./read-body.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";

const NAMESPACES = { group: "", plural: "namespaces" };

export function createObject(
  context: ApiContext,
  request: ApiRequest,
  target: Target,
  operation: "Update" | "Apply" = "Update",
): Answer {
  const { type, version, namespace } = target;
  const draft = inNamespace(asDraft(readObject(request), apiVersionOf(type, version), type.kind), target);
  if (draft.metadata.resourceVersion) throw badRequest("resourceVersion should not be set on objects to be created");
  if (namespace && !context.store.get(NAMESPACES, undefined, namespace)) throw notFound(NAMESPACES, namespace);
  const prepared = prepare(draft, preparation(context, request, target));
  const { status, ...withoutStatus } = prepared.draft;
  const kept =
    type.subresources.includes("status") || status === undefined ? withoutStatus : { ...withoutStatus, status };
  const { uid: _uid, ...metadata } = prepared.draft.metadata;
  const asked = readWriteOptions(request.url.searchParams, request.userAgent);
  const options = { ...asked, apiVersion: draft.apiVersion, operation };
  const object = context.store.create(
    storedIn(type),
    forStore(type, { ...kept, apiVersion: draft.apiVersion, kind: draft.kind, metadata }),
    options,
  );
  return { code: 201, body: withoutEmptyVersion(present(type, version, object)), warnings: prepared.warnings };
}

export function updateObject(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version } = target;
  const draft = inNamespace(asDraft(readObject(request), apiVersionOf(type, version), type.kind), target);
  return replaceObject(context, request, target, draft);
}

/** The end of every update and patch: `draft` is what the whole object is to be. */
export function replaceObject(
  context: ApiContext,
  request: ApiRequest,
  target: Target,
  draft: DraftObject,
  how: Partial<Preparation> & { readonly operation?: "Apply" } = {},
): Answer {
  const { type, version, namespace, name = "", subresource } = target;
  refuseOtherName(draft, target);
  const previous = context.store.get(storedIn(type), namespace, name);
  if (!previous) throw notFound(type, name);
  if (type.custom && !draft.metadata.resourceVersion) {
    const message = "Invalid value: 0x0: must be specified for an update";
    throw invalid(type, name, [{ reason: "FieldValueInvalid", message, field: "metadata.resourceVersion" }]);
  }
  const whole =
    subresource === "status" ? withStatusOf(previous, draft) : withOwnStatus(type.subresources, previous, draft);
  const prepared = prepare(whole, { ...preparation(context, request, target), ...how });
  const object = context.store.update(storedIn(type), forStore(type, prepared.draft), {
    ...readWriteOptions(request.url.searchParams, request.userAgent),
    apiVersion: apiVersionOf(type, version),
    ...(how.operation && { operation: how.operation }),
    ...(subresource && { subresource }),
  });
  return { code: 200, body: present(type, version, object), warnings: prepared.warnings };
}

function preparation(context: ApiContext, request: ApiRequest, { type, version }: Target): Preparation {
  return {
    type,
    version,
    validation: readFieldValidation(request.url.searchParams),
    istioVersion: context.istioVersion,
    refuseUnknown: (message) =>
      badRequest(`${type.kind} in version "${version}" cannot be handled as a ${type.kind}: ${message}`),
  };
}

function inNamespace(draft: DraftObject, { namespace }: Target): DraftObject {
  const own = draft.metadata.namespace;
  if (own && own !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  return namespace ? { ...draft, metadata: { ...draft.metadata, namespace } } : draft;
}

function refuseOtherName({ metadata }: DraftObject, { name = "", namespace }: Target): void {
  if (metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name ?? ""}) does not match the name on the URL (${name})`);
  }
  if ((metadata.namespace ?? "") !== (namespace ?? "")) {
    throw badRequest("the namespace of the object does not match the namespace on the URL");
  }
}

/** A write to `/status` moves nothing else. */
function withStatusOf(previous: KubernetesObject, draft: DraftObject): DraftObject {
  const { resourceVersion, uid } = draft.metadata;
  const metadata = { ...previous.metadata, ...(resourceVersion && { resourceVersion }), ...(uid && { uid }) };
  const { status: _old, ...rest } = previous;
  return {
    ...rest,
    apiVersion: draft.apiVersion,
    kind: draft.kind,
    metadata,
    ...("status" in draft && { status: draft["status"] }),
  };
}

/** A write to the object itself leaves the status alone, where that has a URL of its own. */
function withOwnStatus(subresources: readonly string[], previous: KubernetesObject, draft: DraftObject): DraftObject {
  if (!subresources.includes("status")) return draft;
  const { status: _given, ...rest } = draft;
  return {
    ...rest,
    apiVersion: draft.apiVersion,
    kind: draft.kind,
    metadata: draft.metadata,
    ...("status" in previous && { status: previous["status"] }),
  };
}

/** A dry run has no version to show. */
function withoutEmptyVersion(object: KubernetesObject): unknown {
  if (object.metadata.resourceVersion) return object;
  const { resourceVersion: _none, ...metadata } = object.metadata;
  return { ...object, metadata };
}

export function unprocessable(): StatusError {
  return new StatusError(422, "Invalid", "the server rejected our request due to an error in our request", {});
}
