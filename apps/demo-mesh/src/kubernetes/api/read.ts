import { includeObject, wantsTable } from "../request/accept.ts";
import type { Target } from "../request/parse-path.ts";
import { type Matches, parseFieldSelector, parseLabelSelector } from "../request/selectors.ts";
import { apiVersionOf, storedIn } from "../resources/resource-type.ts";
import { badRequest, notFound, StatusError } from "../status/status-error.ts";
import { type KubernetesObject, objectPath } from "../store/object.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { tableOf } from "../table/table.ts";
import { present } from "./present.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";

export function getObject(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version, namespace, name = "" } = target;
  const found = context.store.get(storedIn(type), namespace, name);
  if (!found) throw notFound(type, name);
  const object = present(type, version, found);
  return { code: 200, body: shown(context, request, target, [object]) ?? object };
}

/** A table of one, for clients that want tables. */
function shown(context: ApiContext, request: ApiRequest, { type }: Target, objects: readonly KubernetesObject[]) {
  if (!wantsTable(request.accept)) return undefined;
  const include = includeObject(request.url.searchParams.get("includeObject"));
  const [only] = objects;
  const metadata = only ? { resourceVersion: only.metadata.resourceVersion } : {};
  return tableOf(type, objects, { metadata, include, nowMs: context.now() });
}

/** What a list or watch selects: namespace and both selectors. */
export function selection(query: URLSearchParams, { type, namespace, name }: Target): Matches {
  const byLabel = parseLabelSelector(query.get("labelSelector") ?? "");
  const byField = parseFieldSelector(query.get("fieldSelector") ?? "", type.plural);
  return (object) =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}

export function listObjects(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version } = target;
  const query = request.url.searchParams;
  const page = readPage(context.store, query, target);
  const matching = page.objects.filter(selection(query, target));
  const from = page.after ? matching.findIndex((object) => pathOf(object) > (page.after ?? "")) : 0;
  const rest = from < 0 ? [] : matching.slice(from);
  const items = page.limit > 0 ? rest.slice(0, page.limit) : rest;
  const last = items.at(-1);
  const more = last && items.length < rest.length;
  const metadata = {
    resourceVersion: String(page.resourceVersion),
    ...(more && {
      continue: encodeContinue({ resourceVersion: page.resourceVersion, after: pathOf(last) }),
      remainingItemCount: rest.length - items.length,
    }),
  };
  const presented = items.map((object) => present(type, version, object));
  if (wantsTable(request.accept)) {
    const include = includeObject(query.get("includeObject"));
    return { code: 200, body: tableOf(type, presented, { metadata, include, nowMs: context.now() }) };
  }
  const apiVersion = apiVersionOf(type, version);
  return { code: 200, body: { kind: `${type.kind}List`, apiVersion, metadata, items: presented } };
}

interface Page {
  readonly objects: readonly KubernetesObject[];
  readonly resourceVersion: number;
  /** 0: everything. */
  readonly limit: number;
  /** The last object of the page before. */
  readonly after?: string;
}

const TOO_OLD =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

function readPage(store: ObjectStore, query: URLSearchParams, { type, namespace }: Target): Page {
  const limit = Number(query.get("limit") ?? 0) || 0;
  const token = query.get("continue");
  const resource = storedIn(type);
  if (!token) {
    const asked = Number(query.get("resourceVersion") || 0);
    if (Number.isNaN(asked)) throw badRequest(`resourceVersion: Invalid value: "${query.get("resourceVersion")}"`);
    if (asked > store.resourceVersion()) throw tooLarge(asked, store.resourceVersion());
    if (query.get("resourceVersionMatch") !== "Exact" || asked === 0) {
      return { objects: store.list(resource, namespace), resourceVersion: store.resourceVersion(), limit };
    }
    return { objects: listAt(store, target(resource, namespace), asked), resourceVersion: asked, limit };
  }
  const { resourceVersion, after } = decodeContinue(token);
  return { objects: listAt(store, target(resource, namespace), resourceVersion), resourceVersion, limit, after };
}

const target = (resource: ReturnType<typeof storedIn>, namespace: string | undefined) => ({ resource, namespace });

/** The objects as they were: what changed since is undone. */
function listAt(
  store: ObjectStore,
  { resource, namespace }: ReturnType<typeof target>,
  resourceVersion: number,
): readonly KubernetesObject[] {
  const since = store.changesSince(resourceVersion);
  if (!since.ok) throw new StatusError(410, "Expired", TOO_OLD);
  const objects = new Map(store.list(resource, namespace).map((object) => [pathOf(object), object]));
  for (const change of since.changes.toReversed()) {
    if (change.resource.group !== resource.group || change.resource.plural !== resource.plural) continue;
    if (change.previous) objects.set(pathOf(change.object), change.previous);
    else objects.delete(pathOf(change.object));
  }
  return [...objects.values()].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

const pathOf = ({ metadata }: KubernetesObject) => objectPath(metadata.namespace, metadata.name);

function tooLarge(asked: number, current: number): StatusError {
  const message = `Too large resource version: ${asked}, current: ${current}`;
  return new StatusError(504, "Timeout", message, {
    causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
    retryAfterSeconds: 1,
  });
}

interface Continue {
  readonly resourceVersion: number;
  readonly after: string;
}

function encodeContinue({ resourceVersion, after }: Continue): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: resourceVersion, start: after })).toString("base64url");
}

function decodeContinue(token: string): Continue {
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, "base64url").toString()) as { rv: unknown; start: unknown };
    if (typeof rv === "number" && typeof start === "string") return { resourceVersion: rv, after: start };
  } catch {
    // Told below, whatever is wrong with it.
  }
  throw badRequest("continue key is not valid");
}
