import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { type MeasuredPage, openMeasured } from "./measured-page.ts";

/** What a map shows, to be drawn by cytoscape alone: boxes of one colour and straight lines, no words, no marks. */
export interface Plain {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

const script = join(import.meta.dirname, "../../../apps/web/node_modules/cytoscape/dist/cytoscape.min.js");

/** To compare with: the least that a map in cytoscape can cost on this machine at this moment. */
export async function openBare(browser: Browser, plain: Plain): Promise<MeasuredPage> {
  const measured = await openMeasured(browser, "about:blank");
  const { page } = measured;
  await page.setContent('<div id="map" style="position:absolute;inset:0 0 0 250px"></div>');
  await page.addScriptTag({ path: script });
  await page.evaluate(({ nodes, edges }) => {
    const cytoscape = Reflect.get(window, "cytoscape") as (options: object) => Bare;
    const graph = cytoscape({
      container: document.querySelector("#map"),
      layout: { name: "preset" },
      elements: [
        ...nodes.map(({ id, x, y }) => ({ data: { id }, position: { x, y } })),
        ...edges.map(({ id, source, target }) => ({ data: { id, source, target } })),
      ],
      style: [
        { selector: "node", style: { shape: "round-rectangle", width: 100, height: 34 } },
        { selector: "edge", style: { "curve-style": "straight", "target-arrow-shape": "triangle", width: 1.5 } },
      ],
    });
    graph.fit();
    const viewport = () => ({ ...graph.pan(), zoom: graph.zoom() });
    const counts = () => ({ nodes: nodes.length, edges: edges.length });
    const zoomTo = (level: number) => graph.zoom({ level, renderedPosition: { x: 650, y: 450 } });
    Object.assign(window, { __zoomTo: zoomTo, __map: { ready: () => true, counts, nodes: () => nodes, viewport } });
  }, plain);
  return measured;
}

interface Bare {
  fit(): void;
  pan(): { x: number; y: number };
  zoom(to?: object): number;
}
