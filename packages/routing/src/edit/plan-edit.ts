import type { EditedKind, JsonPatchOperation, ObjectRef } from "@fyr/contract";
import { stringify } from "yaml";
import type { JsonObject } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { diffJson } from "./diff-json.ts";

/** Where each kind lives. */
export const editedResources: Readonly<Record<EditedKind, { readonly group: string; readonly plural: string }>> = {
  VirtualService: { group: "networking.istio.io", plural: "virtualservices" },
  DestinationRule: { group: "networking.istio.io", plural: "destinationrules" },
  HTTPRoute: { group: "gateway.networking.k8s.io", plural: "httproutes" },
  GRPCRoute: { group: "gateway.networking.k8s.io", plural: "grpcroutes" },
  TLSRoute: { group: "gateway.networking.k8s.io", plural: "tlsroutes" },
  TCPRoute: { group: "gateway.networking.k8s.io", plural: "tcproutes" },
  Service: { group: "", plural: "services" },
};

/** Writes what differs between the spec as it is and as it is wanted, after a test of the version. */
export function editPatch(object: KubernetesObject, spec: JsonObject): JsonPatchOperation[] {
  const changes = diffJson({ spec: object.spec ?? {} }, { spec });
  if (changes.length === 0) return [];
  return [{ op: "test", path: "/metadata/resourceVersion", value: object.metadata.resourceVersion }, ...changes];
}

/** The object as people read it: without what the API server keeps for itself, and without Fyr's notes. */
export function objectYaml(object: KubernetesObject): string {
  const { name, namespace, labels, annotations = {} } = object.metadata;
  const others = Object.entries(annotations).filter(([key]) => !key.startsWith("fyr.dev/"));
  const metadata = {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(others.length > 0 && { annotations: Object.fromEntries(others) }),
  };
  const { apiVersion, kind, spec } = object;
  // kubectl reads YAML 1.1, where a bare `yes` is true.
  return stringify(
    { apiVersion, kind, metadata, ...(spec !== undefined && { spec }) },
    { lineWidth: 0, version: "1.1" },
  );
}

/** A line for a POSIX shell that does the same. Safe to paste whatever the object's fields hold. */
export function editCommand(
  op: "create" | "update" | "delete",
  { kind, namespace, name }: ObjectRef,
  patch: readonly JsonPatchOperation[],
  yaml: string,
): string {
  const { group, plural } = editedResources[kind];
  const resource = group === "" ? plural : `${plural}.${group}`;
  switch (op) {
    case "create":
      return `kubectl create -f - <<'FYR-EOF'\n${yaml}FYR-EOF`;
    case "update":
      return `kubectl -n ${namespace} patch ${resource} ${name} --type=json -p ${quoted(JSON.stringify(patch))}`;
    case "delete":
      return `kubectl -n ${namespace} delete ${resource} ${name}`;
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
