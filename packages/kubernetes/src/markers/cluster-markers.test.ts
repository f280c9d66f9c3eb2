import type { Marker } from "@fyr/contract";
import { diffJson, type KubernetesObject } from "@fyr/routing";
import { describe, expect, it } from "vitest";
import type { EventFacts } from "../events.ts";
import type { MeshObjects } from "../mesh-objects.ts";
import type { RevisionFacts } from "../revisions.ts";
import { istioObject, noObjects, pod } from "../testing/objects.ts";
import { createClusterTimeline } from "./cluster-markers.ts";

const noLimits = { cpu: {}, memory: {} };
const nowMs = Date.parse("2026-11-20T03:30:00Z");
const labels = (version: string) => ({ app: "cart", version });
const owner = (version: string) => ({ kind: "ReplicaSet", name: `cart-${version}-5d4f6` });
const mesh: MeshObjects = {
  ...noObjects,
  pods: [
    pod("cart-v1-5d4f6-abcde", { labels: labels("v1"), owner: owner("v1") }),
    pod("cart-v2-5d4f6-abcde", { labels: labels("v2"), owner: owner("v2") }),
  ],
  replicaSets: [
    revision("v1", 1, "2026-11-20T01:00:00Z", "cart:1"),
    revision("v2", 1, "2026-11-20T03:00:00Z", "cart:2"),
  ],
  services: [{ namespace: "shop", name: "cart", selector: { app: "cart" }, ports: [] }],
};
const both = [
  { namespace: "shop", name: "cart-v1" },
  { namespace: "shop", name: "cart-v2" },
];

function revision(version: string, number: number, createdAt: string, image: string, more = ""): RevisionFacts {
  const owned = { kind: "Deployment", name: `cart-${version}` };
  return {
    namespace: "shop",
    name: `cart-${version}-5d4f6${more}`,
    owner: owned,
    createdAt,
    revision: number,
    images: [image],
    limits: noLimits,
  };
}

function markersOf(objects: Partial<MeshObjects>): Marker[] {
  return createClusterTimeline({ ...mesh, ...objects })
    .markers([], nowMs)
    .map(({ marker }) => marker);
}

function only(markers: readonly Marker[], kind: Marker["kind"]): Marker[] {
  return markers.filter((marker) => marker.kind === kind);
}

describe("rollouts", () => {
  const wroteV2 = (...writes: { at: string; tool: string }[]) => [
    { kind: "Deployment", namespace: "shop", name: "cart-v2", labels: labels("v2"), writes },
  ];
  const second = revision("v2", 2, "2026-11-20T03:10:00Z", "cart:3", "7");

  it("go from one image to the next, by whoever wrote the Deployment just before", () => {
    const controllers = wroteV2({ at: "2026-11-20T03:09:59Z", tool: "kubectl-set" });
    const rollouts = only(markersOf({ replicaSets: [...mesh.replicaSets, second], controllers }), "rollout");
    expect(rollouts.filter(({ object }) => object.name === "cart-v2")).toMatchObject([
      { at: "2026-11-20T03:00:00Z", to: "cart:2", workloads: [both[1]] },
      { at: "2026-11-20T03:10:00Z", from: "cart:2", to: "cart:3", by: { tool: "kubectl-set" } },
    ]);
    expect(rollouts[1]?.by).toBeUndefined();
  });

  it("go back when an old state has the highest number again", () => {
    const controllers = wroteV2({ at: "2026-11-20T03:20:00Z", tool: "kubectl-rollout" });
    const first = { ...revision("v2", 3, "2026-11-20T03:00:00Z", "cart:2") };
    const rollouts = only(markersOf({ replicaSets: [first, second], controllers }), "rollout");
    expect(rollouts.at(-1)).toMatchObject({ at: "2026-11-20T03:20:00Z", from: "cart:3", to: "cart:2" });
  });

  it("that change no image are told by what containers may use, and what they may use less of", () => {
    const limited = (cpu: string, memory: string) => ({ cpu: { cart: cpu }, memory: { cart: memory } });
    const before = { ...revision("v2", 1, "2026-11-20T03:00:00Z", "cart:2"), limits: limited("1", "512Mi") };
    const after = { ...second, images: ["cart:2"], limits: limited("250m", "1Gi") };
    const rollouts = only(markersOf({ replicaSets: [before, after] }), "rollout");
    expect(rollouts.at(-1)).toMatchObject({
      from: "CPU 1, memory 512Mi",
      to: "CPU 250m, memory 1Gi",
      lowered: ["cpu"],
    });
    const without = only(markersOf({ replicaSets: [before, { ...after, limits: noLimits }] }), "rollout").at(-1);
    expect(without).toMatchObject({ to: "CPU without limit, memory without limit" });
    expect(without).not.toHaveProperty("lowered");
  });

  it("that change neither are told by their numbers", () => {
    const again = { ...second, images: ["cart:2"] };
    const rollouts = only(markersOf({ replicaSets: [...mesh.replicaSets, again] }), "rollout");
    expect(rollouts.at(-1)).toMatchObject({ from: "revision 1", to: "revision 2" });
  });
});

