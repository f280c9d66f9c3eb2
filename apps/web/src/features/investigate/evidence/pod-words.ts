import type { MeasuredPod, MeasuredPods } from "@fyr/contract";

/** Whether it is the pod that stands out, or on the node or in the zone that does. */
export function standsOut(pod: MeasuredPod, { standsOut: found }: Pick<MeasuredPods, "standsOut">): boolean {
  if (found === undefined) return false;
  const own = { pod: pod.name, host: pod.host, zone: pod.zone };
  return own[found.what] === found.name;
}

interface Missing {
  readonly words: string;
  readonly snippet: string;
}

/** What is not collected, what it would tell, and how to collect it. */
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
