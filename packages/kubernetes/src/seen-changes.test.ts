import { expect, it } from "vitest";
import { createKeptObjects } from "./kept-objects.ts";
import { createSeenChanges } from "./seen-changes.ts";
import { istioObject, pod } from "./testing/objects.ts";

const rule = (host: string, version: string) => {
  const object = istioObject("DestinationRule", "cart", { host });
  return { ...object, metadata: { ...object.metadata, resourceVersion: version } };
};

it("remembers what came, changed and went after the first list, and what another list tells of a gap", () => {
  const seen = createSeenChanges(() => 7);
  const objects = createKeptObjects(
    (object) => object,
    (before, after) => seen.note("destinationRules", before, after),
  );
  objects.replaceAll([rule("a", "1")]);
  expect(seen.list()).toEqual([]);
  objects.set(rule("b", "2"));
  objects.replaceAll([]);
  objects.replaceAll([rule("c", "9")]);
  objects.remove(rule("c", "9"));
  const hosts = seen
    .list()
    .map((change) => (change.type === "config" ? [change.before?.spec?.["host"], change.after?.spec?.["host"]] : []));
  expect(hosts).toEqual([
    ["a", "b"],
    ["b", undefined],
    [undefined, "c"],
    ["c", undefined],
  ]);
});

it("remembers no write that changed nothing of what an object says", () => {
  const seen = createSeenChanges(() => 7);
  seen.note("destinationRules", rule("a", "1"), rule("a", "2"));
  const one = pod("cart-1");
  seen.note("pods", one, { ...one, ready: false });
  seen.note("services", rule("a", "1"), undefined);
  expect(seen.list()).toEqual([]);
});

it("remembers each end of a container once, and how many pods a workload was given", () => {
  const seen = createSeenChanges(() => 7);
  const ended = { ...pod("cart-1"), terminations: [{ container: "cart", at: "2026-11-20T03:00:00Z" }] };
  seen.note("pods", pod("cart-1"), ended);
  seen.note("pods", ended, { ...ended, ready: false });
  const sized = (replicas: number) => ({ kind: "Deployment", namespace: "shop", name: "cart", labels: {}, replicas });
  seen.note("deployments", sized(2), sized(2));
  seen.note("deployments", sized(2), sized(5));
  expect(seen.list().map(({ type }) => type)).toEqual(["ended", "scaled"]);
});

it("forgets the oldest of very many", () => {
  let clock = 0;
  const seen = createSeenChanges(() => clock++);
  for (let place = 0; place < 600; place++) seen.note("destinationRules", rule("a", "1"), rule("b", "2"));
  expect(seen.list().length).toBeLessThanOrEqual(500);
  expect(seen.list().at(-1)?.atMs).toBe(599);
});
