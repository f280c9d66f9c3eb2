/** `prometheus_rejected`: it answered that the query is wrong or not allowed. `prometheus_unavailable`: anything else. */
export type PrometheusErrorCode = "prometheus_unavailable" | "prometheus_rejected";

interface PrometheusErrorOptions extends ErrorOptions {
  readonly isMissing?: boolean;
  readonly isTooMuch?: boolean;
}

/** The message is one sentence for people, and names the host that was asked. */
export class PrometheusError extends Error {
  readonly code: PrometheusErrorCode;
  /** Nothing answers at this path: not everything that speaks Prometheus' API has all of it. */
  readonly isMissing: boolean;
  /** Less at once may be answered. */
  readonly isTooMuch: boolean;

  constructor(
    code: PrometheusErrorCode,
    message: string,
    { isMissing = false, isTooMuch = false, ...options }: PrometheusErrorOptions = {},
  ) {
    super(message, options);
    this.name = "PrometheusError";
    this.code = code;
    this.isMissing = isMissing;
    this.isTooMuch = isTooMuch;
  }
}
