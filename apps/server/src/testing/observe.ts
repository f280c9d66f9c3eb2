import { createObserver } from "../observer/create-observer.ts";
import type { Observer, ObserverEvent } from "../observer/observer.ts";
import { createHistory } from "../observer/source/history.ts";
import { patientTelemetry } from "../observer/source/patient-telemetry.ts";
import type { LookingTelemetry } from "../observer/source/telemetry.ts";

/** An observer that refreshes every 5 s, in windows of 60 s, by the clock of the test. Close it. */
export function observe(telemetry: LookingTelemetry): Observer {
  const patient = patientTelemetry(telemetry, 10_000);
  return createObserver({
    telemetry: patient,
    history: createHistory(patient, Date.now),
    now: Date.now,
    newEpoch: () => "e",
    onMishap: () => undefined,
    refreshSeconds: 5,
    windowSeconds: 60,
    metrics: { ticked: () => undefined, subscribed: () => undefined },
    kubernetes: { name: "kubernetes", status: "off" },
  });
}

/** A viewer who remembers what was sent. */
export function watch(observer: Observer, subscription?: Parameters<Observer["subscribe"]>[1]) {
  const events: ObserverEvent[] = [];
  const leave = observer.subscribe((event) => events.push(event), subscription);
  return { events, leave, names: () => events.map(({ event }) => event) };
}
