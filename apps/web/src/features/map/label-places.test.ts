import Elk from "elkjs/lib/elk.bundled.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LabelChoice } from "../../view/view-state.ts";
import { titleRects } from "./box-titles.ts";
import { demoTopology } from "./demo-topology.fixture.ts";
import { BADGE_RADIUS, badgePlaces } from "./draw/paint-badges.ts";
import { createElementReader } from "./elements.ts";
import { type PlacedLabel, placeLabels } from "./label-places.ts";
import { layOut } from "./layout/lay-out.ts";
import { placeLineMarks } from "./line-marks.ts";
import type { Scene } from "./placed.ts";
import { pointAlong, type Trace, tracePath } from "./routes/edge-path.ts";
import { indexLines } from "./routes/line-index.ts";
import { contains, grow, overlaps, type Rect, rectAround, rectOf } from "./routes/shapes.ts";
import { emptyScene, placeScene, wholeOf } from "./scene.ts";

const measure = (words: string) => words.length * 6;

async function demoLabels(zoom: number, choice: "smart" | "p99" = "smart") {
  const elements = createElementReader().read(demoTopology(), choice);
  const scene = placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
  return { scene, labels: placeLabels(scene, zoom, measure) };
}

/** Twelve failing edges side by side between two nodes: hardly room for half of their labels. */
function crowd() {
  const [node] = createElementReader().read(demoTopology(), "smart").nodes;
  const [edge] = createElementReader().read(demoTopology(), "smart").edges;
  if (node === undefined || edge === undefined) throw new Error("the fixture is empty");
  const place = (id: string, x: number) => {
    const element = { ...node, id: id as typeof node.id, width: 100, height: 80 };
    return { element, centre: { x, y: 0 }, rect: rectAround({ x, y: 0 }, element) };
  };
  const ends = [place("a", 0), place("b", 260)];
  const edges = Array.from({ length: 12 }, (_, index) => {
    const y = index * 6 - 33;
    const path = { start: { x: 50, y }, controls: [{ x: 130, y }], end: { x: 210, y } };
    const label = { tone: "failing" as const, lines: [`${index === 7 ? 90 : index} % errors`, "p99 1 s"] };
    const failingShare = index === 7 ? 0.9 : index / 100;
    const id = `edge ${index}` as typeof edge.id;
    return { element: { ...edge, id, label, failingShare, requestsPerSecond: 10 }, path, trace: tracePath(path) };
  });
  const lines = new Map(edges.map((each) => [each.element.id, each]));
  const scene = {
    nodes: new Map(ends.map((end) => [end.element.id, end])),
    edges: lines,
    boxes: [],
    lines: indexLines(lines),
  };
  return { labels: placeLabels(scene, 1, measure), worst: "edge 7" };
}

/**
 * What a label hides that it must not, in words. Far out nodes cannot be read and may be hidden; what is not well must
 * be said even where it hides a line, but near by there is room.
 */
function covered(scene: Scene, labels: readonly PlacedLabel[], zoom: number): string[] {
  const size = { width: 2 * BADGE_RADIUS, height: 2 * BADGE_RADIUS };
  const nodes = zoom < 0.5 ? [] : [...scene.nodes.values()];
  const solid: [string, Rect][] = [
    ...scene.boxes.flatMap((box) =>
      titleRects(box, zoom, measure).map((rect) => [box.element.id, rect] as [string, Rect]),
    ),
    ...nodes.map((node): [string, Rect] => [node.element.id, wholeOf(node)]),
    ...nodes.flatMap(({ element, rect }) =>
      badgePlaces(element.badges.length, rect).map((at): [string, Rect] => [
        `badge of ${element.id}`,
        rectAround(at, size),
      ]),
    ),
  ];
  return labels.flatMap(({ edge, label, rect }) => {
    const below = solid.filter(([, other]) => overlaps(rect, other)).map(([name]) => name);
    const lines = [...scene.edges.values()]
      .filter(({ element, trace }) => element.id !== edge && spotsOf(trace).some((point) => contains(rect, point)))
      .map(({ element }) => element.id);
    return [...below, ...(label.tone === "plain" || zoom >= 1 ? lines : [])].map((name) => `${edge} hides ${name}`);
  });
}

/** At even steps from end to end: the points of a straight line may be far apart. */
function spotsOf(trace: Trace) {
  const count = Math.ceil(trace.length / 6);
  return Array.from({ length: count + 1 }, (_, index) => pointAlong(trace, (index / count) * trace.length));
}