describe("pods", () => {
  it("tell what ended in them, and why", () => {
    const [one] = mesh.pods;
    const ended = { container: "cart", at: "2026-11-20T03:05:00Z", reason: "OOMKilled", exitCode: 137 };
    const unready = { since: "2026-11-20T03:05:00Z", message: "containers with unready status: [cart]" };
    const pods = one === undefined ? [] : [{ ...one, terminations: [ended], unready }];
    expect(only(markersOf({ pods }), "oom-kill")).toMatchObject([
      { message: "cart: OOMKilled, exit code 137", workloads: [both[0]], host: "node-a" },
    ]);
    expect(only(markersOf({ pods }), "pod-unready")).toMatchObject([{ at: "2026-11-20T03:05:00Z" }]);
    const starting = pods.map((each) => ({ ...each, unready: { since: "2026-11-20T03:29:00Z" } }));
    expect(only(markersOf({ pods: starting }), "pod-unready")).toEqual([]);
  });
});

it("names the workloads that run on a node under pressure", () => {
  const troubles = [{ condition: "MemoryPressure", since: "2026-11-20T03:00:00Z" }];
  const nodes = [
    { name: "node-a", addresses: [], troubles },
    { name: "node-b", addresses: [], troubles: [] },
  ];
  expect(only(markersOf({ nodes }), "node-pressure")).toMatchObject([
    { host: "node-a", to: "MemoryPressure", workloads: both },
  ]);
});

describe("edits", () => {
  const written = (object: KubernetesObject, fieldsV1: unknown, subresource?: string): KubernetesObject => ({
    ...object,
    metadata: {
      ...object.metadata,
      creationTimestamp: "2026-11-20T01:00:00Z",
      managedFields: [
        { manager: "helm", time: "2026-11-20T01:00:00Z", fieldsV1: { "f:spec": {} } },
        { manager: "somebody", time: "2026-11-20T03:00:00Z", fieldsV1, ...(subresource && { subresource }) },
      ],
    },
  });
  const rule = istioObject("DestinationRule", "cart", { host: "cart" });

  it("are told by tool and time, of the object's own fields alone", () => {
    const edited = (fieldsV1: unknown, subresource?: string) =>
      markersOf({ destinationRules: [written(rule, fieldsV1, subresource)] }).filter(
        ({ change }) => change !== undefined,
      );
    expect(edited({ "f:spec": { "f:trafficPolicy": {} } })).toMatchObject([
      { change: "created", by: { tool: "helm" } },
      { change: "changed", by: { tool: "somebody" }, services: [{ namespace: "shop", name: "cart" }], workloads: both },
    ]);
    expect(edited({ "f:status": {} })).toHaveLength(1);
    expect(edited({ "f:metadata": { "f:labels": {} } })).toHaveLength(1);
    expect(edited({ "f:spec": {} }, "status")).toHaveLength(1);
  });

  it("made with Fyr name the person and the reason once, from what to what", () => {
    const at = "2026-11-20T03:00:00.400Z";
    const destination = (subset: string) => ({ host: "cart", subset });
    const change = {
      id: "c1",
      rule: { protocol: "http", index: 0 },
      by: "ada",
      at,
      reason: "looks well",
      moves: [
        { index: 0, destination: destination("v1"), from: 95, to: 50 },
        { index: 1, destination: destination("v2"), from: 5, to: 50 },
      ],
    };
    const route = istioObject("VirtualService", "cart", {
      hosts: ["cart"],
      http: [
        {
          route: [
            { destination: destination("v1"), weight: 50 },
            { destination: destination("v2"), weight: 50 },
          ],
        },
      ],
    });
    const fields = [{ manager: "fyr", time: "2026-11-20T03:00:00Z", fieldsV1: { "f:spec": {} } }];
    const metadata = {
      ...route.metadata,
      managedFields: fields,
      annotations: { "fyr.dev/history": JSON.stringify([change]) },
    };
    expect(only(markersOf({ virtualServices: [{ ...route, metadata }] }), "route-edit")).toMatchObject([
      {
        at,
        by: { person: "ada", tool: "fyr" },
        from: "v1 95, v2 5",
        to: "v1 50, v2 50",
        message: "looks well",
        knownFrom: "history",
      },
    ]);
  });

  const cart = { namespace: "shop", name: "cart" };
  const sendingTo = (...hosts: string[]) =>
    istioObject("VirtualService", "cart", {
      hosts: ["cart"],
      http: [
        { route: hosts.map((host) => ({ destination: { host } })), mirror: { host: "shadow.lab.svc.cluster.local" } },
      ],
    });

  it("of a route concern every host it sends to, also what is not there, and what gets a copy", () => {
    const route = written(sendingTo("cart", "cart-next", "api.bank.example"), {});
    const [edit] = only(markersOf({ virtualServices: [route] }), "route-edit");
    expect(edit).toMatchObject({ workloads: both });
    expect(edit?.services).toEqual([
      cart,
      { namespace: "shop", name: "cart-next" },
      { namespace: "shop", name: "api.bank.example" },
      { namespace: "lab", name: "shadow" },
    ]);
  });

  it("of a route concern those it sent to before as well, seen by the watch or made with Fyr", () => {
    const [before, after] = [sendingTo("cart", "cart-old"), sendingTo("cart")];
    const seen = { type: "config", atMs: nowMs, before, after } as const;
    const old = { namespace: "shop", name: "cart-old" };
    const watched = createClusterTimeline(mesh).markers([seen], nowMs);
    expect(watched.find(({ marker }) => marker.kind === "route-edit")?.marker.services).toContainEqual(old);

    const edit = { id: "e1", by: "ada", at: "2026-11-20T03:00:00Z", objects: [], back: diffJson(after, before) };
    const annotations = { "fyr.dev/edits": JSON.stringify([edit]) };
    const route = { ...after, metadata: { ...after.metadata, annotations } };
    const [own] = only(markersOf({ virtualServices: [route] }), "route-edit");
    expect(own).toMatchObject({ by: { person: "ada" } });
    expect(own?.services).toContainEqual(old);
  });

  it.each([
    { of: "a selector", spec: { selector: { matchLabels: { version: "v2" } } }, workloads: [both[1]] },
    { of: "a whole namespace", spec: {}, workloads: both },
    { of: "what it is attached to", spec: { targetRefs: [{ kind: "Service", name: "cart" }] }, workloads: both },
  ])("of a policy concern $of", ({ spec, workloads }) => {
    const policy = { ...istioObject("AuthorizationPolicy", "closed", spec), apiVersion: "security.istio.io/v1" };
    expect(only(markersOf({ otherConfig: [written(policy, {})] }), "policy-edit")[0]).toMatchObject({ workloads });
  });
});

