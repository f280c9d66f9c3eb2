import { Worker } from "node:worker_threads";
import type { FromThread, LookingSettings, ToThread } from "./observer/thread/messages.ts";
import type { LookingThread, ThreadEars } from "./observer/thread/thread-line.ts";

/** A look makes much garbage and keeps little: a small room for what is new keeps the process small, too. */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

/** Starts the thread that looks at the mesh. */
export function startLooking(settings: LookingSettings, { onMessage, onDeath }: ThreadEars): LookingThread {
  const worker = new Worker(new URL("./looking-thread.ts", import.meta.url), {
    workerData: settings,
    name: "looking",
    resourceLimits,
  });
  let fault: unknown;
  worker.on("message", (message: FromThread) => onMessage(message));
  worker.on("error", (error) => {
    fault = error;
  });
  worker.on("exit", (code) => onDeath(fault ?? new Error(`The looking thread ended with code ${code}.`)));
  return {
    post: (message: ToThread) => worker.postMessage(message),
    end: () => void worker.terminate(),
  };
}
