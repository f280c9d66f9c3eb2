import {
  EditPlanSchema,
  type ObjectChange,
  type ObjectEdit,
  type ObjectRef,
  ObjectViewSchema,
  type Topology,
} from "@fyr/contract";
import { type Cluster, connectCluster } from "@fyr/kubernetes";
import { faultAbort, gatewaySplit, type JsonObject, timeout, withRule } from "@fyr/routing";
import Value from "typebox/value";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../../../test/fixtures/demo-cluster.ts";
import { createEdits, type Edits } from "./create-edits.ts";
import type { EditsCaller } from "./dependencies.ts";

const { signal } = new AbortController();
const payment: ObjectRef = { kind: "VirtualService", namespace: "payments", name: "payment" };

let demo: DemoCluster;
let cluster: Cluster;
let edits: Edits;
let offsetMs = 0;
let topology: Topology | undefined;

beforeAll(async () => {
  demo = await startDemoCluster();
});
afterAll(() => demo.remove());
beforeEach(async () => {
  offsetMs = 0;
  topology = undefined;
  cluster = await connectCluster({ kubeconfig: demo.kubeconfig, now: Date.now });
  edits = start(cluster);
});
afterEach(async () => {
  await kubectl("-n", "payments", "delete", "virtualservice", "payment", "--ignore-not-found");
});

function start(of: Cluster): Edits {
  return createEdits(
    {
      cluster: of,
      telemetry: { lastPush: async () => undefined, controlPlaneVersion: async () => undefined },
      observer: { current: () => topology },
      now: () => Date.now() + offsetMs,
      wait: async () => undefined,
      newId: () => crypto.randomUUID(),
      onMishap: (error) => {
        throw error;
      },
    },
    0,
  );
}

const kubectl = (...args: string[]) => demo.kubectl(args);

async function stored({ kind, namespace, name }: ObjectRef) {
  return JSON.parse(await kubectl("-n", namespace, "get", kind, name, "-o", "json"));
}

/** The route as somebody wrote it by hand, with fields no form knows. */
const spec = {
  hosts: ["payment"],
  exportTo: ["*"],
  http: [
    {
      name: "primary",
      route: [
        { destination: { host: "payment", subset: "v1" }, weight: 95, headers: { request: { set: { "x-a": "1" } } } },
        { destination: { host: "payment", subset: "v2" }, weight: 5 },
      ],
      corsPolicy: { allowOrigins: [{ exact: "https://shop.example.com" }] },
      retries: { attempts: 0 },
    },
  ],
};

async function writePayment(): Promise<void> {
  const object = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "payment", namespace: "payments" },
    spec,
  };
  await kubectl("-n", "payments", "delete", "virtualservice", "payment", "--ignore-not-found");
  await demo.kubectl(["create", "-f", "-"], JSON.stringify(object));
}

async function update(ref: ObjectRef, change: (now: JsonObject) => JsonObject): Promise<ObjectEdit> {
  const { resourceVersion, spec: now } = await edits.view(cluster.own, ref, signal);
  return { op: "update", object: ref, resourceVersion, spec: { ...change(now) } };
}

const setTimeout = (request: string) => (now: JsonObject) =>
  withRule("VirtualService", now, 0, (rule) => timeout.write(rule, { request }));
const abort = (percent: number) => (now: JsonObject) =>
  withRule("VirtualService", now, 0, (rule) => faultAbort.write(rule, { percent, httpStatus: 503 }));
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

it("shows an object as its editor needs it", async () => {
  await writePayment();
  const view = await edits.view(cluster.own, payment, signal);
  expect(Value.Check(ObjectViewSchema, view)).toBe(true);
  expect(view).toMatchObject({ spec, editable: true, related: [{ kind: "DestinationRule", name: "payment" }] });
});

