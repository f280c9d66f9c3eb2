import type { Dialect } from "./dialect.ts";
import { PrometheusError } from "./prometheus-error.ts";
import { readError, readSuccess, type Success } from "./read-body.ts";
import { createTurnstile } from "./turnstile.ts";

export interface RequestReport {
  /** What was asked: `query`, `query_range`, `config`, `buildinfo`. */
  readonly kind: string;
  readonly seconds: number;
  readonly outcome: "ok" | "rejected" | "unavailable";
  /** Of the answer's body, after decompression. */
  readonly bytes: number;
}

/** Where Prometheus is and how it is spoken to. Plain data. */
export interface PrometheusConnection {
  /** Base address, with a path where Prometheus lives under one. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What metrics are called there, and what tells this mesh from others. */
  readonly dialect?: Dialect;
}

export interface PrometheusClientOptions extends PrometheusConnection {
  /** For one request, from sending it to its last byte. */
  readonly timeoutMs: number;
  /** Requests under way at once; more wait their turn. Default 4. */
  readonly maxInFlight?: number;
  readonly onRequest?: (report: RequestReport) => void;
}

/** One call of the API. With a form it is POSTed, so that long queries fit. */
interface ApiCall {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly kind: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Sends calls, a few at a time. Rejects with a `PrometheusError`, or with the caller's own reason to stop. */
export type SendRequest = (call: ApiCall, signal?: AbortSignal) => Promise<Success>;

export function createRequester(options: PrometheusClientOptions): SendRequest {
  const turnstile = createTurnstile(options.maxInFlight ?? 4);
  return async (call, signal) => {
    const leave = await turnstile.enter(signal);
    const started = performance.now();
    const report = (outcome: RequestReport["outcome"], bytes: number) =>
      options.onRequest?.({ kind: call.kind, seconds: (performance.now() - started) / 1000, outcome, bytes });
    let bytes = 0;
    try {
      const { status, body } = await exchange(options, call, signal);
      bytes = Buffer.byteLength(body);
      const { host } = new URL(options.url);
      if (status < 200 || status > 299) throw readError(host, status, body);
      const success = readSuccess(host, body);
      report("ok", bytes);
      return success;
    } catch (error) {
      signal?.throwIfAborted();
      report(
        error instanceof PrometheusError && error.code === "prometheus_rejected" ? "rejected" : "unavailable",
        bytes,
      );
      throw error;
    } finally {
      leave();
    }
  };
}

async function exchange(options: PrometheusClientOptions, call: ApiCall, signal: AbortSignal | undefined) {
  const { host } = new URL(options.url);
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const init = {
    method: call.form === undefined ? "GET" : "POST",
    headers: {
      accept: "application/json",
      "accept-encoding": "gzip",
      ...credentialsOf(options.url),
      ...options.headers,
    },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    ...(call.form === undefined
      ? {}
      : { body: new URLSearchParams({ ...call.form, timeout: `${options.timeoutMs}ms` }) }),
  };
  try {
    const response = await fetch(addressOf(options.url, call.path), init);
    return { status: response.status, body: await response.text() };
  } catch (cause) {
    signal?.throwIfAborted();
    const sentence = timeout.aborted
      ? `Prometheus at ${host} did not answer within ${options.timeoutMs / 1000} s.`
      : `No answer from Prometheus at ${host}: ${reasonOf(cause)}.`;
    throw new PrometheusError("prometheus_unavailable", sentence, { cause });
  }
}

function addressOf(base: string, path: string): URL {
  const url = new URL(base);
  url.username = "";
  url.password = "";
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/api/v1/${path}`;
  return url;
}

/** `fetch` takes no address with a name and password in it. */
function credentialsOf(base: string): { authorization?: string } {
  const { username, password } = new URL(base);
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** `fetch` hides what went wrong below its own "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : error.message;
}
