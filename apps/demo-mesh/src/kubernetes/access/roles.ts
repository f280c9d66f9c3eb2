import { FYR_NAMESPACE, type Role } from "./users.ts";

export interface AccessRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** Absent: everywhere. */
  readonly namespace?: string;
}

const ALL = ["*"];
const READS = ["get", "list", "watch"];
const WRITES = ["create", "delete", "deletecollection", "patch", "update"];
const MESH_GROUPS = ["networking.istio.io", "gateway.networking.k8s.io"];
const EVENT_GROUPS = ["", "events.k8s.io"];

const readEverything: AccessRule = { verbs: READS, groups: ALL, resources: ALL };

/** What everybody may ask about themselves. */
export const askAboutOneself: readonly AccessRule[] = [
  {
    verbs: ["create"],
    groups: ["authorization.k8s.io"],
    resources: ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
  },
  { verbs: ["create"], groups: ["authentication.k8s.io"], resources: ["selfsubjectreviews"] },
];

/** Fyr's own account: it reads the inventory, asks for others, and guards weights. */
const fyrRules: readonly AccessRule[] = [
  { verbs: READS, groups: [""], resources: ["endpoints", "namespaces", "nodes", "pods", "services"] },
  { verbs: READS, groups: ["apps", ...MESH_GROUPS, "security.istio.io", "apiextensions.k8s.io"], resources: ALL },
  {
    verbs: READS,
    groups: [
      "argoproj.io",
      "flagger.app",
      "kustomize.toolkit.fluxcd.io",
      "source.toolkit.fluxcd.io",
      "helm.toolkit.fluxcd.io",
    ],
    resources: ALL,
  },
  { verbs: ["create"], groups: ["authentication.k8s.io"], resources: ["tokenreviews"] },
  { verbs: ["create"], groups: ["authorization.k8s.io"], resources: ["subjectaccessreviews"] },
  { verbs: ["patch"], groups: ["networking.istio.io"], resources: ["virtualservices"] },
  {
    verbs: ["patch"],
    groups: ["gateway.networking.k8s.io"],
    resources: ["httproutes", "grpcroutes", "tlsroutes", "tcproutes"],
  },
  { verbs: ["create", "patch"], groups: EVENT_GROUPS, resources: ["events"] },
  {
    verbs: [...READS, ...WRITES],
    groups: ["coordination.k8s.io", ""],
    resources: ["leases", "configmaps"],
    namespace: FYR_NAMESPACE,
  },
];

export const rulesOfRole: Readonly<Record<Role, readonly AccessRule[]>> = {
  admin: [{ verbs: ALL, groups: ALL, resources: ALL }],
  "payments-team": [
    readEverything,
    { verbs: WRITES, groups: MESH_GROUPS, resources: ALL, namespace: "payments" },
    { verbs: ["create", "patch", "update"], groups: EVENT_GROUPS, resources: ["events"], namespace: "payments" },
  ],
  viewer: [readEverything],
  fyr: fyrRules,
  none: [],
};
