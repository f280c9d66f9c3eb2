import type { TopologyEdge, TopologyNode } from "@fyr/contract";

export interface GrafanaLink {
  readonly words: string;
  readonly href: string;
}

/** Istio's own dashboards by the ids they are shipped with: https://istio.io/latest/docs/ops/integrations/grafana/ */
const workloadDashboard = "d/UbsSZTDik/istio-workload-dashboard";
const serviceDashboard = "d/LJ_uJAvmk/istio-service-dashboard";

/** From what Fyr shows to the same in Grafana, its variables filled. `from`, `to`: ms since epoch, or Grafana's own words. */
export function grafanaLinks(
  grafana: string,
  { node, edge }: { readonly node?: TopologyNode | undefined; readonly edge?: TopologyEdge | undefined },
  { from, to }: { readonly from: number | string; readonly to: number | string },
): readonly GrafanaLink[] {
  const base = grafana.endsWith("/") ? grafana : `${grafana}/`;
  const link = (dashboard: string, variables: Readonly<Record<string, string>>) => {
    const url = new URL(dashboard, base);
    url.search = new URLSearchParams({ ...variables, from: String(from), to: String(to) }).toString();
    return url.href;
  };
  const links: GrafanaLink[] = [];
  if (node?.workload !== undefined && node.namespace !== undefined) {
    const variables = { "var-namespace": node.namespace, "var-workload": node.workload };
    links.push({ words: `${node.workload} in Grafana`, href: link(workloadDashboard, variables) });
  }
  const host = edge?.destinationServices.find((service) => service.host !== undefined)?.host;
  if (host !== undefined) {
    links.push({
      words: `${host.split(".")[0]} (service) in Grafana`,
      href: link(serviceDashboard, { "var-service": host }),
    });
  }
  return links;
}
