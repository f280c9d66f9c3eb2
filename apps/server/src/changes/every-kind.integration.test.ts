import { type RouteRef, type RuleRef, TrafficRouteSchema, type Weight } from "@fyr/contract";
import { type Cluster, connectCluster } from "@fyr/kubernetes";
import { isObject, objectIn } from "@fyr/routing";
import Value from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { type DemoCluster, startDemoCluster } from "../../../../test/fixtures/demo-cluster.ts";
import { changingParts } from "../testing/changing-parts.ts";
import { fullVirtualService } from "../testing/full-virtual-service.ts";
import { type Changes, createChanges } from "./create-changes.ts";

const { signal } = new AbortController();
const full: RouteRef = { kind: "VirtualService", namespace: "payments", name: "full" };
const split: RouteRef = { kind: "HTTPRoute", namespace: "payments", name: "split" };

let demo: DemoCluster;
let cluster: Cluster;
let changes: Changes;

beforeAll(async () => {
  demo = await startDemoCluster();
  cluster = await connectCluster({ kubeconfig: demo.kubeconfig, now: Date.now });
  changes = createChanges({ ...changingParts, cluster });
  await create(fullVirtualService);
  await create({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "split", namespace: "payments", annotations: { note: "by hand" } },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name: "payment", port: 8080 }],
      rules: [
        { name: "everyone", backendRefs: [backend("payment", 9), { ...backend("billing", 1), filters: [setHeader] }] },
        {
          name: "post",
          matches: [{ method: "POST" }],
          backendRefs: [backend("payment", 1)],
          timeouts: { request: "2s" },
        },
      ],
    },
  });
});

afterAll(async () => {
  changes?.close();
  await demo.remove();
});

const setHeader = {
  type: "RequestHeaderModifier",
  requestHeaderModifier: { set: [{ name: "x-version", value: "2" }] },
};

function backend(name: string, weight: number) {
  return { name, port: 8080, weight };
}

const kubectl = (...args: string[]) => demo.kubectl(args);

async function create(object: object): Promise<void> {
  await demo.kubectl(["create", "--validate=false", "-f", "-"], JSON.stringify(object));
}

async function specOf({ kind, namespace, name }: RouteRef): Promise<unknown> {
  return parse(await kubectl("-n", namespace, "get", kind.toLowerCase(), name, "-o", "yaml")).spec;
}

async function move(route: RouteRef, rule: RuleRef, weights: Weight[], more: object = {}) {
  const { resourceVersion } = await changes.plan(cluster.own, { route, rule, weights }, signal);
  return changes.apply(cluster.own, { route, rule, weights, resourceVersion, ...more }, signal);
}

const versions = (v1: number, v2: number): Weight[] => [
  { host: "payment", subset: "v1", port: 8080, weight: v1 },
  { host: "payment", subset: "v2", port: 8080, weight: v2 },
];
const backends = (payment: number, billing: number): Weight[] => [
  { host: "payment", port: 8080, weight: payment },
  { host: "billing", port: 8080, weight: billing },
];

it("knows a VirtualService with every field the API server knows", async () => {
  const openApi = JSON.parse(await kubectl("get", "--raw", "/openapi/v3/apis/networking.istio.io/v1"));
  const schemas: [string, object][] = Object.entries(openApi.components.schemas);
  const schema = schemas.find(([name]) => name.endsWith(".VirtualService"))?.[1];
  const known = fieldsOfSchema(objectIn(objectIn(schema, "properties"), "spec"), "");
  expect(known.size).toBeGreaterThan(100);
  const used = fieldsOfValue(fullVirtualService.spec, known, "");
  expect([...known].filter((path) => !used.has(path))).toEqual([]);
});

/** Paths of every field of a schema; entries of lists and maps stand for all of them. */
function fieldsOfSchema(schema: unknown, path: string): Set<string> {
  const inner = [objectIn(schema, "items"), objectIn(schema, "additionalProperties")].flatMap((each) => [
    ...(Object.keys(each).length > 0 ? fieldsOfSchema(each, `${path}[]`) : []),
  ]);
  const fields = Object.entries(objectIn(schema, "properties")).flatMap(([name, value]) => [
    `${path}.${name}`,
    ...fieldsOfSchema(value, `${path}.${name}`),
  ]);
  return new Set([...inner, ...fields]);
}

