import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { DraftObject } from "./object.ts";
import { createObjectStore } from "./object-store.ts";
import type { ObjectChange } from "./watch-history.ts";

const routes = { group: "networking.istio.io", plural: "virtualservices" };
const now = () => Date.parse("2026-08-22T03:02:00.500Z");

function route(weights: readonly number[], metadata: DraftObject["metadata"] = {}): DraftObject {
  const route = weights.map((weight, index) => ({ destination: { host: "payment", subset: `v${index + 1}` }, weight }));
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "payment", namespace: "payments", ...metadata },
    spec: { hosts: ["payment"], http: [{ route }] },
  };
}

describe("object store", () => {
  it("fills in what the server owns", () => {
    const store = createObjectStore({ now });
    const { metadata } = store.create(routes, route([95, 5]), { manager: "kubectl-create" });
    expect(metadata).toMatchObject({ creationTimestamp: "2026-08-22T03:02:00Z", generation: 1 });
    expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(metadata.resourceVersion)).toBe(store.resourceVersion());
  });

  it("moves the generation with the spec and not with labels or status", () => {
    const store = createObjectStore({ now });
    store.create(routes, route([95, 5]));
    const labelled = store.update(routes, route([95, 5], { labels: { team: "pay" } }));
    const reported = store.update(routes, { ...labelled, status: { observedGeneration: 1 } });
    const shifted = store.update(routes, route([80, 20]));
    expect([labelled, reported, shifted].map((object) => object.metadata.generation)).toEqual([1, 1, 2]);
  });

  it("keeps the version when nothing changes", () => {
    const store = createObjectStore({ now });
    const created = store.create(routes, route([95, 5]));
    expect(store.update(routes, route([95, 5]), { manager: "other" })).toBe(created);
  });

  it("refuses an update made from an old version", () => {
    const store = createObjectStore({ now });
    const { resourceVersion } = store.create(routes, route([95, 5])).metadata;
    store.update(routes, route([90, 10]));
    expect(() => store.update(routes, route([80, 20], { resourceVersion }))).toThrow(
      'Operation cannot be fulfilled on virtualservices.networking.istio.io "payment": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it("refuses what exists, and to change what does not", () => {
    const store = createObjectStore({ now });
    store.create(routes, route([100]));
    expect(() => store.create(routes, route([100]))).toThrow("already exists");
    expect(() => store.update(routes, route([100], { name: "ledger" }))).toThrow('"ledger" not found');
    expect(() => store.delete(routes, "shop", "payment")).toThrow("not found");
  });

  it("stores nothing on a dry run", () => {
    const store = createObjectStore({ now });
    const created = store.create(routes, route([95, 5]));
    const changes: ObjectChange[] = [];
    store.subscribe((change) => changes.push(change));
    const next = store.update(routes, route([80, 20]), { dryRun: true });
    store.delete(routes, "payments", "payment", { dryRun: true });
    expect(next.metadata).toMatchObject({ generation: 2, resourceVersion: created.metadata.resourceVersion });
    expect(store.get(routes, "payments", "payment")).toBe(created);
    expect(changes).toEqual([]);
  });

  it("tells who wrote which field last", () => {
    const store = createObjectStore({ now });
    store.create(routes, route([95, 5]), { manager: "argocd-controller" });
    const { metadata } = store.update(routes, route([80, 20]), { manager: "kubectl-edit" });
    expect(metadata.managedFields).toMatchObject([
      { manager: "argocd-controller", fieldsV1: { "f:spec": { "f:hosts": {} } } },
      {
        manager: "kubectl-edit",
        operation: "Update",
        time: "2026-08-22T03:02:00Z",
        fieldsV1: { "f:spec": { "f:http": {} } },
      },
    ]);
    expect(metadata.managedFields?.[0]?.fieldsV1["f:spec"]).not.toHaveProperty("f:http");
  });

  it("tells every change in order, with what was there before", () => {
    const store = createObjectStore({ now });
    const seen: ObjectChange[] = [];
    const stop = store.subscribe((change) => seen.push(change));
    store.create(routes, route([95, 5]));
    store.update(routes, route([80, 20]));
    store.delete(routes, "payments", "payment");
    stop();
    store.create(routes, route([100]));
    expect(seen.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
    expect(seen[1]?.previous).toBe(seen[0]?.object);
    const versions = seen.map(({ resourceVersion }) => resourceVersion);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it("tells changes since a version until they are forgotten", () => {
    const store = createObjectStore({ now, historyLength: 2 });
    const start = store.resourceVersion();
    store.create(routes, route([100, 0]));
    expect(store.changesSince(start)).toMatchObject({ ok: true, changes: [{ type: "ADDED" }] });
    for (let weight = 1; weight < 6; weight += 1) store.update(routes, route([100 - weight, weight]));
    expect(store.changesSince(start)).toMatchObject({ ok: false });
    expect(store.changesSince(store.resourceVersion())).toEqual({ ok: true, changes: [] });
  });

  it("lists one namespace or all, by name", () => {
    const store = createObjectStore({ now });
    for (const [namespace, name] of [
      ["shop", "cart"],
      ["payments", "payment"],
      ["payments", "billing"],
    ] as const) {
      store.create(routes, route([100], { namespace, name }));
    }
    expect(store.list(routes).map(({ metadata }) => metadata.name)).toEqual(["billing", "payment", "cart"]);
    expect(store.list(routes, "shop").map(({ metadata }) => metadata.name)).toEqual(["cart"]);
  });

  it("hands out objects nobody can change", () => {
    const store = createObjectStore({ now });
    const draft = route([95, 5]);
    const created = store.create(routes, draft);
    Object.assign(draft, { spec: "gone" });
    expect(created["spec"]).toMatchObject({ hosts: ["payment"] });
    expect(Object.isFrozen((created["spec"] as { http: unknown[] }).http[0])).toBe(true);
  });
});

describe("object store on disk", () => {
  const dirs: string[] = [];
  const scratch = () => {
    const dir = mkdtempSync(join(tmpdir(), "fyr-objects-"));
    dirs.push(dir);
    return join(dir, "objects.json");
  };
  afterEach(() => {
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  it("comes back with its objects and with versions nobody has seen", async () => {
    const persistTo = scratch();
    const first = createObjectStore({ now, persistTo });
    const created = first.create(routes, route([95, 5]));
    await first.flush();
    const second = createObjectStore({ now, persistTo });
    expect(second.get(routes, "payments", "payment")).toEqual(created);
    expect(second.resourceVersion()).toBeGreaterThan(first.resourceVersion());
    expect(second.changesSince(first.resourceVersion())).toMatchObject({ ok: false });
  });

  it("says which file is broken", () => {
    const persistTo = scratch();
    writeFileSync(persistTo, "{");
    expect(() => createObjectStore({ now, persistTo })).toThrow(`${persistTo} does not hold objects`);
  });
});
