import { beforeEach, describe, expect, it } from "vitest";
import { type Asked, ask, watch } from "../testing/ask.ts";
import { bareContext } from "../testing/bare-context.ts";
import { route, VIRTUAL_SERVICES, weightsOf } from "../testing/test-cluster.ts";
import type { ApiServerContext } from "./answer-request.ts";

const ROUTES = "/apis/networking.istio.io/v1/namespaces/payments/virtualservices";
const PAYMENT = `${ROUTES}/payment`;
const MERGE = "application/merge-patch+json";
const TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

let context: ApiServerContext;
beforeEach(() => {
  context = bareContext("1.27");
  context.store.create(VIRTUAL_SERVICES, route("payment", [95, 5]));
});

const storedRoute = () => context.store.get(VIRTUAL_SERVICES, "payments", "payment");
const patch = (body: unknown, more: Asked & { query?: string } = {}) =>
  ask(context, PAYMENT + (more.query ?? ""), { method: "PATCH", contentType: MERGE, body, ...more });

describe("answers for what cannot be done", () => {
  it.each<{ path: string; asked?: Asked; code: number; reason: string }>([
    { path: "/apis/nobody.io/v1/things", code: 404, reason: "NotFound" },
    { path: "/nowhere", code: 404, reason: "NotFound" },
    { path: `${ROUTES}/payment/scale`, code: 404, reason: "NotFound" },
    { path: "/apis/networking.istio.io/v1/virtualservices/payment", code: 404, reason: "NotFound" },
    { path: ROUTES, asked: { method: "PUT", body: {} }, code: 405, reason: "MethodNotAllowed" },
    { path: PAYMENT, asked: { method: "POST", body: {} }, code: 405, reason: "MethodNotAllowed" },
    {
      path: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/x",
      asked: { method: "DELETE" },
      code: 405,
      reason: "MethodNotAllowed",
    },
    { path: ROUTES, asked: { method: "POST", body: "{" }, code: 400, reason: "BadRequest" },
    { path: ROUTES, asked: { method: "POST", body: "[]" }, code: 400, reason: "BadRequest" },
    { path: ROUTES, asked: { method: "POST", body: { kind: "VirtualService" } }, code: 400, reason: "BadRequest" },
    {
      path: ROUTES,
      asked: { method: "POST", body: "x", contentType: "text/plain" },
      code: 415,
      reason: "UnsupportedMediaType",
    },
    { path: ROUTES, asked: { method: "POST", body: route("payment", [100]) }, code: 409, reason: "AlreadyExists" },
    { path: ROUTES, asked: { method: "POST", body: route("Payment_1", [100]) }, code: 422, reason: "Invalid" },
    { path: ROUTES, asked: { method: "POST", body: route("cart", [100], "shop") }, code: 400, reason: "BadRequest" },
    {
      path: ROUTES.replace("payments", "nowhere"),
      asked: { method: "POST", body: route("x", [1], "nowhere") },
      code: 404,
      reason: "NotFound",
    },
    {
      path: `${ROUTES}?dryRun=Some`,
      asked: { method: "POST", body: route("x", [1]) },
      code: 400,
      reason: "BadRequest",
    },
    {
      path: `${PAYMENT}?dryRun=`,
      asked: { method: "DELETE", body: { dryRun: ["Maybe"] } },
      code: 400,
      reason: "BadRequest",
    },
    { path: PAYMENT, asked: { method: "PUT", body: route("payment", [1]) }, code: 422, reason: "Invalid" },
    { path: PAYMENT, asked: { method: "PUT", body: route("other", [1]) }, code: 400, reason: "BadRequest" },
    { path: `${ROUTES}?continue=garbage`, code: 400, reason: "BadRequest" },
    { path: `${ROUTES}?resourceVersion=999999`, code: 504, reason: "Timeout" },
    { path: `${ROUTES}?labelSelector=a+b`, code: 400, reason: "BadRequest" },
    { path: PAYMENT, asked: { method: "DELETE", user: "vera" }, code: 403, reason: "Forbidden" },
  ])("$code $reason for $asked.method $path", ({ path, asked, code, reason }) => {
    const told = ask(context, path, asked);
    expect(told).toMatchObject({ code, body: { kind: "Status", apiVersion: "v1", status: "Failure", reason, code } });
  });
});

