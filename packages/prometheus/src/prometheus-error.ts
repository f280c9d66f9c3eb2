/** `prometheus_rejected`: it answered that the query is wrong or not allowed. `prometheus_unavailable`: anything else. */
export type PrometheusErrorCode = "prometheus_unavailable" | "prometheus_rejected";

/** The message is one sentence for people, and names the host that was asked. */
export class PrometheusError extends Error {
  readonly code: PrometheusErrorCode;

  constructor(code: PrometheusErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PrometheusError";
    this.code = code;
  }
}
