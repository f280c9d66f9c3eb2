import { listIn, objectIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "../api.ts";
import { KubernetesError } from "../kubernetes-error.ts";
import { readObject } from "../read-object.ts";
import { type LogLine, type LogSpan, linesBetween, mostLines } from "./log-lines.ts";

export interface LogsAsked extends LogSpan {
  readonly namespace: string;
  readonly pod: string;
  /** Absent: the one its annotation names, else the first that is no proxy. */
  readonly container?: string;
  /** Of what ran before the last restart. */
  readonly previous: boolean;
}

export interface PodLogs {
  readonly containers: readonly string[];
  readonly container: string;
  /** Newest last. */
  readonly lines: readonly LogLine[];
  /** There are more before these. */
  readonly truncated: boolean;
}

const proxyName = "istio-proxy";
/** What is read of a span that ended: the API server begins where it began, and goes on to now. */
const mostBytes = 8 * 1024 * 1024;

/** The newest lines of a container within a span. Rejects with KubernetesError in the API server's words. */
export async function readPodLogs(api: KubernetesApi, asked: LogsAsked, signal: AbortSignal): Promise<PodLogs> {
  const path = `/api/v1/namespaces/${encodeURIComponent(asked.namespace)}/pods/${encodeURIComponent(asked.pod)}`;
  const pod = readObject(await api.request({ path, signal }).catch(nameMissing(asked)));
  const containers = containersOf(pod.spec);
  const usual = pod.metadata.annotations?.["kubectl.kubernetes.io/default-container"];
  const container = asked.container ?? usual ?? containers.find((name) => name !== proxyName) ?? containers[0] ?? "";
  if (!containers.includes(container)) {
    const sentence = `The pod ${asked.pod} has no container ${container}: it has ${containers.join(", ")}.`;
    throw new KubernetesError("rejected", sentence);
  }
  const stop = new AbortController();
  const stream = await api.open({
    path: `${path}/log`,
    query: logQuery(asked, container),
    signal: AbortSignal.any([signal, stop.signal]),
  });
  try {
    return { containers, container, ...(await linesBetween(stream, asked, mostBytes)) };
  } finally {
    // What is left of a stream that was read far enough is not waited for.
    stop.abort();
  }
}

function logQuery({ from, tail, previous }: LogsAsked, container: string): Record<string, string> {
  return {
    container,
    timestamps: "true",
    sinceTime: `${new Date(Math.floor(from) * 1000).toISOString().slice(0, 19)}Z`,
    // One more than is told tells that there are more.
    ...(tail && { tailLines: String(mostLines + 1) }),
    limitBytes: String(mostBytes),
    ...(previous && { previous: "true" }),
  };
}

/** Native sidecars are init containers that go on running; others have their logs too. */
function containersOf(spec: unknown): string[] {
  return ["containers", "initContainers"].flatMap((list) =>
    listIn(spec, list).flatMap((container) => textIn(objectIn({ container }, "container"), "name") ?? []),
  );
}

function nameMissing({ namespace, pod }: LogsAsked) {
  return (cause: unknown): never => {
    if (!(cause instanceof KubernetesError) || cause.status !== 404) throw cause;
    const sentence = `There is no pod ${pod} in the namespace ${namespace}: its logs went with it.`;
    throw new KubernetesError("unknown_pod", sentence, { status: 404, cause });
  };
}
