import type { Marker } from "@fyr/contract";
import { type ClusterTimeline, markerId } from "@fyr/kubernetes";
import type { AlertSpan } from "@fyr/prometheus";
import { formatInstant } from "../observer/instant-text.ts";

type Concerns = ClusterTimeline["concerns"];
type Concern = Pick<Marker, "workloads" | "services" | "host">;

/** Alerts that name a part of the mesh by their labels. */
export function alertMarkers(alerts: readonly AlertSpan[], concerns: Concerns | undefined): Marker[] {
  return alerts.flatMap(({ labels, from, until }): Marker[] => {
    const concerned = concernOfAlert(labels, concerns);
    const namespace = namespaceOf(labels);
    if (concerned === undefined && namespace === undefined) return [];
    const { alertname = "", severity } = labels;
    const object = { kind: "Alert", ...(namespace !== undefined && { namespace }), name: alertname };
    const at = formatInstant(from);
    return [
      {
        id: markerId("alert", object, at, othersOf(labels)),
        at,
        ...(until !== undefined && { until: formatInstant(until) }),
        kind: "alert",
        object,
        ...(severity !== undefined && { message: severity }),
        ...(concerned ?? { workloads: [], services: [] }),
        knownFrom: "metrics",
      },
    ];
  });
}

type Labels = AlertSpan["labels"];

/** By the labels of kube-state-metrics, of Istio's own metrics, and of what people call things in their rules. */
function concernOfAlert(labels: Labels, concerns: Concerns | undefined): Concern | undefined {
  const own = labels["namespace"];
  const found: Concern[] = [
    ...workloadLabels.map((label) => workload(own, labels[label])),
    ...pairLabels.map(([namespace, name]) => workload(labels[namespace], labels[name])),
    service(own, labels["service"], concerns),
    service(labels["destination_service_namespace"], labels["destination_service_name"], concerns),
    own === undefined || labels["pod"] === undefined ? undefined : concerns?.ofPodName(own, labels["pod"]),
    onNode(labels["node"], concerns),
  ].flatMap((concern) => concern ?? []);
  if (found.length === 0) return undefined;
  const host = found.flatMap((concern) => concern.host ?? [])[0];
  return {
    workloads: onlyOnce(found.flatMap(({ workloads }) => workloads)),
    services: onlyOnce(found.flatMap(({ services }) => services)),
    ...(host !== undefined && { host }),
  };
}

const workloadLabels = ["workload", "deployment", "statefulset", "daemonset"];
const pairLabels = [
  ["destination_workload_namespace", "destination_workload"],
  ["source_workload_namespace", "source_workload"],
] as const;

function workload(namespace: string | undefined, name: string | undefined): Concern | undefined {
  return isNamed(namespace) && isNamed(name) ? { workloads: [{ namespace, name }], services: [] } : undefined;
}

function service(
  namespace: string | undefined,
  name: string | undefined,
  concerns: Concerns | undefined,
): Concern | undefined {
  if (!isNamed(namespace) || !isNamed(name)) return undefined;
  const known = concerns?.ofService(namespace, name);
  return known !== undefined && known.services.length > 0 ? known : { workloads: [], services: [{ namespace, name }] };
}

function onNode(host: string | undefined, concerns: Concerns | undefined): Concern | undefined {
  return isNamed(host) ? { ...(concerns?.onNode(host) ?? { workloads: [], services: [] }), host } : undefined;
}

function namespaceOf(labels: Labels): string | undefined {
  const names = ["namespace", "destination_workload_namespace", "destination_service_namespace"];
  return names.map((name) => labels[name]).find(isNamed);
}

/** Proxies write `unknown` for what they do not know. */
function isNamed(name: string | undefined): name is string {
  return name !== undefined && name !== "" && name !== "unknown";
}

function onlyOnce(parts: Concern["workloads"]): Concern["workloads"] {
  return [...new Map(parts.map((part) => [`${part.namespace}/${part.name}`, part])).values()];
}

/** Two alerts of one name are told apart by the rest of their labels. */
function othersOf({ alertname: _, ...labels }: Labels): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join(",");
}
