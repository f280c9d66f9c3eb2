import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { createTolerances } from "@fyr/topology";
import { connectTelemetry } from "./connect-telemetry.ts";
import { createObserver } from "./observer/create-observer.ts";
import { createHistory } from "./observer/source/history.ts";
import { hoursTimes, patientTelemetry } from "./observer/source/patient-telemetry.ts";
import { failureAsData } from "./observer/thread/failure-as-data.ts";
import type { FromThread, LookingSettings } from "./observer/thread/messages.ts";
import { serveObserver } from "./observer/thread/serve-observer.ts";

// The thread beside main.ts that asks Prometheus and builds pictures: the other place that takes the real clock.
const settings = workerData as LookingSettings;
const now = Date.now;
const post = (message: FromThread) => parentPort?.postMessage(message);

// Who waits less than the longest says so himself: given up, a question is taken back.
const asking = connectTelemetry({
  ...settings,
  timeoutMs: hoursTimes * settings.timeoutMs,
  onRequest: (report) => post({ kind: "requested", report }),
});
const telemetry = patientTelemetry(asking, settings.timeoutMs);
const observer = createObserver({
  telemetry,
  history: createHistory(telemetry, now),
  tolerances: createTolerances(settings.health.preset, settings.health.rules),
  now,
  newEpoch: () => randomUUID().slice(0, 8),
  refreshSeconds: settings.refreshSeconds,
  windowSeconds: settings.windowSeconds,
  metrics: {
    ticked: (...args) => post({ kind: "ticked", args }),
    subscribed: (...args) => post({ kind: "subscribed", args }),
  },
  onMishap: (error, doing) => post({ kind: "mishap", failure: failureAsData(error), doing }),
  kubernetes: settings.kubernetes,
});
parentPort?.on("message", serveObserver({ observer, telemetry }, post));
// Looks for half a minute, as for somebody who has left: whoever comes first finds what takes longest the first time done.
observer.current();