it("writes only what differs, and undo brings back the same spec", async () => {
  await writePayment();
  const edit = await update(payment, setTimeout("2s"));
  const plan = await edits.plan(cluster.own, { edits: [edit] }, signal);
  expect(Value.Check(EditPlanSchema, plan)).toBe(true);
  expect(plan.edits[0]?.patch).toEqual([
    { op: "test", path: "/metadata/resourceVersion", value: expect.any(String) },
    { op: "add", path: "/spec/http/0/timeout", value: "2s" },
  ]);
  expect(plan.checks.map(({ code, status }) => `${code} ${status}`)).toContain("dry-run pass");
  expect((await stored(payment)).spec).toEqual(spec);

  const change = await edits.apply(cluster.own, { edits: [edit], reason: "slow" }, signal);
  expect((await stored(payment)).spec).toEqual({ ...spec, http: [{ ...spec.http[0], timeout: "2s" }] });
  expect((await edits.history(signal)).changes[0]).toMatchObject({ id: change.id, by: "ada", reason: "slow" });
  await edits.undo(cluster.own, change.id, signal);
  expect((await stored(payment)).spec).toEqual(spec);
  expect((await edits.history(signal)).changes.find(({ id }) => id === change.id)?.undoneBy).toBeDefined();
  await expect(edits.undo(cluster.own, change.id, signal)).rejects.toMatchObject({ code: "conflict" });
});

it("refuses an edit of what somebody changed since, and shows theirs", async () => {
  await writePayment();
  const edit = await update(payment, setTimeout("2s"));
  await kubectl(
    "-n",
    "payments",
    "patch",
    "virtualservice",
    "payment",
    "--type=merge",
    "-p",
    '{"spec":{"exportTo":["."]}}',
  );
  await expect(edits.apply(cluster.own, { edits: [edit] }, signal)).rejects.toMatchObject({
    code: "conflict",
    extra: { object: { spec: { exportTo: ["."] } } },
  });
});

it("goes on when only a label moved meanwhile", async () => {
  await writePayment();
  const edit = await update(payment, setTimeout("2s"));
  await kubectl("-n", "payments", "label", "virtualservice", "payment", "team=payments");
  await edits.apply(cluster.own, { edits: [edit] }, signal);
  expect((await stored(payment)).spec.http[0].timeout).toBe("2s");
});

it("says what the API server says, and writes nothing", async () => {
  await writePayment();
  const edit = await update(payment, setTimeout("soon"));
  const plan = await edits.plan(cluster.own, { edits: [edit] }, signal);
  expect(plan.checks[0]).toMatchObject({ code: "dry-run", status: "block", detail: expect.stringContaining("soon") });
  await expect(edits.apply(cluster.own, { edits: [edit] }, signal)).rejects.toMatchObject({ code: "blocked" });
  expect((await stored(payment)).spec).toEqual(spec);
});

it("wants an end and a second yes for a fault that hits people", async () => {
  await writePayment();
  const edit = await update(payment, abort(20));
  await expect(edits.apply(cluster.own, { edits: [edit] }, signal)).rejects.toMatchObject({
    code: "bad_request",
    field: "endsAt",
  });
  for (const endsAt of [inMinutes(0.5), inMinutes(24 * 60 + 1)]) {
    await expect(edits.apply(cluster.own, { edits: [edit], endsAt }, signal)).rejects.toMatchObject({
      field: "endsAt",
    });
  }
  await expect(edits.apply(cluster.own, { edits: [edit], endsAt: inMinutes(5) }, signal)).rejects.toMatchObject({
    code: "needs_confirmation",
    extra: { confirmations: ["abort-above-a-tenth", "fault-on-live-traffic"] },
  });
  expect((await stored(payment)).spec).toEqual(spec);
});

