import Elk from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import { layOut } from "./lay-out.ts";
import type { LayoutAnswer, LayoutQuestion } from "./layout-question.ts";

// Lays out meshes, away from the page. elkjs brings a worker of its own, which ends with this one.
const elk = new Elk({ workerFactory: () => new Worker(workerUrl) });

self.addEventListener("message", ({ data }: MessageEvent<LayoutQuestion>) => {
  const answer = (message: LayoutAnswer) => self.postMessage(message);
  layOut(data.mesh, data.aspect, elk).then(
    (places) => answer({ places }),
    (error: unknown) => answer({ problem: String(error) }),
  );
});
