import { includeObject, wantsTable } from "../request/accept.ts";
import type { Target } from "../request/parse-path.ts";
import { apiVersionOf, storedIn } from "../resources/resource-type.ts";
import { badRequest, expired, statusOf } from "../status/status-error.ts";
import type { KubernetesObject } from "../store/object.ts";
import type { ObjectChange } from "../store/watch-history.ts";
import { tableOf } from "../table/table.ts";
import { present } from "./present.ts";
import { selection } from "./read.ts";
import type { Answer, ApiContext, ApiRequest, EventSink } from "./request.ts";

const BOOKMARK_EVERY_MS = 60_000;
const INITIAL_EVENTS_END = { "k8s.io/initial-events-end": "true" };

/** Changes as they happen, one JSON line each, after those since `resourceVersion` or after everything there is. */
export function watchObjects(context: ApiContext, request: ApiRequest, target: Target): Answer {
  // Refused before the answer begins, while it can still have a code of its own.
  const watch = readWatch(context, request, target);
  return {
    stream(sink) {
      const stop = follow(context, watch, sink);
      const mark = () => sink.send(bookmarkEvent(watch, context.store.resourceVersion()));
      const marking = watch.bookmarks ? setInterval(mark, BOOKMARK_EVERY_MS) : undefined;
      const ending = watch.timeoutSeconds > 0 ? setTimeout(() => end(), watch.timeoutSeconds * 1000) : undefined;
      const cleanUp = () => {
        clearTimeout(ending);
        clearInterval(marking);
        stop();
      };
      const end = () => {
        if (watch.bookmarks) mark();
        cleanUp();
        sink.end();
      };
      return cleanUp;
    },
  };
}

interface Watch {
  readonly target: Target;
  /** The last version the client knows; 0 for none. */
  readonly since: number;
  /** 0: no end. */
  readonly timeoutSeconds: number;
  readonly matches: (object: KubernetesObject) => boolean;
  readonly bookmarks: boolean;
  /** The client wants everything there is as events, and to be told when that is over. */
  readonly initialEvents: boolean;
  readonly shape: (object: KubernetesObject) => unknown;
}

function readWatch(context: ApiContext, request: ApiRequest, target: Target): Watch {
  const query = request.url.searchParams;
  const since = query.get("resourceVersion") || "0";
  if (!/^\d+$/.test(since)) throw badRequest(`resourceVersion: Invalid value: "${since}": not a version`);
  const asTable = wantsTable(request.accept);
  const include = includeObject(query.get("includeObject"));
  const { type, version } = target;
  return {
    target,
    since: Number(since),
    timeoutSeconds: Number(query.get("timeoutSeconds")) || 0,
    matches: selection(query, target),
    bookmarks: query.get("allowWatchBookmarks") === "true",
    initialEvents: query.get("sendInitialEvents") === "true",
    shape(object) {
      const shown = present(type, version, object);
      if (!asTable) return shown;
      const metadata = { resourceVersion: object.metadata.resourceVersion };
      return tableOf(type, [shown], { metadata, include, nowMs: context.now() });
    },
  };
}

function follow({ store }: ApiContext, watch: Watch, sink: EventSink): () => void {
  const resource = storedIn(watch.target.type);
  const pass = (change: ObjectChange) => {
    if (change.resource.group !== resource.group || change.resource.plural !== resource.plural) return;
    const type = visibleType(change, watch.matches);
    if (type) sink.send({ type, object: watch.shape(change.object) });
  };
  if (watch.since === 0 || watch.initialEvents) {
    for (const object of store.list(resource, watch.target.namespace)) {
      if (watch.matches(object)) sink.send({ type: "ADDED", object: watch.shape(object) });
    }
    if (watch.initialEvents) sink.send(bookmarkEvent(watch, store.resourceVersion(), INITIAL_EVENTS_END));
  } else {
    const since = store.changesSince(watch.since);
    if (!since.ok) {
      sink.send({ type: "ERROR", object: statusOf(expired(watch.since, since.oldest)) });
      sink.end();
      return () => undefined;
    }
    for (const change of since.changes) pass(change);
  }
  return store.subscribe(pass);
}

/** An object that begins or ceases to match is added or deleted for who watches by selector. */
function visibleType(
  { type, object, previous }: ObjectChange,
  matches: Watch["matches"],
): ObjectChange["type"] | undefined {
  const is = type !== "DELETED" && matches(object);
  const was = previous !== undefined && matches(previous);
  if (is) return was ? "MODIFIED" : "ADDED";
  return was ? "DELETED" : undefined;
}

function bookmarkEvent({ target: { type, version } }: Watch, resourceVersion: number, annotations?: object) {
  const metadata = {
    resourceVersion: String(resourceVersion),
    creationTimestamp: null,
    ...(annotations && { annotations }),
  };
  return { type: "BOOKMARK", object: { kind: type.kind, apiVersion: apiVersionOf(type, version), metadata } };
}
