export type * from "./answers.ts";
export {
  createPrometheusClient,
  type PrometheusClient,
  type PrometheusClientOptions,
  type RequestReport,
} from "./client.ts";
export * from "./istio/telemetry.ts";
export { PrometheusError, type PrometheusErrorCode } from "./prometheus-error.ts";
export type { PromQl } from "./promql.ts";
