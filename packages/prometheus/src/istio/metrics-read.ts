/** Every metric that is read, histograms by the name before `_bucket`; what recording rules make of them is `fyr:…`. */
export const metricsRead = [
  "istio_requests_total",
  "istio_request_duration_milliseconds",
  "istio_request_bytes",
  "istio_response_bytes",
  "istio_request_messages_total",
  "istio_response_messages_total",
  "istio_tcp_sent_bytes_total",
  "istio_tcp_received_bytes_total",
  "istio_tcp_connections_opened_total",
  "istio_tcp_connections_closed_total",
  "traces_service_graph_request_client_seconds",
  "traces_spanmetrics_latency",
  "pilot_xds_pushes",
  "container_cpu_usage_seconds_total",
  "node_cpu_seconds_total",
] as const;
