import { isObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { errorOfStatus, KubernetesError } from "./kubernetes-error.ts";

export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: Readonly<Record<string, unknown>>;
}

/** The server is asked to end a watch after this long: a dead connection is not believed in for longer. */
const watchSeconds = 180;

/**
 * What happens to a collection after `resourceVersion`, once the server took the watch. Ends when the server ends it;
 * rejects with KubernetesError, whose status is 410 when the version is too old.
 */
export async function openWatch(
  api: KubernetesApi,
  path: string,
  resourceVersion: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<WatchEvent>> {
  const cut = AbortSignal.any([signal, AbortSignal.timeout((watchSeconds + 15) * 1000)]);
  const query = { watch: "true", allowWatchBookmarks: "true", timeoutSeconds: String(watchSeconds), resourceVersion };
  const stream = await api.open({ path, query, signal: cut });
  return eventsOf(stream);
}

async function* eventsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<WatchEvent> {
  try {
    for await (const line of linesOf(stream)) yield readEvent(line);
  } catch (cause) {
    if (cause instanceof KubernetesError) throw cause;
    throw new KubernetesError("kubernetes_unavailable", "The connection to the Kubernetes API server broke.", {
      cause,
    });
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line;
  }
}

function readEvent(line: string): WatchEvent {
  const event = parse(line);
  const { type, object } = isObject(event) ? event : {};
  if (type === "ERROR") {
    const code = isObject(object) && typeof object["code"] === "number" ? object["code"] : 500;
    throw errorOfStatus(code, object);
  }
  if (!isObject(object) || (type !== "ADDED" && type !== "MODIFIED" && type !== "DELETED" && type !== "BOOKMARK")) {
    throw nonsense();
  }
  return { type, object };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw nonsense(cause);
  }
}

function nonsense(cause?: unknown): KubernetesError {
  // An answer did come, unlike on a broken connection: the status says so.
  return new KubernetesError("kubernetes_unavailable", "The Kubernetes API server sent an event that is none.", {
    status: 200,
    cause,
  });
}
