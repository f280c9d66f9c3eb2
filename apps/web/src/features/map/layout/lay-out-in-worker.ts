import type { Point } from "../routes/shapes.ts";
import type { Mesh } from "./lay-out.ts";
import type { LayoutAnswer, LayoutQuestion } from "./layout-question.ts";

/** Centres for all nodes, in a shape of this width by height; rejects when the signal is aborted. */
export type LayOutMesh = (mesh: Mesh, aspect: number, signal: AbortSignal) => Promise<ReadonlyMap<string, Point>>;

/** Every layout has a worker for itself, fetched when the first is asked for, so that one given up costs no more. */
export const layOutInWorker: LayOutMesh = async (mesh, aspect, signal) => {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module", name: "fyr-layout" });
  try {
    return await answerOf(worker, { mesh: plain(mesh), aspect }, signal);
  } finally {
    worker.terminate();
  }
};

function answerOf(worker: Worker, question: LayoutQuestion, signal: AbortSignal) {
  return new Promise<ReadonlyMap<string, Point>>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if ("places" in data) resolve(data.places);
      else reject(new Error(data.problem));
    };
    worker.postMessage(question);
  });
}

/** Only what the layout needs goes over. */
function plain({ nodes, edges }: Mesh): Mesh {
  return {
    nodes: nodes.map(({ id, width, height, box }) => ({ id, width, height, ...(box === undefined ? {} : { box }) })),
    edges: edges.map(({ source, target }) => ({ source, target })),
  };
}
