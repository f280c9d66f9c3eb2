import { isDeepStrictEqual } from "node:util";
import { randomLetters } from "./letters.ts";
import { type MeshSpec, POD_CORES, POD_MEMORY_MIB, type WorkloadSpec, workloadKey } from "./mesh-spec.ts";
import { templateLabels } from "./workload-labels.ts";

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: { readonly containers?: readonly Container[] };
}

/** What a workload's controller makes pods of on the first day; sidecars are added when a pod is made. */
export function firstTemplate(spec: WorkloadSpec, mesh: MeshSpec): PodTemplate {
  const containers = isProxy(spec) ? [proxyContainer(mesh)] : [ownContainer(spec)];
  return { metadata: { labels: templateLabels(spec) }, spec: { containers } };
}

/** A template's own letters: other ones as soon as anything in it is another. */
export function templateHash(spec: WorkloadSpec, mesh: MeshSpec, template: PodTemplate | undefined): string {
  const isFirst = template === undefined || isDeepStrictEqual(template, plain(firstTemplate(spec, mesh)));
  const words = isFirst ? "template" : canonical(template);
  return randomLetters(mesh.seed, `${workloadKey(spec)} ${words}`, 9);
}

/** What a pod of a template runs, the sidecar that injection adds among it. */
export function podContainers(spec: WorkloadSpec, mesh: MeshSpec, template: PodTemplate): readonly Container[] {
  const own = template.spec?.containers ?? [];
  return spec.sidecar && !isProxy(spec) ? [...own, proxyContainer(mesh)] : own;
}

function ownContainer({ app, version, port }: WorkloadSpec): Container {
  return {
    name: app,
    image: `registry.example.com/${app}:${version}`,
    ports: [{ containerPort: port }],
    resources: {
      requests: { cpu: "100m", memory: "128Mi" },
      limits: { cpu: `${POD_CORES * 1000}m`, memory: `${POD_MEMORY_MIB}Mi` },
    },
  };
}

// https://github.com/istio/istio/blob/1.27.0/manifests/charts/istio-control/istio-discovery/values.yaml
function proxyContainer({ istioVersion }: MeshSpec): Container {
  return {
    name: "istio-proxy",
    image: `docker.io/istio/proxyv2:${istioVersion}`,
    ports: [{ containerPort: 15090 }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2", memory: "1Gi" } },
  };
}

/** Its pods hold a proxy and nothing else. */
const isProxy = ({ role }: WorkloadSpec) => role === "gateway" || role === "waypoint";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The same text for the same fields, in whatever order they stand. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(",")}}`;
}
