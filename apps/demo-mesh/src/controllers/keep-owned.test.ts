import { describe, expect, it } from "vitest";
import { RESOURCES } from "../traffic/cluster-view.ts";
import { createOwnedKeeper } from "./keep-owned.ts";
import { seededStore } from "./seeded-store.ts";

const { virtualServices, applications, kustomizations, canaries } = RESOURCES;
const elsewhere = (host: string) => ({ http: [{ route: [{ destination: { host } }] }] });

function owned() {
  const { store, seeds, found, edit } = seededStore();
  const keep = createOwnedKeeper(store, seeds);
  keep(0);
  const managers = (namespace: string, name: string) =>
    (found(virtualServices, namespace, name).metadata.managedFields ?? [])
      .filter(({ fieldsV1 }) => "f:spec" in fieldsV1)
      .map(({ manager }) => manager);
  return { store, found, edit, keep, managers };
}

describe("a route that a tool drives", () => {
  it.each([
    { tool: "argocd-controller", namespace: "shop", name: "pricing" },
    { tool: "flagger", namespace: "shop", name: "ads" },
    { tool: "rollouts-controller", namespace: "shop", name: "fx-rates" },
  ])("is put back by $tool within seconds", ({ tool, namespace, name }) => {
    const { found, edit, keep, managers } = owned();
    const before = found(virtualServices, namespace, name);
    const edited = edit(virtualServices, namespace, name, elsewhere(name));
    keep(1000);
    keep(1500);
    keep(5000);
    const after = found(virtualServices, namespace, name);
    expect(after["spec"]).toEqual(before["spec"]);
    expect(after.metadata.generation).toBe((edited.metadata.generation ?? 0) + 1);
    expect(managers(namespace, name)).toContain(tool);
  });

  it("stays as people set it until the tool notices", () => {
    const { found, edit, keep } = owned();
    const edited = edit(virtualServices, "shop", "pricing", elsewhere("pricing"));
    keep(1000);
    keep(2000);
    expect(found(virtualServices, "shop", "pricing")["spec"]).toEqual(edited["spec"]);
  });

  it("keeps the annotations of others", () => {
    const { store, found, edit, keep } = owned();
    const edited = edit(virtualServices, "shop", "pricing", elsewhere("pricing"));
    const annotations = { ...edited.metadata.annotations, note: "why" };
    store.update(virtualServices, { ...edited, metadata: { ...edited.metadata, annotations } });
    keep(1000);
    keep(9000);
    expect(found(virtualServices, "shop", "pricing").metadata.annotations).toMatchObject({ note: "why" });
  });

  it("comes back when it is deleted", () => {
    const { store, keep } = owned();
    store.delete(virtualServices, "shop", "pricing");
    keep(1000);
    keep(5000);
    expect(store.get(virtualServices, "shop", "pricing")?.metadata.annotations).toHaveProperty([
      "argocd.argoproj.io/tracking-id",
    ]);
  });

  it("comes back as its owner's", () => {
    const { store, found, keep } = owned();
    const { uid } = found(canaries, "shop", "ads").metadata;
    store.delete(virtualServices, "shop", "ads");
    keep(1000);
    keep(5000);
    expect(found(virtualServices, "shop", "ads").metadata.ownerReferences).toMatchObject([{ kind: "Canary", uid }]);
  });
});

describe("a tool that is told to leave a route alone", () => {
  it.each([
    { resource: applications, at: ["argocd", "shop"], spec: { syncPolicy: {} }, route: ["shop", "pricing"] },
    { resource: canaries, at: ["shop", "ads"], spec: { suspend: true }, route: ["shop", "ads"] },
    { resource: kustomizations, at: ["flux-system", "ratings"], spec: { suspend: true }, route: ["shop", "ratings"] },
  ] as const)("does: $resource.plural", ({ resource, at: [space, owner], spec, route: [namespace, name] }) => {
    const { found, edit, keep } = owned();
    edit(resource, space, owner, spec);
    const edited = edit(virtualServices, namespace, name, elsewhere(name));
    for (const seconds of [1, 10, 100, 1000]) keep(seconds * 1000);
    expect(found(virtualServices, namespace, name)["spec"]).toEqual(edited["spec"]);
  });
});

