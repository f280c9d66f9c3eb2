import { builtInSchema } from "../schema/built-in.ts";
import { ALL_VERBS, type ResourceType } from "./resource-type.ts";

interface Row {
  readonly kind: string;
  readonly plural?: string;
  readonly short?: readonly string[];
  readonly cluster?: true;
  readonly categories?: readonly string[];
  readonly subresources?: ResourceType["subresources"];
}

const inAll = ["all"];

const core: readonly Row[] = [
  { kind: "ConfigMap", short: ["cm"] },
  { kind: "Endpoints", plural: "endpoints", short: ["ep"] },
  { kind: "Event", short: ["ev"] },
  { kind: "Namespace", short: ["ns"], cluster: true, subresources: ["status"] },
  { kind: "Node", short: ["no"], cluster: true, subresources: ["status"] },
  { kind: "Pod", short: ["po"], categories: inAll, subresources: ["log", "status"] },
  { kind: "Secret" },
  { kind: "Service", short: ["svc"], categories: inAll, subresources: ["status"] },
  { kind: "ServiceAccount", short: ["sa"] },
];

const apps: readonly Row[] = [
  { kind: "ControllerRevision" },
  { kind: "DaemonSet", short: ["ds"], categories: inAll, subresources: ["status"] },
  { kind: "Deployment", short: ["deploy"], categories: inAll, subresources: ["scale", "status"] },
  { kind: "ReplicaSet", short: ["rs"], categories: inAll, subresources: ["scale", "status"] },
  { kind: "StatefulSet", short: ["sts"], categories: inAll, subresources: ["scale", "status"] },
];

function builtIn(group: string, row: Row): ResourceType {
  const singular = row.kind.toLowerCase();
  return {
    group,
    plural: row.plural ?? `${singular}s`,
    kind: row.kind,
    singular,
    shortNames: row.short ?? [],
    categories: row.categories ?? [],
    namespaced: !row.cluster,
    versions: ["v1"],
    custom: false,
    verbs: ALL_VERBS,
    subresources: row.subresources ?? [],
    schema: builtInSchema(row.kind),
  };
}

export const builtInResources: readonly ResourceType[] = [
  ...core.map((row) => builtIn("", row)),
  ...apps.map((row) => builtIn("apps", row)),
  { ...builtIn("events.k8s.io", { kind: "Event", short: ["ev"] }), storedAs: { group: "", plural: "events" } },
  builtIn("coordination.k8s.io", { kind: "Lease" }),
  {
    ...builtIn("apiextensions.k8s.io", { kind: "CustomResourceDefinition", short: ["crd", "crds"], cluster: true }),
    categories: ["api-extensions"],
    verbs: ["get", "list", "watch"],
  },
];
