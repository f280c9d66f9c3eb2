import { isObject } from "./is-object.ts";
import { PrometheusError } from "./prometheus-error.ts";

/** An answer that says `success`; what `data` must be depends on what was asked. */
export interface Success {
  readonly data: unknown;
  readonly warnings: readonly string[];
}

/** A 2xx body. Throws unless it is Prometheus' own JSON and says success. */
export function readSuccess(host: string, body: string): Success {
  const answer = readJson(body);
  if (answer === undefined) throw nonsense(host, body.trim() === "" ? "an empty page" : "something that is not JSON");
  if (answer["status"] === "error") throw rejected(host, answer);
  if (answer["status"] !== "success" || !("data" in answer)) throw nonsense(host, "JSON that is not Prometheus' own");
  return { data: answer["data"], warnings: stringsOf(answer["warnings"]) };
}

/** An answer of the wrong shape. `what` completes "answered …". */
export function nonsense(host: string, what: string): PrometheusError {
  return unavailable(`Prometheus at ${host} answered nonsense: ${what}.`);
}

function rejected(host: string, answer: Readonly<Record<string, unknown>>): PrometheusError {
  const error = typeof answer["error"] === "string" ? answer["error"] : "no reason given";
  return new PrometheusError("prometheus_rejected", `Prometheus at ${host} refused the query: ${error}.`);
}

function unavailable(message: string): PrometheusError {
  return new PrometheusError("prometheus_unavailable", message);
}

export function readJson(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
