import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { isInPicture, shownElsewhere } from "./elsewhere.ts";
import { holderOf, loadGrains, partsOf, pictureAt, viewAt, viewOfPicture } from "./shown-picture.ts";
import { defaultView } from "./url.ts";

function node(name: string, app: string, version: string): TopologyNode {
  return {
    id: `workload/north/shop/${name}` as NodeId,
    kind: "workload",
    cluster: "north",
    namespace: "shop",
    name,
    workload: name,
    app,
    version,
    inbound: {},
    outbound: {},
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
  };
}

function call(source: TopologyNode, target: TopologyNode, status: "healthy" | "failing"): TopologyEdge {
  return {
    id: `${source.id}>${target.id}:http` as EdgeId,
    source: source.id,
    target: target.id,
    protocol: "http",
    reporter: "source",
    requestsPerSecond: 10,
    responses: [],
    destinationServices: [],
    routeRefs: [],
    health: { status, basis: "requests", causes: [] },
    flags: [],
  };
}

const web = node("web", "web", "v1");
const stable = node("pay-v1", "pay", "v1");
const canary = node("pay-v2", "pay", "v2");
const [calm, failing] = [call(web, stable, "healthy"), call(web, canary, "failing")];
const whole = {
  grain: "workload",
  nodes: [stable, canary, web],
  edges: [calm, failing],
  problems: [],
} as unknown as Topology;
const appEdge = "app/north/shop/web>app/north/shop/pay:http";

beforeAll(loadGrains);

describe("a picture at another grain", () => {
  it("is made once of the same picture, and is that itself by workload", () => {
    expect(pictureAt(whole, { grain: "app" })).toBe(pictureAt(whole, { grain: "app" }));
    expect(pictureAt(whole, { grain: "workload" })).toBe(whole);
    expect(pictureAt(whole, { grain: "app" }).edges.map(({ id }) => id)).toEqual([appEdge]);
  });

  it("tells what is in it, the worst first, and what holds a workload or a call", () => {
    const picture = pictureAt(whole, { grain: "app" });
    expect(partsOf(picture, appEdge).map(({ id }) => id)).toEqual([failing.id, calm.id]);
    expect(partsOf(whole, failing.id)).toEqual([]);
    expect(holderOf(picture, calm.id)).toBe(appEdge);
    expect(holderOf(picture, canary.id)).toBe("app/north/shop/pay");
  });

  it("shows what is selected and in focus by what holds it", () => {
    const view = {
      ...defaultView,
      grain: "app",
      selection: { type: "edge", id: failing.id },
      focus: { around: canary.id, depth: "1" },
    } as const;
    expect(viewOfPicture(view, pictureAt(whole, view))).toMatchObject({
      selection: { type: "edge", id: appEdge },
      focus: { around: "app/north/shop/pay" },
    });
    expect(viewOfPicture(view, whole)).toBe(view);
  });

  it("leads from one grain to another by the part that is worst", () => {
    const view = { ...defaultView, grain: "app", selection: { type: "edge", id: appEdge } } as const;
    const next = viewAt(view, whole, { grain: "versionedApp" });
    expect(next).toMatchObject({ grain: "versionedApp", selection: { id: failing.id } });
    expect(viewOfPicture(next, pictureAt(whole, next)).selection?.id).toBe(
      "app/north/shop/web/v1>app/north/shop/pay/v2:http",
    );
  });
});

describe("what another grain calls by a name", () => {
  const edge = (id: string) => ({ type: "edge", id }) as const;

  it("is shown at that grain, where several parts of it are on screen", () => {
    const [atWorkloads, atVersions] = [whole, pictureAt(whole, { grain: "versionedApp" })];
    const wanted = { grain: "app", serviceNodes: undefined, selection: edge(appEdge), viewport: undefined };
    expect(shownElsewhere(edge(appEdge), atWorkloads, { grain: "workload" })).toEqual(wanted);
    expect(shownElsewhere(edge(appEdge), atVersions, { grain: "versionedApp" })).toEqual(wanted);
  });

  it("is what holds it here, where that is one", () => {
    const version = "app/north/shop/web/v1>app/north/shop/pay/v2:http";
    expect(shownElsewhere(edge(version), whole, { grain: "workload" })).toEqual({ selection: edge(failing.id) });
    const apps = pictureAt(whole, { grain: "app" });
    expect(shownElsewhere(edge(version), apps, { grain: "app" })).toEqual({ selection: edge(appEdge) });
    const app = { type: "node", id: "app/north/shop/web" } as const;
    expect(shownElsewhere(app, whole, { grain: "workload" })?.selection?.id).toBe(web.id);
  });

  it("is nowhere where it is gone", () => {
    expect(
      shownElsewhere(edge("app/north/shop/a>app/north/shop/b:http"), whole, { grain: "workload" }),
    ).toBeUndefined();
  });

  it("may be a line, which is in every picture that has its calls", () => {
    const line = edge(`${web.id}>${canary.id}:all`);
    expect([isInPicture(line, whole), isInPicture(edge(`${canary.id}>${web.id}:all`), whole)]).toEqual([true, false]);
  });
});
