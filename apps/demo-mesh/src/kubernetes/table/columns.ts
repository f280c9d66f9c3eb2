import type { ResourceType } from "../resources/resource-type.ts";
import { isFields } from "../schema/check-fields.ts";
import { type KubernetesObject, qualifiedResource } from "../store/object.ts";
import { ageOf } from "./age.ts";
import { podRestarts, podStatus, readyContainers } from "./pod-cells.ts";

export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "date";
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, more only with `-o wide`. */
  readonly priority: number;
  readonly cell: (object: KubernetesObject, nowMs: number) => unknown;
}

type Cell = Column["cell"];

const column = (name: string, cell: Cell, priority = 0, type: Column["type"] = "string"): Column => ({
  name,
  type,
  format: name === "Name" ? "name" : "",
  description: name,
  priority,
  cell,
});
const wide = (name: string, cell: Cell) => column(name, cell, 1);
const count = (name: string, path: string) => column(name, (object) => field(object, path) ?? 0, 0, "integer");

const name = column("Name", ({ metadata }) => metadata.name);
const age = column("Age", ({ metadata }, nowMs) => ageOf(metadata.creationTimestamp, nowMs));

/** The value at a path such as `spec.template.spec`; undefined where the path ends early. */
export function field(object: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      object,
    );
}

const at =
  (path: string): Cell =>
  (object) => {
    const value = field(object, path);
    return value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : value;
  };
const orNone =
  (path: string): Cell =>
  (object) =>
    field(object, path) ?? "<none>";
const items = (object: unknown, path: string): readonly unknown[] => {
  const value = field(object, path);
  return Array.isArray(value) ? value : [];
};
const joined =
  (path: string, key: string): Cell =>
  (object) =>
    items(object, path)
      .map((item) => field(item, key))
      .join(",") || "<none>";
const pairs =
  (path: string): Cell =>
  (object) => {
    const value = field(object, path);
    return isFields(value)
      ? Object.entries(value)
          .map(([key, text]) => `${key}=${text}`)
          .join(",")
      : "<none>";
  };
const condition =
  (path: string, type: string): Cell =>
  (object) =>
    field(
      items(object, path).find((one) => field(one, "type") === type),
      "status",
    ) ?? "";
const readyOf =
  (wanted: string): Cell =>
  (object) =>
    `${field(object, "status.readyReplicas") ?? 0}/${field(object, wanted) ?? 0}`;

const templates = [
  wide("Containers", joined("spec.template.spec.containers", "name")),
  wide("Images", joined("spec.template.spec.containers", "image")),
  wide("Selector", pairs("spec.selector.matchLabels")),
];

const nodeStatus: Cell = (object) => {
  const ready = condition("status.conditions", "Ready")(object, 0) === "True" ? "Ready" : "NotReady";
  return field(object, "spec.unschedulable") === true ? `${ready},SchedulingDisabled` : ready;
};
const nodeRoles: Cell = ({ metadata }) =>
  Object.keys(metadata.labels ?? {})
    .flatMap((label) =>
      label.startsWith("node-role.kubernetes.io/") ? [label.slice("node-role.kubernetes.io/".length)] : [],
    )
    .join(",") || "<none>";
const servicePorts: Cell = (object) =>
  items(object, "spec.ports")
    .map((port) => `${field(port, "port")}/${field(port, "protocol") ?? "TCP"}`)
    .join(",") || "<none>";
const endpointAddresses: Cell = (object) =>
  items(object, "subsets")
    .flatMap((subset) =>
      items(subset, "addresses").flatMap((address) =>
        items(subset, "ports").map((port) => `${field(address, "ip")}:${field(port, "port")}`),
      ),
    )
    .join(",") || "<none>";
const eventAge: Cell = (object, nowMs) => {
  const last = field(object, "lastTimestamp") ?? field(object, "eventTime") ?? object.metadata.creationTimestamp;
  return ageOf(String(last), nowMs);
};
const eventObject: Cell = (object) =>
  `${String(field(object, "involvedObject.kind") ?? "").toLowerCase()}/${field(object, "involvedObject.name") ?? ""}`;
