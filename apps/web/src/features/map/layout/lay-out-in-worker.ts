import type { Point } from "../routes/shapes.ts";
import type { Mesh } from "./lay-out.ts";
import type { LayoutAnswer, LayoutQuestion } from "./layout-question.ts";

/** Centres for all nodes, in a shape of this width by height; rejects when the signal is aborted. */
export type LayOutMesh = (mesh: Mesh, aspect: number, signal: AbortSignal) => Promise<ReadonlyMap<string, Point>>;

/**
 * The worker waits for the next layout when it has done one; only who is given up in the middle ends, for it cannot be
 * stopped otherwise.
 */
export const layOutInWorker: LayOutMesh = async (mesh, aspect, signal) => {
  const worker = waiting ?? startWorker();
  waiting = undefined;
  try {
    const places = await answerOf(worker, { mesh: plain(mesh), aspect }, signal);
    waiting ??= worker;
    return places;
  } finally {
    if (waiting !== worker) worker.terminate();
  }
};

/** Starts it before it is needed: it takes longer to come than a small layout. */
export function warmUpLayout(): void {
  if (waiting !== undefined) return;
  const worker = startWorker();
  waiting = worker;
  // One that could not be fetched would never answer.
  worker.onerror = () => {
    if (waiting === worker) waiting = undefined;
  };
}

let waiting: Worker | undefined;

function startWorker(): Worker {
  return new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module", name: "fyr-layout" });
}

function answerOf(worker: Worker, question: LayoutQuestion, signal: AbortSignal) {
  return new Promise<ReadonlyMap<string, Point>>((resolve, reject) => {
    signal.throwIfAborted();
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
