import type { Field } from "./field.ts";

const statuses = ["healthy", "degraded", "failing", "unknown"];

/** What is compared with words. */
export const wordFields: readonly Field[] = [
  { kind: "words", name: "name", aliases: ["node"], says: "what is written on the node", node: ({ name }) => [name] },
  { kind: "words", name: "namespace", aliases: ["ns"], says: "its namespace", node: ({ namespace }) => [namespace] },
  { kind: "words", name: "workload", aliases: [], says: "its workload", node: ({ workload }) => [workload] },
  { kind: "words", name: "app", aliases: [], says: "its app label", node: ({ app }) => [app] },
  { kind: "words", name: "version", aliases: [], says: "its version label", node: ({ version }) => [version] },
  { kind: "words", name: "cluster", aliases: [], says: "its cluster", node: ({ cluster }) => [cluster] },
  {
    kind: "words",
    name: "service",
    aliases: [],
    says: "a service it stands behind, or that was called",
    node: ({ service, services = [] }) => [service, ...services],
    edge: ({ destinationServices }) => destinationServices.map(({ name }) => name),
  },
  {
    kind: "words",
    name: "kind",
    aliases: ["type"],
    says: "what it is",
    choices: ["workload", "app", "service", "serviceEntry", "gateway", "waypoint", "external", "unknown"],
    node: ({ kind }) => [kind],
  },
  {
    kind: "words",
    name: "health",
    aliases: ["status"],
    says: "the verdict",
    choices: statuses,
    node: ({ health }) => [health.status],
    edge: ({ health }) => [health.status],
  },
  {
    kind: "words",
    name: "protocol",
    aliases: [],
    says: "what it speaks",
    choices: ["http", "grpc", "tcp"],
    edge: ({ protocol }) => [protocol],
  },
  {
    kind: "words",
    name: "code",
    aliases: [],
    says: "a response code: 503, 5*",
    edge: ({ responses }) => responses.map(({ code }) => code),
  },
  {
    kind: "words",
    name: "grpcStatus",
    aliases: [],
    says: "a gRPC status: 14",
    edge: ({ responses }) => responses.map(({ grpcStatus }) => grpcStatus),
  },
  {
    kind: "words",
    name: "flag",
    aliases: ["responseFlag"],
    says: "an Envoy response flag: UF, URX",
    edge: ({ responses }) => responses.flatMap(({ flags }) => flags?.split(",") ?? [undefined]),
  },
  {
    kind: "words",
    name: "reporter",
    aliases: [],
    says: "whose proxy counted",
    choices: ["source", "waypoint", "destination"],
    edge: ({ reporter }) => [reporter],
  },
  {
    kind: "words",
    name: "route",
    aliases: [],
    says: "the route that steers it",
    edge: ({ routeRefs }) => routeRefs.map(({ name }) => name),
  },
];