it("takes a fault back when it ends, with everything else as people left it", async () => {
  await writePayment();
  const confirmed = ["abort-above-a-tenth", "fault-on-live-traffic"] as const;
  const edit = await update(payment, abort(20));
  const change = await edits.apply(
    cluster.own,
    { edits: [edit], endsAt: inMinutes(5), confirmed: [...confirmed] },
    signal,
  );
  expect((await edits.history(signal)).endings).toMatchObject([{ id: change.id, by: "ada" }]);
  await edits.apply(cluster.own, { edits: [await update(payment, setTimeout("3s"))] }, signal);

  // A server that knows nothing of it finds it on the object.
  const other = start(cluster);
  const look = () => cluster.objects(signal);
  expect(other.endJob.hasWork(await look())).toBe(false);
  offsetMs = 5 * 60_000;
  expect(other.endJob.hasWork(await look())).toBe(true);
  await other.endJob.pass(await look(), signal);
  expect((await stored(payment)).spec).toEqual({ ...spec, http: [{ ...spec.http[0], timeout: "3s" }] });
  const { endings, changes } = await edits.history(signal);
  expect(endings).toEqual([]);
  expect(changes[0]).toMatchObject({ by: "Fyr, for ada", undoes: change.id });
  expect(await kubectl("-n", "payments", "get", "events")).toContain("FaultEnded");
  // To undo the end would be a fault without one.
  await expect(edits.undo(cluster.own, changes[0]?.id as never, signal)).rejects.toMatchObject({ code: "blocked" });
});

it("never takes back what somebody changed since", async () => {
  await writePayment();
  const confirmed = ["abort-above-a-tenth", "fault-on-live-traffic"] as const;
  const edit = await update(payment, abort(20));
  await edits.apply(cluster.own, { edits: [edit], endsAt: inMinutes(5), confirmed: [...confirmed] }, signal);
  const path = "/spec/http/0/fault/abort/percentage/value";
  await kubectl(
    "-n",
    "payments",
    "patch",
    "virtualservice",
    "payment",
    "--type=json",
    "-p",
    JSON.stringify([{ op: "replace", path, value: 7 }]),
  );
  offsetMs = 6 * 60_000;
  await edits.endJob.pass(await cluster.objects(signal), signal);
  expect((await stored(payment)).spec.http[0].fault.abort.percentage.value).toBe(7);
  expect(edits.endJob.hasWork(await cluster.objects(signal))).toBe(false);
  expect(await kubectl("-n", "payments", "get", "events")).toContain("FaultLeft");
});

it("ends a fault at once when it is undone", async () => {
  await writePayment();
  const edit = await update(payment, abort(5));
  const confirmed = ["fault-on-live-traffic" as const];
  const change = await edits.apply(cluster.own, { edits: [edit], endsAt: inMinutes(5), confirmed }, signal);
  await edits.undo(cluster.own, change.id, signal);
  expect((await stored(payment)).spec).toEqual(spec);
  expect((await edits.history(signal)).endings).toEqual([]);
});

it("makes a split from nothing, subsets first, and takes all of it away again", async () => {
  await kubectl("-n", "payments", "delete", "destinationrule,virtualservice", "payment", "--ignore-not-found");
  const [service] = (await edits.unsplit(cluster.own, signal)).filter(({ service: name }) => name === "payment");
  expect(service).toMatchObject({
    way: "VirtualService",
    editable: true,
    versions: [
      { version: "v1", workloads: ["payment-v1"] },
      { version: "v2", workloads: ["payment-v2"] },
    ],
  });
  const made = service?.edits ?? [];
  const told: ObjectChange[] = [];
  edits.subscribe((change) => told.push(change));
  await edits.apply(cluster.own, { edits: made }, signal);
  const rule: ObjectRef = { kind: "DestinationRule", namespace: "payments", name: "payment" };
  expect((await stored(rule)).spec.subsets.map(({ name }: { name: string }) => name)).toEqual(["v1", "v2"]);
  expect((await edits.unsplit(cluster.own, signal)).some(({ service: name }) => name === "payment")).toBe(false);

  const { removal = [] } = await edits.view(cluster.own, payment, signal);
  await expect(edits.apply(cluster.own, { edits: removal.slice(1) }, signal)).rejects.toMatchObject({
    code: "blocked",
    extra: { editPlan: { checks: expect.arrayContaining([expect.objectContaining({ code: "subset-in-use" })]) } },
  });
  await edits.apply(cluster.own, { edits: removal }, signal);
  expect(told.map(({ objects }) => objects.map(({ op }) => op))).toEqual([
    ["create", "create"],
    ["delete", "delete"],
  ]);
  await expect(stored(payment)).rejects.toThrow("NotFound");
  await expect(stored(rule)).rejects.toThrow("NotFound");
  // No object is left to remember it: a server that knows nothing of it finds it among the Events.
  const remembered = () => start(cluster).deletions(cluster.own, "payments", signal);
  await expect.poll(remembered).toMatchObject([
    {
      id: told.at(-1)?.id,
      by: "ada",
      objects: [
        { op: "delete", object: payment },
        { op: "delete", object: rule },
      ],
    },
  ]);
});

