import type { BodyReader } from "./body-reader.ts";
import type { PrometheusClientOptions, RequestReport } from "./client-options.ts";
import { type Engine, engineOf } from "./engine.ts";
import { type ApiCall, createExchange } from "./exchange.ts";
import { noAnswer } from "./no-answer.ts";
import { PrometheusError } from "./prometheus-error.ts";
import { refusalOf } from "./refusals.ts";
import type { Reply } from "./reply.ts";
import { createTurnstile } from "./turnstile.ts";

/**
 * Sends calls, a few at a time, and has each answer read as it comes. Rejects with a `PrometheusError`, or with the
 * caller's own reason to stop.
 */
export type SendRequest = <Result>(
  call: ApiCall & { readonly kind: string },
  reader: BodyReader<Result>,
  signal?: AbortSignal,
) => Promise<Answered<Result>>;

export interface Answered<Result> {
  readonly result: Result;
  readonly engine: Engine;
  /** By the clock of who answered, Unix seconds. */
  readonly answeredAt?: number;
}

export function createRequester(options: PrometheusClientOptions): SendRequest {
  const turnstile = createTurnstile(options.maxInFlight ?? 4);
  const ask = createAsker(options);
  return async (call, reader, signal) => {
    const leave = await turnstile.enter(signal);
    const started = performance.now();
    const report = (outcome: RequestReport["outcome"], bytes: number) =>
      options.onRequest?.({ kind: call.kind, seconds: (performance.now() - started) / 1000, outcome, bytes });
    let bytes = 0;
    try {
      const reply = await ask(call, reader.take, signal);
      bytes = reply.bytes;
      const refusal = refusalOf(options, reply);
      if (refusal !== undefined) throw refusal;
      const result = reader.end();
      report("ok", bytes);
      const answeredAt = Date.parse(reply.headers.date ?? "") / 1000;
      return { result, engine: engineOf(reply), ...(Number.isFinite(answeredAt) && { answeredAt }) };
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

/** Rejects with a sentence, or with the caller's own reason to stop. */
function createAsker(options: PrometheusClientOptions) {
  const exchange = createExchange(options);
  return async ({ path, form }: ApiCall, take: BodyReader<unknown>["take"], signal?: AbortSignal): Promise<Reply> => {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const call = form === undefined ? { path } : { path, form: { ...form, timeout: `${options.timeoutMs}ms` } };
    try {
      return await exchange(call, take, either);
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof PrometheusError) throw cause;
      throw noAnswer(options, cause, timeout.aborted);
    }
  };
}
