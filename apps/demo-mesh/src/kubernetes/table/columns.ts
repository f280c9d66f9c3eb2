import type { ResourceType } from "../resources/resource-type.ts";
import { qualifiedResource } from "../store/object.ts";
import { ageOf } from "./age.ts";
import {
  at,
  type Cell,
  condition,
  endpointAddresses,
  eventAge,
  eventObject,
  field,
  joined,
  nodeRoles,
  nodeStatus,
  orNone,
  pairs,
  readyOf,
  servicePorts,
} from "./cells.ts";
import { podRestarts, podStatus, readyContainers } from "./pod-cells.ts";

export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "date";
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, more only with `-o wide`. */
  readonly priority: number;
  readonly cell: Cell;
}

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

const templates = [
  wide("Containers", joined("spec.template.spec.containers", "name")),
  wide("Images", joined("spec.template.spec.containers", "image")),
  wide("Selector", pairs("spec.selector.matchLabels")),
];

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