describe("versions of one object", () => {
  it("shows an object in each version and stores it in one", () => {
    const path = PAYMENT.replace("/v1/", "/v1alpha3/");
    expect(ask(context, path).body.apiVersion).toBe("networking.istio.io/v1alpha3");
    const body = { ...route("cart", [100]), apiVersion: "networking.istio.io/v1beta1" };
    ask(context, ROUTES.replace("/v1/", "/v1beta1/"), { method: "POST", body });
    expect(context.store.get(VIRTUAL_SERVICES, "payments", "cart")).toMatchObject({
      apiVersion: "networking.istio.io/v1",
      metadata: { managedFields: [{ manager: "test", apiVersion: "networking.istio.io/v1beta1" }] },
    });
  });

  it("shows an Event of either group in the other", () => {
    const event = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: "moved.1", namespace: "payments" },
      involvedObject: { kind: "VirtualService", name: "payment" },
      message: "95 → 80",
      source: { component: "fyr" },
    };
    expect(ask(context, "/api/v1/namespaces/payments/events", { method: "POST", body: event, user: "paul" }).code).toBe(
      201,
    );
    const path = "/apis/events.k8s.io/v1/namespaces/payments/events?fieldSelector=regarding.name%3Dpayment";
    expect(ask(context, path).body).toMatchObject({
      kind: "EventList",
      items: [{ apiVersion: "events.k8s.io/v1", regarding: { name: "payment" }, note: "95 → 80" }],
    });
  });
});

describe("lists", () => {
  beforeEach(() => {
    for (const name of ["a", "b", "c"]) context.store.create(VIRTUAL_SERVICES, route(name, [100]));
  });

  it("stay what they were while they are read page by page", () => {
    const first = ask(context, `${ROUTES}?limit=2`).body;
    context.store.delete(VIRTUAL_SERVICES, "payments", "c");
    context.store.create(VIRTUAL_SERVICES, route("bb", [100]));
    const rest = ask(context, `${ROUTES}?limit=2&continue=${first.metadata.continue}`).body;
    const names = [...first.items, ...rest.items].map(({ metadata }: { metadata: { name: string } }) => metadata.name);
    expect(names).toEqual(["a", "b", "c", "payment"]);
    expect(first.metadata.remainingItemCount).toBe(2);
    expect(rest.metadata.continue).toBeUndefined();
  });

  it("expire with 410 when what they were is forgotten", () => {
    const first = ask(context, `${ROUTES}?limit=2`).body;
    context.store.create(VIRTUAL_SERVICES, route("d", [100]));
    context.store.compact();
    const told = ask(context, `${ROUTES}?limit=2&continue=${first.metadata.continue}`);
    expect(told).toMatchObject({ code: 410, body: { reason: "Expired" } });
  });

  it("come as a table for who prints them", () => {
    const { body } = ask(context, `${ROUTES}?limit=1`, { accept: TABLE });
    expect(body).toMatchObject({
      kind: "Table",
      rows: [{ cells: ["a", "", '["a"]', "0s"], object: { kind: "PartialObjectMetadata" } }],
    });
  });

  it("can be deleted whole", () => {
    ask(context, `${ROUTES}?fieldSelector=metadata.name!%3Dpayment`, { method: "DELETE" });
    expect(context.store.list(VIRTUAL_SERVICES).map(({ metadata }) => metadata.name)).toEqual(["payment"]);
  });
});

describe("watches", () => {
  it("begin with what there is, unless told where to begin", () => {
    const all = watch(context, `${ROUTES}?watch=true`);
    const later = watch(context, `${ROUTES}?watch=1&resourceVersion=${context.store.resourceVersion()}`);
    context.store.update(VIRTUAL_SERVICES, route("payment", [80, 20]));
    expect(all.events.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED"]);
    expect(later.events.map(({ type, object }) => [type, weightsOf(object)])).toEqual([["MODIFIED", [80, 20]]]);
    all.stop();
    context.store.delete(VIRTUAL_SERVICES, "payments", "payment");
    expect(all.events).toHaveLength(2);
    expect(later.events.at(-1)).toMatchObject({ type: "DELETED" });
  });

  it("replay what was missed, of their own kind and namespace only", () => {
    const since = context.store.resourceVersion();
    context.store.create(VIRTUAL_SERVICES, route("cart", [100], "shop"));
    context.store.create(VIRTUAL_SERVICES, route("ledger", [100]));
    const { events } = watch(context, `${ROUTES}?watch=true&resourceVersion=${since}`);
    expect(events.map(({ object }) => object.metadata.name)).toEqual(["ledger"]);
  });

  it("end with a 410 Status when what was missed is forgotten", () => {
    const since = context.store.resourceVersion();
    context.store.create(VIRTUAL_SERVICES, route("cart", [100], "shop"));
    context.store.compact();
    const { events, hasEnded } = watch(context, `${ROUTES}?watch=true&resourceVersion=${since}`);
    expect(events).toMatchObject([{ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } }]);
    expect(hasEnded()).toBe(true);
  });

  it("say when what there was is told, if asked to", () => {
    const query = "watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    const { events, stop } = watch(context, `${ROUTES}?${query}`);
    stop();
    expect(events.map(({ type }) => type)).toEqual(["ADDED", "BOOKMARK"]);
    expect(events[1].object.metadata.annotations).toEqual({ "k8s.io/initial-events-end": "true" });
  });
});

