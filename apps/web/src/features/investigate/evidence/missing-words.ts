import type { MeasuredPods } from "@fyr/contract";

/** What is not collected, what it would tell, and how to collect it. */
export interface Missing {
  readonly words: string;
  readonly snippet: string;
}

/** Of pods beside each other. */
export const missingWords: Readonly<Record<MeasuredPods["notCollected"][number], Missing>> = {
  "pod-labels": {
    words: "Requests are not told apart by pod: Prometheus drops the pod's name when it scrapes.",
    snippet: `# scrape config of the sidecars
relabel_configs:
  - source_labels: [__meta_kubernetes_pod_name]
    target_label: pod
  - source_labels: [__meta_kubernetes_namespace]
    target_label: namespace`,
  },
  cpu: {
    words: "CPU is not collected: no cAdvisor.",
    snippet: `# scrape the kubelets
- job_name: cadvisor
  scheme: https
  metrics_path: /metrics/cadvisor
  kubernetes_sd_configs: [{ role: node }]`,
  },
  throttling: {
    words: "Throttling is not collected: cAdvisor's CFS series are dropped, or no limit is set.",
    snippet: `# keep these series of cAdvisor
container_cpu_cfs_periods_total
container_cpu_cfs_throttled_periods_total`,
  },
  memory: {
    words: "Memory is not collected: no cAdvisor, or no kube-state-metrics for the limits.",
    snippet: `# keep these series
container_memory_working_set_bytes
container_spec_memory_limit_bytes`,
  },
  envoy: {
    words: "Ejections, connection limits and retries are not collected: Envoy's own series are off, as in most meshes.",
    snippet: `# on the pod template of the callers
metadata:
  annotations:
    proxy.istio.io/config: |
      proxyStatsMatcher:
        inclusionRegexps:
          - .*outlier_detection.ejections_active
          - .*upstream_rq_pending_overflow
          - .*upstream_rq_retry`,
  },
};

/** Requests of a heatmap have no traces. */
export const missingExemplars: Missing = {
  words: "No request is marked with its trace: exemplars are not kept, or none of this time.",
  snippet: `# Prometheus keeps them when it is started with
--enable-feature=exemplar-storage
--web.enable-remote-write-receiver

# Istio's proxies write none; Tempo writes those of their spans
overrides:
  defaults:
    metrics_generator:
      processors: [service-graphs, span-metrics]
metrics_generator:
  storage:
    remote_write:
      - url: http://prometheus:9090/api/v1/write
        send_exemplars: true`,
};
