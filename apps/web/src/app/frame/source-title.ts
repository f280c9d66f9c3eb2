import type { Capabilities, SourceState, Topology } from "@fyr/contract";

export const sourceNames = { prometheus: "Prometheus", kubernetes: "Kubernetes" } as const;
const states = { ok: "answers", stale: "does not answer", error: "never answered", off: "not connected" } as const;
const meshes = { istio: "Istio" } as const;

/** How a source is: its own message where it has one, else what is read of it, and how often. */
export function sourceTitle(
  { name, status, message }: SourceState,
  known?: Capabilities,
  read?: Pick<Topology, "source" | "seriesPerRow">,
): string {
  if (message !== undefined) return message;
  const state = `${sourceNames[name]} ${states[status]}`;
  if (status !== "ok" || known === undefined) return state;
  if (name === "kubernetes") return known.cluster.name === undefined ? state : `${state}: ${known.cluster.name}`;
  const version = known.prometheus.version === undefined ? "" : ` (${known.prometheus.version})`;
  return `${state}${version}: ${meshes[known.provider]}'s metrics, looked at every ${known.refreshSeconds} s${seriesText(read)}`;
}

/** Whether recording rules are in use, and what they would save. */
function seriesText({ source, seriesPerRow = 1 }: Pick<Topology, "source" | "seriesPerRow"> = {}): string {
  if (source === undefined) return "";
  if (source === "held") return ", put together from what was measured while live";
  if (source === "recorded") return ", from recorded series";
  if (seriesPerRow < 2) return ", from raw series";
  return `, from raw series. With the recording rules of deploy/prometheus a look would read about ${seriesPerRow}× fewer`;
}
