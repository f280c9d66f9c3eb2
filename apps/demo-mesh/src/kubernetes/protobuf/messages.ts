/** How a field is written in JSON. A nested message stands for itself. */
export type FieldKind = "text" | "texts" | "integer" | "flag" | "textMap" | "bytesMap" | Message;

/** Fields by number, as `generated.proto` of the Kubernetes API packages numbers them. */
export interface Message {
  readonly [fieldNumber: number]: readonly [name: string, kind: FieldKind];
}

const metadata: Message = {
  1: ["name", "text"],
  2: ["generateName", "text"],
  3: ["namespace", "text"],
  5: ["uid", "text"],
  6: ["resourceVersion", "text"],
  11: ["labels", "textMap"],
  12: ["annotations", "textMap"],
  14: ["finalizers", "texts"],
};

const resourceAttributes: Message = {
  1: ["namespace", "text"],
  2: ["verb", "text"],
  3: ["group", "text"],
  4: ["version", "text"],
  5: ["resource", "text"],
  6: ["subresource", "text"],
  7: ["name", "text"],
};

const withSpec = (spec: Message): Message => ({ 1: ["metadata", metadata], 2: ["spec", spec] });

/** What kubectl sends in protobuf: by kind. Everything else comes as JSON. */
export const messages: Readonly<Record<string, Message>> = {
  ConfigMap: {
    1: ["metadata", metadata],
    2: ["data", "textMap"],
    3: ["binaryData", "bytesMap"],
    4: ["immutable", "flag"],
  },
  DeleteOptions: {
    1: ["gracePeriodSeconds", "integer"],
    2: ["preconditions", { 1: ["uid", "text"], 2: ["resourceVersion", "text"] }],
    3: ["orphanDependents", "flag"],
    4: ["propagationPolicy", "text"],
    5: ["dryRun", "texts"],
  },
  Namespace: withSpec({ 1: ["finalizers", "texts"] }),
  Scale: withSpec({ 1: ["replicas", "integer"] }),
  Secret: {
    1: ["metadata", metadata],
    2: ["data", "bytesMap"],
    3: ["type", "text"],
    4: ["stringData", "textMap"],
    5: ["immutable", "flag"],
  },
  SelfSubjectAccessReview: withSpec({
    1: ["resourceAttributes", resourceAttributes],
    2: ["nonResourceAttributes", { 1: ["path", "text"], 2: ["verb", "text"] }],
  }),
  SelfSubjectReview: { 1: ["metadata", metadata] },
  SelfSubjectRulesReview: withSpec({ 1: ["namespace", "text"] }),
  ServiceAccount: { 1: ["metadata", metadata], 4: ["automountServiceAccountToken", "flag"] },
  TokenReview: withSpec({ 1: ["token", "text"], 2: ["audiences", "texts"] }),
};

/** Wraps every message: magic bytes, then what kind it is and its own bytes. */
export const envelope: Message = { 1: ["typeMeta", { 1: ["apiVersion", "text"], 2: ["kind", "text"] }] };
export const RAW_FIELD = 2;
export const MAGIC = "k8s\0";