describe("Flux", () => {
  it("looks once in its interval, and not when something changes", () => {
    const { found, edit, keep } = owned();
    const before = found(virtualServices, "shop", "ratings")["spec"];
    const { spec } = edit(virtualServices, "shop", "ratings", elsewhere("ratings")) as { spec?: unknown };
    keep(30_000);
    expect(found(virtualServices, "shop", "ratings")["spec"]).toEqual(spec);
    keep(60_000);
    expect(found(virtualServices, "shop", "ratings")["spec"]).toEqual(before);
  });
});

describe("an Argo CD Application", () => {
  const sync = ({ found }: ReturnType<typeof owned>, name: string) =>
    (found(applications, "argocd", name)["status"] as { sync: { status: string } }).sync.status;

  it("without self-heal says OutOfSync and changes nothing", () => {
    const mesh = owned();
    const edited = mesh.edit(virtualServices, "checkout", "checkout", elsewhere("checkout"));
    mesh.keep(1000);
    mesh.keep(60_000);
    expect(sync(mesh, "checkout")).toBe("OutOfSync");
    expect(mesh.found(virtualServices, "checkout", "checkout")["spec"]).toEqual(edited["spec"]);
  });

  const leavesWeights = (more: object = {}) => ({
    ignoreDifferences: [
      {
        group: "networking.istio.io",
        kind: "VirtualService",
        jqPathExpressions: [".spec.http[].route[].weight"],
      },
    ],
    syncPolicy: { automated: { selfHeal: true }, ...more },
  });
  const respected = { syncOptions: ["RespectIgnoreDifferences=true"] };
  /** The rules of `pricing` with these weights, and a timeout where one is named. */
  function pricingRules(mesh: ReturnType<typeof owned>, weights: readonly number[], timeout?: string) {
    const { http } = mesh.found(virtualServices, "shop", "pricing")["spec"] as { http: { route: object[] }[] };
    return http.map((rule) => ({
      ...rule,
      ...(timeout !== undefined && { timeout }),
      route: rule.route.map((entry, place) => ({ ...entry, weight: weights[place] })),
    }));
  }
  const pricing = (mesh: ReturnType<typeof owned>) => mesh.found(virtualServices, "shop", "pricing")["spec"];

  it("leaves weights it ignores as people set them, and still is in sync", () => {
    const mesh = owned();
    mesh.edit(applications, "argocd", "shop", leavesWeights());
    const { spec } = mesh.edit(virtualServices, "shop", "pricing", { http: pricingRules(mesh, [60, 40]) }) as {
      spec?: unknown;
    };
    for (const seconds of [1, 10, 100]) mesh.keep(seconds * 1000);
    expect(pricing(mesh)).toEqual(spec);
    expect(sync(mesh, "shop")).toBe("Synced");
  });

  it.each([
    { syncs: "overwrites what it ignores", more: {}, weights: [90, 10] },
    { syncs: "leaves what it ignores where it is told to", more: respected, weights: [60, 40] },
  ])("that puts something else back $syncs", ({ more, weights }) => {
    const mesh = owned();
    mesh.edit(applications, "argocd", "shop", leavesWeights(more));
    const wanted = pricingRules(mesh, weights);
    mesh.edit(virtualServices, "shop", "pricing", { http: pricingRules(mesh, [60, 40], "9s") });
    mesh.keep(1000);
    mesh.keep(9000);
    expect(pricing(mesh)).toMatchObject({ http: wanted });
    expect(JSON.stringify(pricing(mesh))).not.toContain("9s");
  });

  it("with self-heal is in sync again soon", () => {
    const mesh = owned();
    mesh.edit(virtualServices, "shop", "pricing", elsewhere("pricing"));
    mesh.keep(1000);
    expect(sync(mesh, "shop")).toBe("OutOfSync");
    mesh.keep(5000);
    mesh.keep(5500);
    expect(sync(mesh, "shop")).toBe("Synced");
  });
});

it("nobody touches what nobody owns", () => {
  const { found, edit, keep } = owned();
  const edited = edit(virtualServices, "payments", "payment", elsewhere("payment"));
  for (const seconds of [1, 10, 100, 1000]) keep(seconds * 1000);
  expect(found(virtualServices, "payments", "payment")).toBe(edited);
});
