/** How large a mesh is written. */
export interface MeshSize {
  readonly workloads: number;
  readonly namespaces: number;
  readonly pods: number;
  /** Both sides report requests and durations; else the callee's side reports durations of code 200 alone. */
  readonly isWhole: boolean;
}

export interface MeshSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly perSecond: number;
}

const edgesPerWorkload = 3;
const failingEvery = 6;
const securedEvery = 50;
const bounds = ["0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000", "30000"];
const allBounds = [...bounds, "60000", "300000", "600000", "1800000", "3600000", "+Inf"];
const fewBounds = ["5", "10", "25", "50", "100", "250", "500", "1000", "2500", "10000", "+Inf"];

/** Istio's standard series of a mesh of layers: three callees each, a sixth of the edges with some failures. */
export function meshSeries(size: MeshSize): MeshSeries[] {
  return Array.from({ length: size.workloads * edgesPerWorkload }, (_, edge) => edge).flatMap((edge) =>
    reportersOf(size).flatMap((reporter) =>
      Array.from({ length: size.pods }, (_, pod) => podSeries(size, edge, reporter, pod)).flat(),
    ),
  );
}

function reportersOf({ isWhole }: MeshSize): readonly string[] {
  return isWhole ? ["source", "destination"] : ["destination"];
}

function podSeries(size: MeshSize, edge: number, reporter: string, pod: number): MeshSeries[] {
  const perSecond = (1 + (edge % 40)) / size.pods;
  const pair = { ...pairLabels(size, edge), reporter, pod: `pod-${pod}`, instance: `10.0.0.${pod}:15020` };
  const codes =
    edge % failingEvery === 0
      ? ([
          ["200", 0.96],
          ["503", 0.04],
        ] as const)
      : ([["200", 1]] as const);
  return codes.flatMap(([code, share]) => {
    const labels = { ...pair, response_code: code, response_flags: code === "200" ? "-" : "UF" };
    const requests = { labels: { ...labels, __name__: "istio_requests_total" }, perSecond: perSecond * share };
    return [requests, ...(size.isWhole || code === "200" ? durations(labels, perSecond * share, edge, size) : [])];
  });
}

function durations(
  labels: Readonly<Record<string, string>>,
  perSecond: number,
  edge: number,
  { isWhole }: MeshSize,
): MeshSeries[] {
  const name = "istio_request_duration_milliseconds";
  const meanMs = 5 + (edge % 90);
  const shareBelow = (le: string) => (le === "+Inf" ? 1 : 1 - Math.exp(-Number(le) / meanMs));
  return [
    ...(isWhole ? allBounds : fewBounds).map((le) => ({
      labels: { ...labels, __name__: `${name}_bucket`, le },
      perSecond: perSecond * shareBelow(le),
    })),
    { labels: { ...labels, __name__: `${name}_sum` }, perSecond: perSecond * meanMs },
    { labels: { ...labels, __name__: `${name}_count` }, perSecond },
  ];
}

function pairLabels({ workloads, namespaces }: MeshSize, edge: number): Record<string, string> {
  const from = edge % workloads;
  const to = (from * 3 + Math.floor(edge / workloads) + 1) % workloads;
  const namespaceOf = (index: number) => `team-${index % namespaces}`;
  const side = (end: string, index: number) => ({
    [`${end}_cluster`]: "north",
    [`${end}_workload_namespace`]: namespaceOf(index),
    [`${end}_workload`]: `app-${index}`,
    [`${end}_canonical_service`]: `app-${index}`,
    [`${end}_canonical_revision`]: "v1",
  });
  return {
    ...side("source", from),
    ...side("destination", to),
    destination_service: `app-${to}.${namespaceOf(to)}.svc.cluster.local`,
    destination_service_name: `app-${to}`,
    destination_service_namespace: namespaceOf(to),
    request_protocol: edge % 5 === 0 ? "grpc" : "http",
    connection_security_policy: edge % securedEvery === 0 ? "none" : "mutual_tls",
  };
}