describe("labels", () => {
  it.each([0.6, 1, 2])("never stand on a node or on each other at zoom %d", async (zoom) => {
    const { scene, labels } = await demoLabels(zoom, "p99");
    const nodes = [...scene.nodes.values()].map(wholeOf);
    labels.forEach(({ rect }, index) => {
      const others = labels.slice(index + 1).map((other) => other.rect);
      expect([...nodes, ...others].filter((other) => overlaps(rect, other))).toEqual([]);
    });
  });

  it.each([0.2, 0.5, 1])("of what fails keep their size on screen at zoom %d", async (zoom) => {
    const { labels } = await demoLabels(zoom);
    const failing = labels.find(({ label }) => label.tone === "failing");
    if (failing === undefined) throw new Error("the failing edge has no label");
    const onScreen = (failing.rect.bottom - failing.rect.top) * zoom;
    expect(onScreen).toBeCloseTo(failing.glyphOnly ? 18 : 38);
  });

  it.each([0.5, 1])("stay inside the picture at zoom %d", async (zoom) => {
    const { scene, labels } = await demoLabels(zoom, "p99");
    const whole = rectOf([...scene.nodes.values(), ...scene.boxes].map(({ rect }) => rect));
    const { left, top, right, bottom } = grow(whole ?? { left: 0, top: 0, right: 0, bottom: 0 }, 12 / zoom);
    const outside = labels.filter(
      ({ rect, glyphOnly }) =>
        !glyphOnly && (rect.left < left || rect.right > right || rect.top < top || rect.bottom > bottom),
    );
    expect(outside).toEqual([]);
  });

  it("say the worst in full where there is not room for all", () => {
    const { labels, worst } = crowd();
    expect(labels[0]).toMatchObject({ edge: worst, glyphOnly: false, label: { lines: ["90 % errors", "p99 1 s"] } });
    expect(labels).toHaveLength(12);
    expect(labels.filter(({ label, glyphOnly }) => glyphOnly || label.lines.length === 1).length).toBeGreaterThan(0);
  });

  it("stand on no node, badge, line or name of a namespace, however the mesh is laid out", async () => {
    const shapes = [0.7, 1, 1.3, 1.8, 2.4];
    const laidOut = await Promise.all(
      shapes.map((aspect) => layOut(createElementReader().read(demoTopology(), "smart"), aspect, new Elk())),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...laidOut),
        fc.double({ min: 0.25, max: 2.5, noNaN: true }),
        fc.constantFrom<LabelChoice>("smart", "rate", "p99", "success"),
        (places, zoom, choice) => {
          const scene = placeScene(createElementReader().read(demoTopology(), choice), places, emptyScene);
          const labels = placeLabels(scene, zoom, measure, {
            marks: placeLineMarks(scene).map(({ at }) => at),
          });
          expect(covered(scene, labels, zoom)).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  it("of what is not well keep clear of what lies over the map, wherever that is", async () => {
    const { scene, labels } = await demoLabels(1);
    const framed = labels.filter(({ label }) => label.tone !== "plain");
    expect(framed.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.constantFrom(...framed),
        fc.integer({ min: -90, max: 90 }),
        fc.integer({ min: -60, max: 60 }),
        (label, dx, dy) => {
          const at = {
            x: (label.rect.left + label.rect.right) / 2 + dx,
            y: (label.rect.top + label.rect.bottom) / 2 + dy,
          };
          const legend = rectAround(at, { width: 120, height: 120 });
          const shown = rectAround(at, { width: 4000, height: 4000 });
          const later = placeLabels(scene, 1, measure, { before: labels, sight: { shown, covered: [legend] } });
          const under = later.filter(({ rect }) => overlaps(rect, legend));
          expect(under.map(({ edge }) => edge)).toEqual([]);
          expect(later.filter(({ label: { tone } }) => tone !== "plain")).toHaveLength(framed.length);
        },
      ),
      { numRuns: 80, seed: 5 },
    );
  });

  it("of what is not well are written on the part of the line that is seen", async () => {
    const { scene, labels } = await demoLabels(1);
    const failing = labels.find(({ label }) => label.tone === "failing");
    const trace = failing && [...scene.edges.values()].find(({ element }) => element.id === failing.edge)?.trace;
    if (failing === undefined || trace === undefined) throw new Error("the failing edge has no label");
    const end = pointAlong(trace, trace.length * 0.86);
    const shown = rectAround(end, { width: 420, height: 300 });
    const moved = placeLabels(scene, 1, measure, { before: labels, sight: { shown, covered: [] } });
    const rect = moved.find(({ edge }) => edge === failing.edge)?.rect;
    expect(
      rect && contains(shown, { x: rect.left, y: rect.top }) && contains(shown, { x: rect.right, y: rect.bottom }),
    ).toBe(true);
  });

  it("stay where they stood while only their numbers change", async () => {
    const { scene, labels } = await demoLabels(1);
    const wider = (words: string) => measure(words) + 7;
    const centre = ({ rect }: PlacedLabel) => [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
    const later = placeLabels(scene, 1, wider, { before: labels });
    const moved = later.filter((label) => {
      const before = labels.find(({ edge }) => edge === label.edge);
      return before === undefined || String(centre(before)) !== String(centre(label));
    });
    expect(later.length).toBeGreaterThan(0);
    expect(moved).toEqual([]);
    expect(covered(scene, later, 1)).toEqual([]);
  });

  it("of healthy edges go first when one zooms out", async () => {
    const { labels } = await demoLabels(0.4);
    expect(labels.map(({ label }) => label.tone).sort()).toEqual(["degraded", "failing"]);
  });
});