const dataKeys = column(
  "Data",
  (object) => Object.keys((field(object, "data") as object | undefined) ?? {}).length,
  0,
  "integer",
);

const columns: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    column("Ready", readyContainers),
    column("Status", podStatus),
    column("Restarts", podRestarts),
    age,
    wide("IP", orNone("status.podIP")),
    wide("Node", orNone("spec.nodeName")),
    wide("Nominated Node", orNone("status.nominatedNodeName")),
    wide("Readiness Gates", () => "<none>"),
  ],
  services: [
    column("Type", (object) => field(object, "spec.type") ?? "ClusterIP"),
    column("Cluster-IP", orNone("spec.clusterIP")),
    column("External-IP", joined("status.loadBalancer.ingress", "ip")),
    column("Port(s)", servicePorts),
    age,
    wide("Selector", pairs("spec.selector")),
  ],
  endpoints: [column("Endpoints", endpointAddresses), age],
  namespaces: [column("Status", (object) => field(object, "status.phase") ?? "Active"), age],
  nodes: [
    column("Status", nodeStatus),
    column("Roles", nodeRoles),
    age,
    column("Version", at("status.nodeInfo.kubeletVersion")),
    wide("Internal-IP", joined("status.addresses", "address")),
  ],
  configmaps: [dataKeys, age],
  secrets: [column("Type", at("type")), dataKeys, age],
  events: [
    column("Last Seen", eventAge),
    column("Type", at("type")),
    column("Reason", at("reason")),
    column("Object", eventObject),
    column("Message", at("message")),
  ],
  "deployments.apps": [
    column("Ready", readyOf("spec.replicas")),
    count("Up-to-date", "status.updatedReplicas"),
    count("Available", "status.availableReplicas"),
    age,
    ...templates,
  ],
  "replicasets.apps": [
    count("Desired", "spec.replicas"),
    count("Current", "status.replicas"),
    count("Ready", "status.readyReplicas"),
    age,
    ...templates,
  ],
  "statefulsets.apps": [column("Ready", readyOf("spec.replicas")), age, ...templates.slice(0, 2)],
  "daemonsets.apps": [
    count("Desired", "status.desiredNumberScheduled"),
    count("Current", "status.currentNumberScheduled"),
    count("Ready", "status.numberReady"),
    age,
    ...templates,
  ],
  "leases.coordination.k8s.io": [column("Holder", at("spec.holderIdentity")), age],
  "customresourcedefinitions.apiextensions.k8s.io": [
    column("Created At", ({ metadata }) => metadata.creationTimestamp),
  ],
  "virtualservices.networking.istio.io": [
    column("Gateways", at("spec.gateways")),
    column("Hosts", at("spec.hosts")),
    age,
  ],
  "destinationrules.networking.istio.io": [column("Host", at("spec.host")), age],
  "serviceentries.networking.istio.io": [
    column("Hosts", at("spec.hosts")),
    column("Location", at("spec.location")),
    column("Resolution", at("spec.resolution")),
    age,
  ],
  "workloadentries.networking.istio.io": [age, column("Address", at("spec.address"))],
  "peerauthentications.security.istio.io": [column("Mode", at("spec.mtls.mode")), age],
  "authorizationpolicies.security.istio.io": [column("Action", at("spec.action")), age],
  "httproutes.gateway.networking.k8s.io": [column("Hostnames", at("spec.hostnames")), age],
  "grpcroutes.gateway.networking.k8s.io": [column("Hostnames", at("spec.hostnames")), age],
  "gateways.gateway.networking.k8s.io": [
    column("Class", at("spec.gatewayClassName")),
    column("Address", joined("status.addresses", "value")),
    column("Programmed", condition("status.conditions", "Programmed")),
    age,
  ],
  "gatewayclasses.gateway.networking.k8s.io": [
    column("Controller", at("spec.controllerName")),
    column("Accepted", condition("status.conditions", "Accepted")),
    age,
  ],
};

export function columnsOf(type: ResourceType): readonly Column[] {
  const { plural } = type;
  // Events look the same in both of their groups, and are not named.
  if (plural === "events") return columns["events"] ?? [];
  return [name, ...(columns[qualifiedResource(type)] ?? [age])];
}
