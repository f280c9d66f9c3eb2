import { anything, integer, intOrString, labels, list, object, type Schema, text } from "./schema.ts";

const open = { "x-kubernetes-preserve-unknown-fields": true } as const;

const selector = object("Pods that belong to it.", { matchLabels: labels("Labels they carry.") }, open);

const container = object(
  "A container.",
  {
    name: text("Name of the container."),
    image: text("Image to run."),
    ports: list(
      "Ports it listens on.",
      object("A port.", { name: text("Name."), containerPort: integer("Number.") }, open),
    ),
  },
  open,
);

const podSpec = object(
  "What the pod runs.",
  {
    containers: list("Containers.", container),
    initContainers: list("Containers that run first.", container),
    nodeName: text("Node the pod is on."),
    serviceAccountName: text("Service account of the pod."),
    restartPolicy: text("When containers are started again."),
  },
  open,
);

const template = object("Pods to make.", { metadata: anything("Their metadata."), spec: podSpec }, open);
const replicas = integer("How many pods are wanted.");

const specs: Readonly<Record<string, Schema>> = {
  Pod: podSpec,
  Deployment: object(
    "What is wanted.",
    { replicas, selector, template, strategy: anything("How pods are replaced.") },
    open,
  ),
  ReplicaSet: object("What is wanted.", { replicas, selector, template }, open),
  StatefulSet: object(
    "What is wanted.",
    { replicas, selector, template, serviceName: text("Service of the pods.") },
    open,
  ),
  DaemonSet: object("What is wanted.", { selector, template }, open),
  Service: object(
    "What it offers.",
    {
      clusterIP: text("Its address in the cluster."),
      type: text("ClusterIP, NodePort, LoadBalancer or ExternalName."),
      selector: labels("Labels of the pods behind it."),
      ports: list(
        "Its ports.",
        object(
          "A port.",
          {
            name: text("Name."),
            port: integer("Number."),
            protocol: text("TCP, UDP or SCTP."),
            targetPort: intOrString("Port of the pods, by number or name."),
            appProtocol: text("What is spoken on it."),
          },
          open,
        ),
      ),
    },
    open,
  ),
  Lease: object(
    "Who holds it.",
    {
      holderIdentity: text("Who holds it."),
      leaseDurationSeconds: integer("Seconds until others may take it."),
      leaseTransitions: integer("How often it changed hands."),
    },
    open,
  ),
};

const dataOf: Readonly<Record<string, Schema>> = {
  ConfigMap: object("Settings.", { data: labels("Values by key.") }, open),
  Secret: object("Secrets.", { data: labels("Values by key, base64.") }, open),
};

/** Enough of a built-in kind to explain it and to catch a wrong type; the rest of its fields is kept as it is. */
export function builtInSchema(kind: string): Schema {
  const spec = specs[kind];
  const whole = dataOf[kind] ?? anything(`A ${kind}.`);
  if (!spec) return whole;
  return object(`A ${kind}.`, { spec, status: anything("What is observed.") }, open);
}