describe("Events", () => {
  const event = (name: string, more: Partial<EventFacts> = {}): EventFacts => ({
    uid: name,
    type: "Warning",
    reason: "Unhealthy",
    message: "Readiness probe failed",
    component: "kubelet",
    about: { kind: "Pod", namespace: "shop", name },
    at: "2026-11-20T03:00:00Z",
    until: "2026-11-20T03:10:00Z",
    count: 3,
    ...more,
  });
  const told = (...events: EventFacts[]) => createClusterTimeline(mesh).ofEvents(events);

  it("of several pods of a workload are one", () => {
    const gone = event("cart-v1-77777-zzzzz", { at: "2026-11-20T02:50:00Z", count: 2 });
    expect(told(event("cart-v1-5d4f6-abcde"), gone, event("other-1"))).toMatchObject([
      { at: "2026-11-20T02:50:00Z", until: "2026-11-20T03:10:00Z", count: 5, workloads: [both[0]] },
      { object: { name: "other-1" }, workloads: [] },
    ]);
  });

  it("of scaling count where no rollout scales, whichever way they are worded", () => {
    const scaled = (message: string, at: string) =>
      event(at, {
        ...{ type: "Normal", reason: "ScalingReplicaSet", message, at, until: at },
        about: { kind: "Deployment", namespace: "shop", name: "cart-v2" },
      });
    const late = "2026-11-20T03:20:00Z";
    expect(told(scaled("Scaled up replica set cart-v2-5d4f6 from 2 to 3", "2026-11-20T03:00:05Z"))).toEqual([]);
    expect(told(scaled("Scaled up replica set cart-v2-5d4f6 from 2 to 3", late))).toMatchObject([
      { from: "2", to: "3" },
    ]);
    expect(told(scaled("Scaled down replica set cart-v2-5d4f6 to 1 from 3", late))).toMatchObject([
      { from: "3", to: "1" },
    ]);
    expect(told(scaled("Scaled up replica set cart-v2-5d4f6 to 4", late))).toMatchObject([{ to: "4" }]);
  });

  it("of the kernel are left out where the pod it killed tells so itself", () => {
    const killed = event("node-a", { reason: "OOMKilling", about: { kind: "Node", name: "node-a" } });
    const ended = { container: "cart", at: "2026-11-20T03:00:02Z", reason: "OOMKilled" };
    const pods = mesh.pods.map((each) => ({ ...each, terminations: [ended] }));
    expect(createClusterTimeline({ ...mesh, pods }).ofEvents([killed])).toEqual([]);
    expect(told(killed)).toMatchObject([{ host: "node-a", workloads: both }]);
  });

  it("that Fyr left tell who removed what is gone", () => {
    const left = event("e", {
      ...{
        type: "Normal",
        component: "fyr",
        reason: "RouteEdited",
        message: "ada deleted VirtualService cart (unused)",
      },
      about: { kind: "VirtualService", namespace: "shop", name: "cart" },
    });
    expect(told(left)).toMatchObject([
      { kind: "route-edit", change: "removed", message: "ada deleted VirtualService cart (unused)" },
    ]);
  });
});
