import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { LayeredLayout } from "./box-layout.ts";

/** elkjs in a worker of its own, both fetched when the first layout is asked for. */
export async function startElk(): Promise<LayeredLayout> {
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  const elk = new Elk({ workerFactory: () => new Worker(workerUrl) });
  return { layout: (graph) => elk.layout(graph) };
}
