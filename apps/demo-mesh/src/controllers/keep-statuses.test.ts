import { describe, expect, it } from "vitest";
import { RESOURCES } from "../traffic/cluster-view.ts";
import { createStatusKeeper } from "./keep-statuses.ts";
import { seededStore } from "./seeded-store.ts";

const { httpRoutes, services, apiGateways } = RESOURCES;

interface Status {
  readonly parents: readonly {
    readonly parentRef: object;
    readonly controllerName: string;
    readonly conditions: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly observedGeneration: number;
      readonly lastTransitionTime: string;
    }[];
  }[];
}

function watched() {
  const seeded = seededStore();
  const keep = createStatusKeeper(seeded.store);
  keep(0);
  keep(1000);
  const conditions = (name: string, namespace = "shop") =>
    (seeded.found(httpRoutes, namespace, name)["status"] as Status).parents.flatMap((parent) => parent.conditions);
  const settle = (seconds: number) => {
    keep(seconds * 1000);
    keep(seconds * 1000 + 1000);
  };
  return { ...seeded, keep, settle, conditions };
}

const backendRefs = (...names: string[]) => ({ rules: [{ backendRefs: names.map((name) => ({ name, port: 8080 })) }] });

describe("the status of a route", () => {
  it("tells for each parent whether it is accepted and its backends are there", () => {
    const { found } = watched();
    expect(found(httpRoutes, "shop", "recommend")["status"]).toMatchObject({
      parents: [
        {
          parentRef: { kind: "Service", name: "recommend" },
          controllerName: "istio.io/gateway-controller",
          conditions: [
            { type: "Accepted", status: "True", reason: "Accepted", observedGeneration: 1 },
            { type: "ResolvedRefs", status: "True", reason: "ResolvedRefs", observedGeneration: 1 },
          ],
        },
      ],
    });
  });

  it("follows a change a moment later, and moves the version but not the generation", () => {
    const { edit, keep, found, conditions } = watched();
    const edited = edit(httpRoutes, "shop", "recommend", backendRefs("recommend-v1"));
    keep(20_000);
    expect(conditions("recommend").map(({ observedGeneration }) => observedGeneration)).toEqual([1, 1]);
    keep(21_000);
    const { metadata } = found(httpRoutes, "shop", "recommend");
    expect(conditions("recommend").map(({ observedGeneration }) => observedGeneration)).toEqual([2, 2]);
    expect(metadata.generation).toBe(edited.metadata.generation);
    expect(metadata.resourceVersion).not.toBe(edited.metadata.resourceVersion);
  });

  it.each([
    { backend: { name: "nobody" }, reason: "BackendNotFound" },
    { backend: { name: "payment", namespace: "payments" }, reason: "RefNotPermitted" },
    { backend: { name: "recommend-v1", kind: "Bucket", group: "storage.example.com" }, reason: "InvalidKind" },
  ])("says $reason of $backend.name, and since when", ({ backend, reason }) => {
    const { edit, settle, conditions } = watched();
    edit(httpRoutes, "shop", "recommend", { rules: [{ backendRefs: [backend] }] });
    settle(20);
    expect(conditions("recommend")).toMatchObject([
      { type: "Accepted", status: "True", lastTransitionTime: "1970-01-01T00:00:01Z" },
      { type: "ResolvedRefs", status: "False", reason, lastTransitionTime: "1970-01-01T00:00:21Z" },
    ]);
  });

  it("is looked at again when the service that was missing comes", () => {
    const { store, edit, settle, conditions } = watched();
    edit(httpRoutes, "shop", "recommend", backendRefs("recommend-v9"));
    settle(20);
    const metadata = { name: "recommend-v9", namespace: "shop" };
    store.create(services, { apiVersion: "v1", kind: "Service", metadata, spec: { selector: { app: "recommend" } } });
    settle(30);
    expect(conditions("recommend")).toMatchObject([{ status: "True" }, { status: "True" }]);
  });

  it("is refused where the parent is not there or does not take routes of this namespace", () => {
    const { edit, settle, conditions } = watched();
    edit(httpRoutes, "shop", "recommend", { parentRefs: [{ group: "", kind: "Service", name: "nobody" }] });
    edit(apiGateways, "edge", "open", { listeners: [{ name: "http", port: 80, protocol: "HTTP" }] });
    settle(20);
    expect(conditions("recommend")[0]).toMatchObject({ status: "False", reason: "NoMatchingParent" });
    expect(conditions("media-public")[0]).toMatchObject({ status: "False", reason: "NotAllowedByListeners" });
  });

  it("is left alone while nothing changes", () => {
    const { store, settle } = watched();
    settle(20);
    const before = store.resourceVersion();
    settle(40);
    expect(store.resourceVersion()).toBe(before);
  });
});

it("a Gateway is accepted and programmed", () => {
  const { found } = watched();
  expect(found(apiGateways, "edge", "open")["status"]).toMatchObject({
    conditions: [
      { type: "Accepted", status: "True" },
      { type: "Programmed", status: "True" },
    ],
  });
});