function fieldsOfValue(value: unknown, known: ReadonlySet<string>, path: string): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...fieldsOfValue(each, known, `${path}[]`)]));
  if (!isObject(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, inner]) => {
      const at = known.has(`${path}.${name}`) ? `${path}.${name}` : `${path}[]`;
      return [at, ...fieldsOfValue(inner, known, at)];
    }),
  );
}

it("shows routes of every kind, as the contract has them", async () => {
  const routes = await changes.routes(cluster.own, signal);
  for (const each of routes) expect([...Value.Errors(TrafficRouteSchema, each)]).toEqual([]);
  const found = routes.find(({ route }) => route.kind === "HTTPRoute" && route.name === "split");
  expect(found).toMatchObject({
    editable: true,
    hosts: ["payment"],
    parents: [{ kind: "Service", namespace: "payments", name: "payment", role: "producer" }],
    rules: [{ name: "post" }, { name: "everyone", splits: true }],
  });
});

it.each<{ rule: RuleRef; weights: Weight[] }>([
  { rule: { protocol: "http", index: 5 }, weights: versions(100, 0) },
  { rule: { protocol: "http", index: 6 }, weights: versions(50, 50) },
  { rule: { protocol: "tls", index: 0 }, weights: versions(0, 100) },
  { rule: { protocol: "tcp", index: 0 }, weights: versions(100, 0) },
])(
  "leaves a VirtualService with every field as it was, after moving $rule.protocol $rule.index and back",
  async ({ rule, weights }) => {
    const before = await specOf(full);
    expect(before).toEqual(fullVirtualService.spec);
    const change = await move(full, rule, weights);
    expect(await specOf(full)).not.toEqual(before);
    await changes.undo(cluster.own, change.id, signal);
    expect(await specOf(full)).toEqual(before);
  },
);

it("moves relative weights of an HTTPRoute, and puts back what was there", async () => {
  const before = await specOf(split);
  const change = await move(split, { protocol: "http", index: 0 }, backends(95, 5));
  expect(await specOf(split)).toMatchObject({ rules: [{ backendRefs: [{ weight: 95 }, { weight: 5 }] }, {}] });
  await changes.undo(cluster.own, change.id, signal);
  expect(await specOf(split)).toEqual(before);
});

it("goes on while a controller keeps writing the status of an HTTPRoute", async () => {
  const weights = backends(80, 20);
  const rule: RuleRef = { protocol: "http", index: 0 };
  const { resourceVersion } = await changes.plan(cluster.own, { route: split, rule, weights }, signal);
  const status = (n: number) =>
    kubectl("-n", "payments", "patch", "httproute", "split", "--subresource=status", "--type=merge", "-p", statusOf(n));
  await status(0);
  const applied = changes.apply(cluster.own, { route: split, rule, weights, resourceVersion }, signal);
  await Promise.all([applied, status(1), status(2)]);
  expect(await specOf(split)).toMatchObject({ rules: [{ backendRefs: [{ weight: 80 }, { weight: 20 }] }, {}] });
});

function statusOf(n: number): string {
  const conditions = [{ type: "Accepted", status: "True", message: `look ${n}` }];
  return JSON.stringify({
    status: { parents: [{ parentRef: { name: "payment" }, controllerName: "x/y", conditions }] },
  });
}

it("writes what somebody else owns only when that was said yes to, and takes it back without asking", async () => {
  const route: RouteRef = { kind: "VirtualService", namespace: "shop", name: "pricing" };
  const rule: RuleRef = { protocol: "http", index: 0 };
  const weights = [
    { host: "pricing", subset: "v1", weight: 80 },
    { host: "pricing", subset: "v2", weight: 20 },
  ];
  const before = await specOf(route);
  const failure = await move(route, rule, weights).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "needs_confirmation",
    extra: { confirmations: ["owner-reverts"], plan: { owner: { kind: "argocd", name: "shop" } } },
  });
  expect(await specOf(route)).toEqual(before);
  const change = await move(route, rule, weights, { confirmed: ["owner-reverts"] });
  const undo = await changes.undo(cluster.own, change.id, signal);
  expect(await specOf(route)).toEqual(before);
  await expect(changes.undo(cluster.own, undo.id, signal)).rejects.toMatchObject({ code: "needs_confirmation" });
});
