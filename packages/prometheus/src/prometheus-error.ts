/** `prometheus_rejected`: it answered that the query is wrong or not allowed. `prometheus_unavailable`: anything else. */
export type PrometheusErrorCode = "prometheus_unavailable" | "prometheus_rejected";

/** The message is one sentence for people, and names the host that was asked. */
export class PrometheusError extends Error {
  readonly code: PrometheusErrorCode;
  /** Nothing answers at this path: not everything that speaks Prometheus' API has all of it. */
  readonly isMissing: boolean;

  constructor(
    code: PrometheusErrorCode,
    message: string,
    { isMissing = false, ...options }: ErrorOptions & { readonly isMissing?: boolean } = {},
  ) {
    super(message, options);
    this.name = "PrometheusError";
    this.code = code;
    this.isMissing = isMissing;
  }
}