describe("writes", () => {
  it("keep the status for those who report it", () => {
    const status = { observedGeneration: 1 };
    patch({ status });
    expect(storedRoute()).not.toHaveProperty("status");
    ask(context, `${PAYMENT}/status`, {
      method: "PATCH",
      contentType: MERGE,
      body: { status, spec: { hosts: ["x"] } },
    });
    expect(storedRoute()).toMatchObject({ status, spec: { hosts: ["payment"] }, metadata: { generation: 1 } });
    patch({ spec: { gateways: ["mesh"] } });
    expect(storedRoute()).toMatchObject({ status, metadata: { generation: 2 } });
  });

  it("warn about fields that do not exist, refuse them, or keep quiet", () => {
    const body = { spec: { htttp: [] } };
    expect(patch(body)).toMatchObject({ code: 200, warnings: ['unknown field "spec.htttp"'] });
    expect(patch(body, { query: "?fieldValidation=Ignore" })).toMatchObject({ code: 200, warnings: [] });
    expect(patch(body, { query: "?fieldValidation=Strict" })).toMatchObject({ code: 422, body: { reason: "Invalid" } });
    expect(storedRoute()?.["spec"]).not.toHaveProperty("htttp");
  });

  it("leave no trace on a dry run", () => {
    const before = storedRoute();
    const version = context.store.resourceVersion();
    expect(patch({ spec: { hosts: ["x"] } }, { query: "?dryRun=All" }).body.spec.hosts).toEqual(["x"]);
    expect(ask(context, `${PAYMENT}?dryRun=All`, { method: "DELETE" }).code).toBe(200);
    const made = ask(context, `${ROUTES}?dryRun=All`, { method: "POST", body: route("cart", [100]) });
    expect(made.body.metadata).not.toHaveProperty("resourceVersion");
    expect(storedRoute()).toBe(before);
    expect(context.store.resourceVersion()).toBe(version);
  });

  it("cannot rename", () => {
    expect(patch({ metadata: { name: "other" } })).toMatchObject({
      code: 422,
      body: { details: { causes: [{ field: "metadata.name" }] } },
    });
  });

  it("answer a deletion with what was deleted, if it is still the same", () => {
    const wrong = { method: "DELETE", body: { preconditions: { uid: "other" } } };
    expect(ask(context, PAYMENT, wrong)).toMatchObject({ code: 409, body: { reason: "Conflict" } });
    const uid = storedRoute()?.metadata.uid;
    expect(ask(context, PAYMENT, { method: "DELETE" }).body).toMatchObject({
      status: "Success",
      details: { name: "payment", uid },
    });
  });

  it("take what belongs to a deleted owner along", () => {
    const uid = storedRoute()?.metadata.uid ?? "";
    const owner = { apiVersion: "networking.istio.io/v1", kind: "VirtualService", name: "payment", uid };
    const owned = route("owned", [100]);
    context.store.create(VIRTUAL_SERVICES, { ...owned, metadata: { ...owned.metadata, ownerReferences: [owner] } });
    ask(context, PAYMENT, { method: "DELETE" });
    expect(context.store.list(VIRTUAL_SERVICES)).toEqual([]);
  });
});

describe("server-side apply", () => {
  const apply = (weights: readonly number[], manager: string, query = "") =>
    ask(context, `${PAYMENT}?fieldManager=${manager}${query}`, {
      method: "PATCH",
      contentType: "application/apply-patch+yaml",
      body: route("payment", weights),
    });

  it("conflicts with who wrote a field last, unless forced", () => {
    expect(apply([80, 20], "fyr")).toMatchObject({
      code: 409,
      body: {
        message: 'Apply failed with 1 conflict: conflict with "demo-mesh" using networking.istio.io/v1: .spec.http',
      },
    });
    expect(apply([80, 20], "fyr", "&force=true").code).toBe(200);
    expect(weightsOf(storedRoute())).toEqual([80, 20]);
    expect(apply([70, 30], "fyr").code).toBe(200);
    expect(apply([60, 40], "argocd").code).toBe(409);
  });

  it("takes away what the manager applied before and leaves out now", () => {
    const body = (annotations: object) => ({
      ...route("payment", [95, 5]),
      metadata: { name: "payment", annotations },
    });
    const asked = { method: "PATCH", contentType: "application/apply-patch+yaml" };
    ask(context, `${PAYMENT}?fieldManager=fyr`, { ...asked, body: body({ a: "1", b: "2" }) });
    ask(context, `${PAYMENT}?fieldManager=fyr`, { ...asked, body: body({ b: "2" }) });
    expect(storedRoute()?.metadata.annotations).toEqual({ b: "2" });
  });

  it("makes what is not there, for those who may", () => {
    const path = `${ROUTES}/cart?fieldManager=fyr`;
    const asked: Asked = { method: "PATCH", contentType: "application/apply-patch+yaml", body: route("cart", [100]) };
    expect(ask(context, path, { ...asked, user: "paul" }).code).toBe(201);
    expect(ask(context, `${ROUTES.replace("/v1/", "/v1beta1/")}/cart`).body.metadata.managedFields).toMatchObject([
      { manager: "fyr", operation: "Apply" },
    ]);
  });
});
