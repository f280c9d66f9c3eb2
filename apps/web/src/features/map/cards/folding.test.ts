import { describe, expect, it } from "vitest";
import { demoTopology } from "../demo-topology.fixture.ts";
import { allClosed, allOpen, drawable, isAllOpen, opennessOf, withBox } from "./folding.ts";
import { manyMeshes } from "./made-up-mesh.fixture.ts";
import { showing, usualFolding } from "./opened-for.ts";

const small = demoTopology();
const large = manyMeshes(8);
const shop = "demo-north/shop";

describe("a small mesh", () => {
  it("is open as a whole when nobody asked for anything", () => {
    expect(usualFolding(small)).toEqual(allOpen);
  });

  it("has single namespaces folded by hand, and opened again", () => {
    const folded = withBox(allOpen, shop, "closed", small);
    expect(folded).toEqual({ closed: ["shop"] });
    expect(withBox(folded, shop, "open", small)).toEqual(allOpen);
  });
});

describe("a mesh of too many workloads to be open at once", () => {
  const huge = manyMeshes(140);

  it("is not opened as a whole, whoever asks", () => {
    expect(huge.nodes.length).toBeGreaterThan(3000);
    expect(drawable(allOpen, huge)).toBeUndefined();
    expect(drawable({ open: ["payments"] }, huge)).toEqual({ open: ["payments"] });
    expect(drawable(allOpen, large)).toBe(allOpen);
  });

  it("stays a list of open namespaces when the last one is opened by hand", () => {
    const boxes = [
      ...new Set(huge.nodes.flatMap(({ cluster, namespace }) => (namespace ? [`${cluster}/${namespace}`] : []))),
    ];
    const all = boxes.reduce((folding, box) => withBox(folding, box, "open", huge), allClosed);
    expect("open" in all && all.open.length).toBe(boxes.length);
  });
});

describe("a large mesh", () => {
  it("is folded but for the few namespaces with the worst problems, and those are open in part", () => {
    expect(usualFolding(large)).toEqual({ open: [], part: ["payments", "payments-2", "payments-3"] });
  });

  it("shows the whole of what was open in part once it is opened by hand", () => {
    const opened = withBox(usualFolding(large), "demo-north/payments", "open", large);
    expect(opened).toEqual({ open: ["payments"], part: ["payments-2", "payments-3"] });
  });

  it("is open as a whole when its last namespace was opened", () => {
    const names = large.namespaces.map(({ name }) => name);
    const last = withBox({ open: names.slice(1) }, `demo-north/${names[0]}`, "open", large);
    expect(last).toEqual(allOpen);
    expect(isAllOpen(last, large)).toBe(true);
  });
});

describe("what is selected", () => {
  const search = large.nodes.find(({ id }) => id.endsWith("shop/search"))?.id ?? "";

  it("opens its namespace, and no other", () => {
    expect(showing(allClosed, { type: "node", id: search }, large)).toEqual({ open: ["shop"] });
  });

  it("opens nothing where it is drawn already", () => {
    const folding = { open: ["shop"] };
    expect(showing(folding, { type: "node", id: search }, large)).toBe(folding);
  });

  it("opens what is not well in part only, so that little else moves", () => {
    const failing = large.problems[0]?.subject;
    const opened = showing(allClosed, failing, large);
    expect(opennessOf(opened, "demo-north/payments")).not.toBe("open");
  });

  it("leaves a folded namespace folded when that itself is selected", () => {
    expect(showing(allClosed, { type: "namespace", id: "shop" }, large)).toBe(allClosed);
  });
});

it("tells namespaces of one name in two clusters apart", () => {
  const twice = {
    nodes: [...small.nodes, ...small.nodes.map((node) => ({ ...node, cluster: "demo-south" }))],
  };
  const folded = withBox(allOpen, shop, "closed", twice);
  expect(opennessOf(folded, shop)).toBe("closed");
  expect(opennessOf(folded, "demo-south/shop")).toBe("open");
});