it("takes the first object back when the second cannot be written", async () => {
  await kubectl("-n", "payments", "delete", "destinationrule,virtualservice", "payment", "--ignore-not-found");
  const found = (await edits.unsplit(cluster.own, signal)).find(({ service }) => service === "payment");
  const failing: Cluster["own"] = {
    ...cluster.own,
    edited: {
      ...cluster.own.edited,
      create: (object, options) => {
        if (object.ref.kind === "VirtualService" && !options.dryRun) throw new Error("the connection is gone");
        return cluster.own.edited.create(object, options);
      },
    },
  };
  await expect(edits.apply(failing, { edits: found?.edits ?? [] }, signal)).rejects.toThrow("the connection is gone");
  await expect(stored({ kind: "DestinationRule", namespace: "payments", name: "payment" })).rejects.toThrow("NotFound");
});

it("makes Services and an HTTPRoute where the Gateway API is in use", async () => {
  const split = gatewaySplit({
    namespace: "shop",
    name: "pricing",
    selector: { app: "pricing" },
    ports: [{ name: "grpc", port: 80, targetPort: 8080 }],
    versionLabel: "version",
    versions: [
      { version: "v1", share: 9 },
      { version: "v2", share: 1 },
    ],
  });
  await edits.apply(cluster.own, { edits: split }, signal);
  const route: ObjectRef = { kind: "HTTPRoute", namespace: "shop", name: "pricing" };
  expect((await stored(route)).spec.rules[0].backendRefs).toMatchObject([
    { name: "pricing-v1", weight: 90 },
    { name: "pricing-v2", weight: 10 },
  ]);
  const { removal = [] } = await edits.view(cluster.own, route, signal);
  expect(removal.map(({ op, object }) => `${op} ${object.kind} ${object.name}`)).toEqual([
    "delete HTTPRoute pricing",
    "delete Service pricing-v2",
    "delete Service pricing-v1",
  ]);
  await edits.apply(cluster.own, { edits: removal }, signal);
  await expect(stored(route)).rejects.toThrow("NotFound");
});

it("refuses Services of others", async () => {
  const ref: ObjectRef = { kind: "Service", namespace: "shop", name: "cart" };
  const { resourceVersion } = await edits.view(cluster.own, ref, signal);
  const edit: ObjectEdit = { op: "delete", object: ref, resourceVersion };
  await expect(edits.apply(cluster.own, { edits: [edit] }, signal)).rejects.toMatchObject({ code: "bad_request" });
});

it("deletes what only a label moved of while it was being deleted, not what was changed", async () => {
  const remove = async (change: readonly string[]) => {
    await writePayment();
    const { resourceVersion } = await edits.view(cluster.own, payment, signal);
    const { edited } = cluster.own;
    const slow: EditsCaller = {
      ...cluster.own,
      edited: {
        ...edited,
        remove: async (ref, version, options) => {
          await kubectl("-n", "payments", ...change);
          await edited.remove(ref, version, options);
        },
      },
    };
    await edits.apply(slow, { edits: [{ op: "delete", object: payment, resourceVersion }] }, signal);
  };

  await remove(["label", "virtualservice", "payment", "team=payments"]);
  await expect(stored(payment)).rejects.toThrow("NotFound");
  await expect(
    remove(["patch", "virtualservice", "payment", "--type=merge", "-p", '{"spec":{"exportTo":["."]}}']),
  ).rejects.toMatchObject({ code: "conflict" });
  expect((await stored(payment)).spec.exportTo).toEqual(["."]);
});
