import type { NodeFlag, NodeKind, TopologyNode } from "@fyr/contract";

const kindWords: Readonly<Record<NodeKind, string>> = {
  workload: "Workload",
  app: "App",
  service: "Service",
  serviceEntry: "Service entry",
  gateway: "Gateway",
  waypoint: "Waypoint",
  external: "External",
  namespace: "Namespace",
  unknown: "Unknown",
};

/**
 * "Deployment", "Gateway, Deployment", "External": what it is in the mesh, and in Kubernetes where that says more. A
 * service or app is none of its workloads: "Gateway, app".
 */
export function kindInWords({
  kind,
  standsFor,
  workloadKind,
}: Pick<TopologyNode, "kind" | "standsFor" | "workloadKind">): string {
  if (standsFor !== undefined) return `${kindWords[standsFor]}, ${kindWords[kind].toLowerCase()}`;
  if (workloadKind === undefined || kind === "service" || kind === "app") return kindWords[kind];
  return kind === "workload" ? workloadKind : `${kindWords[kind]}, ${workloadKind}`;
}

/** What a flag means for the reader; nothing for flags that the picture says by itself. */
export function flagInWords(flag: NodeFlag): readonly string[] {
  switch (flag) {
    case "noSidecar":
      return ["It has no sidecar: only its callers see its traffic"];
    case "noTraffic":
      return ["No traffic was seen in this window"];
    case "plaintext":
      return ["Some of its traffic is in plaintext"];
    case "faultInjection":
      return ["A route injects faults on purpose"];
    case "circuitBreaker":
      return ["A circuit breaker stands before it"];
    case "outsideScope":
      return ["It is outside the namespaces in scope"];
    case "l4Only":
    case "trafficSplit":
      return [];
  }
}
