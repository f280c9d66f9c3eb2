import { isObject, type JsonObject } from "@fyr/routing";
import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  type KubeConfig,
  RequestContext,
  type ResponseContext,
} from "@kubernetes/client-node";
import type { Connection } from "./connection.ts";
import { errorOfStatus, KubernetesError, tokenRefused } from "./kubernetes-error.ts";

interface ApiRequest {
  /** From the root of the server: `/api/v1/pods`. */
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** `application/json` unless said. */
  readonly contentType?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The Kubernetes API as JSON: objects come as they are, with the fields no generated client knows. */
export interface KubernetesApi {
  /** Rejects with KubernetesError; when the caller's own signal ends it, with the signal's reason. */
  request(request: ApiRequest): Promise<JsonObject>;
  /** The bytes of an answer that goes on, such as a watch. `timeoutMs` counts until it begins. */
  open(request: ApiRequest): Promise<ReadableStream<Uint8Array>>;
}

const defaultTimeoutMs = 10_000;
/** Certificates and tokens may be renewed behind a connection: it is built again this often. */
const dispatcherLifetimeMs = 300_000;

/** Open connections, kept between requests. Shared only by those who show the same certificate, or none. */
export interface ConnectionPool {
  current: { readonly dispatcher: ReturnType<RequestContext["getDispatcher"]>; readonly until: number } | undefined;
}

export function createKubernetesApi(
  connection: Connection,
  now: () => number,
  pool: ConnectionPool = { current: undefined },
): KubernetesApi {
  const refused = connection.via === "token" ? tokenRefused : undefined;
  const http = new IsomorphicFetchHttpLibrary();

  async function contextFor(request: ApiRequest, config: KubeConfig, signal: AbortSignal): Promise<RequestContext> {
    const server = config.getCurrentCluster()?.server.replace(/\/$/, "");
    if (server === undefined) throw new KubernetesError("kubernetes_unavailable", "The kubeconfig names no cluster.");
    const query = new URLSearchParams(request.query).toString();
    const url = `${server}${request.path}${query === "" ? "" : `?${query}`}`;
    const context = new RequestContext(url, HttpMethod[request.method ?? "GET"]);
    context.setHeaderParam("Accept", "application/json");
    if (request.body !== undefined) {
      context.setHeaderParam("Content-Type", request.contentType ?? "application/json");
      context.setBody(JSON.stringify(request.body));
    }
    await config.applySecurityAuthentication(context);
    // The library makes a connection pool for every request; one that is kept spares a TLS handshake each.
    if (pool.current === undefined || pool.current.until <= now()) {
      pool.current = { dispatcher: context.getDispatcher(), until: now() + dispatcherLifetimeMs };
    }
    if (pool.current.dispatcher !== undefined) context.setDispatcher(pool.current.dispatcher);
    context.setSignal(signal);
    return context;
  }

  async function send(request: ApiRequest, signal: AbortSignal): Promise<ResponseContext> {
    const config = connection.config();
    try {
      return await http.send(await contextFor(request, config, signal)).toPromise();
    } catch (cause) {
      if (cause instanceof KubernetesError) throw cause;
      throw unreachable(config, signal, cause);
    }
  }

  return {
    request: async (request) => {
      const { signal, done } = patience(request.timeoutMs ?? defaultTimeoutMs, request.signal);
      try {
        const response = await send(request, signal);
        const text = await response.body.text().catch((cause: unknown) => {
          throw unreachable(connection.config(), signal, cause);
        });
        return readAnswer(response.httpStatusCode, text, refused);
      } catch (error) {
        throw ended(request.signal) ?? error;
      } finally {
        done();
      }
    },
    open: async (request) => {
      const { signal, done } = patience(request.timeoutMs ?? defaultTimeoutMs, request.signal);
      try {
        const response = await send(request, signal);
        if (response.httpStatusCode >= 300) readAnswer(response.httpStatusCode, await response.body.text(), refused);
        const stream = response.body.stream();
        if (stream === null)
          throw new KubernetesError("kubernetes_unavailable", "The Kubernetes API server sent nothing.");
        return stream;
      } catch (error) {
        throw ended(request.signal) ?? error;
      } finally {
        done();
      }
    },
  };
}

/** Aborts with the caller's signal, or when it took too long before `done`. */
function patience(timeoutMs: number, callers: AbortSignal | undefined): { signal: AbortSignal; done: () => void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("no answer in time", "TimeoutError")), timeoutMs);
  const signal = callers === undefined ? late.signal : AbortSignal.any([late.signal, callers]);
  return { signal, done: () => clearTimeout(timer) };
}

function ended(signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? (signal.reason ?? new DOMException("aborted", "AbortError")) : undefined;
}

function unreachable(config: KubeConfig, signal: AbortSignal, cause: unknown): KubernetesError {
  const server = config.getCurrentCluster()?.server ?? "the Kubernetes API server";
  const why = signal.aborted ? "did not answer in time" : `could not be reached: ${innermost(cause)}`;
  return new KubernetesError("kubernetes_unavailable", `${server} ${why}.`, { cause });
}

/** `fetch failed` says nothing; its cause does. */
function innermost(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return innermost(error.cause);
  return error instanceof Error ? error.message : String(error);
}

function readAnswer(status: number, text: string, refused: string | undefined): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    if (status >= 300) throw errorOfStatus(status, undefined, refused);
    throw new KubernetesError(
      "kubernetes_unavailable",
      "The Kubernetes API server answered something else than JSON.",
      { cause },
    );
  }
  if (status >= 300) throw errorOfStatus(status, body, refused);
  if (!isObject(body)) {
    throw new KubernetesError(
      "kubernetes_unavailable",
      "The Kubernetes API server answered something else than an object.",
    );
  }
  return body;
}
