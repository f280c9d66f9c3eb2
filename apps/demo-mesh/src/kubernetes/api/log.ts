import type { LogLine, LogQuestion, PodLogs } from "../../logs/pod-logs.ts";
import type { Target } from "../request/parse-path.ts";
import { badRequest, notFound, StatusError } from "../status/status-error.ts";
import type { KubernetesObject } from "../store/object.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";

/** How far back logs go, s, and how much of them is handed out at most: the kubelet turns files over. */
const KEPT_SECONDS = 3600;
const MOST_BYTES = 10 * 1024 * 1024;
const FOLLOW_EVERY_MS = 1000;
const PODS = { group: "", plural: "pods" };

/**
 * `/log` of a pod: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#read-log-pod-v1-core
 * The newest lines where nothing is said of how many.
 */
export function answerLog(context: ApiContext, request: ApiRequest, { namespace = "", name = "" }: Target): Answer {
  const { logs } = context;
  if (!logs) throw new StatusError(404, "NotFound", "the demo cluster keeps no logs");
  const pod = context.store.get(PODS, namespace, name);
  if (!pod) throw notFound(PODS, name);
  const wish = readWish(request.url.searchParams);
  const run = runOf(pod, containerOf(pod, wish.container), wish.previous);
  const now = context.now() / 1000;
  const question: LogQuestion = {
    namespace,
    pod: name,
    container: run.container,
    startedAt: run.startedAt,
    from: Math.max(run.startedAt, now - KEPT_SECONDS, wish.since ?? now - (wish.sinceSeconds ?? KEPT_SECONDS)),
    to: Math.min(now, run.endedAt ?? now),
  };
  const text = textOf(linesFor(logs, question, wish), wish);
  if (wish.follow && run.endedAt === undefined) return followed(context, logs, { question, wish, text });
  return { code: 200, body: Buffer.from(text), contentType: "text/plain" };
}

interface Wish {
  readonly container: string | undefined;
  readonly previous: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  readonly sinceSeconds: number | undefined;
  /** Unix seconds. */
  readonly since: number | undefined;
}

function readWish(query: URLSearchParams): Wish {
  const whole = (name: string) => {
    const text = query.get(name);
    if (text === null) return undefined;
    if (!/^\d+$/.test(text)) throw badRequest(`${name}: Invalid value: "${text}": must be a whole number`);
    return Number(text);
  };
  const isOn = (name: string) => /^(true|1)$/.test(query.get(name) ?? "");
  const sinceTime = query.get("sinceTime");
  const since = sinceTime === null ? undefined : Date.parse(sinceTime) / 1000;
  if (Number.isNaN(since)) throw badRequest(`sinceTime: Invalid value: "${sinceTime}"`);
  return {
    container: query.get("container") ?? undefined,
    previous: isOn("previous"),
    follow: isOn("follow"),
    timestamps: isOn("timestamps"),
    tailLines: whole("tailLines"),
    limitBytes: whole("limitBytes"),
    sinceSeconds: whole("sinceSeconds"),
    since,
  };
}

function containerOf(pod: KubernetesObject, asked: string | undefined): string {
  const { containers = [] } = (pod["spec"] ?? {}) as { readonly containers?: readonly { readonly name: string }[] };
  const names = containers.map((container) => container.name);
  const { name } = pod.metadata;
  if (asked === undefined && names.length > 1) {
    throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names.join(" ")}]`);
  }
  const chosen = asked ?? names[0] ?? "";
  if (!names.includes(chosen)) throw badRequest(`container ${chosen} is not valid for pod ${name}`);
  return chosen;
}

interface Run {
  readonly container: string;
  /** Unix seconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly running?: { readonly startedAt?: string } };
  readonly lastState?: { readonly terminated?: { readonly startedAt?: string; readonly finishedAt?: string } };
}

/** The run of a container that is meant: the present one, or the one before. */
function runOf(pod: KubernetesObject, container: string, previous: boolean): Run {
  const { containerStatuses = [] } = (pod["status"] ?? {}) as {
    readonly containerStatuses?: readonly ContainerStatus[];
  };
  const status = containerStatuses.find(({ name }) => name === container);
  const seconds = (text: string | undefined) => Date.parse(text ?? pod.metadata.creationTimestamp) / 1000;
  if (!previous) return { container, startedAt: seconds(status?.state?.running?.startedAt) };
  const ended = status?.lastState?.terminated;
  if (!ended) throw badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`);
  return { container, startedAt: seconds(ended.startedAt), endedAt: seconds(ended.finishedAt) };
}

/** From the start where bytes are counted from there; else the newest. */
function linesFor(logs: PodLogs, question: LogQuestion, { tailLines, limitBytes }: Wish): readonly LogLine[] {
  const isFromStart = tailLines === undefined && limitBytes !== undefined;
  const enough = { lines: tailLines ?? Number.POSITIVE_INFINITY, bytes: isFromStart ? limitBytes : MOST_BYTES };
  const parts: (readonly LogLine[])[] = [];
  let lines = 0;
  let bytes = 0;
  for (const part of isFromStart ? logs.forward(question) : logs.backward(question)) {
    if (lines >= enough.lines || bytes >= enough.bytes) break;
    parts.push(part);
    lines += part.length;
    bytes += part.reduce((sum, { text }) => sum + text.length + 1, 0);
  }
  const found = (isFromStart ? parts : parts.reverse()).flat();
  return tailLines === undefined ? found : found.slice(Math.max(0, found.length - tailLines));
}

function textOf(lines: readonly LogLine[], { timestamps, limitBytes = MOST_BYTES }: Wish): string {
  const stamp = (at: number) => (timestamps ? `${new Date(at * 1000).toISOString()} ` : "");
  return lines
    .map(({ at, text }) => `${stamp(at)}${text}\n`)
    .join("")
    .slice(0, limitBytes);
}

interface Followed {
  readonly question: LogQuestion;
  readonly wish: Wish;
  /** What there is already. */
  readonly text: string;
}

function followed({ now }: ApiContext, logs: PodLogs, { question, wish, text }: Followed): Answer {
  return {
    text(write) {
      write(text);
      let reached = question.to;
      const timer = setInterval(() => {
        const to = now() / 1000;
        const news = [...logs.forward({ ...question, from: reached, to })].flat();
        write(
          textOf(
            news.filter(({ at }) => at > reached),
            wish,
          ),
        );
        reached = to;
      }, FOLLOW_EVERY_MS);
      return () => clearInterval(timer);
    },
  };
}
