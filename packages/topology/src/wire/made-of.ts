import type { Made } from "./made-values.ts";

type MadeByPath = Readonly<Record<string, readonly Made[]>>;

export const madeOfNodes: MadeByPath = {
  id: [{ holds: "pattern", pattern: "{kind}/{cluster}/{namespace}/{name}" }],
};

const ofTarget = (of: string): Made => ({ holds: "lookup", by: "target", of });

export const madeOfEdges: MadeByPath = {
  id: [{ holds: "pattern", pattern: "{source}>{target}:{protocol}" }],
  "destinationServices.0.namespace": [ofTarget("namespace")],
  "destinationServices.0.name": [ofTarget("service"), ofTarget("app"), ofTarget("name")],
  "destinationServices.0.host": [
    {
      holds: "pattern",
      pattern: "{destinationServices.0.name}.{destinationServices.0.namespace}.svc.cluster.local",
    },
  ],
};

/** A problem tells the numbers of what it is about, an edge or what comes into a node. */
const ofSubject = (of: string): readonly Made[] => [
  { holds: "lookup", by: "subject.id", of },
  { holds: "lookup", by: "subject.id", of: `inbound.${of}` },
];

export const madeOfProblems: MadeByPath = {
  id: [{ holds: "pattern", pattern: "{kind}:{subject.type}:{subject.id}" }],
  status: ofSubject("health.status"),
  "now.requestsPerSecond": ofSubject("requestsPerSecond"),
  "now.errorRatio": ofSubject("errorRatio"),
  "now.clientErrorRatio": ofSubject("clientErrorRatio"),
  "now.connectionsPerSecond": ofSubject("connectionsPerSecond"),
  "now.failedConnectionRatio": ofSubject("failedConnectionRatio"),
  "now.p95Ms": ofSubject("latencyMs.p95"),
  "now.p99Ms": ofSubject("latencyMs.p99"),
  "usual.p95Ms": ofSubject("latencyMs.usual.p95"),
  "usual.p99Ms": ofSubject("latencyMs.usual.p99"),
};
