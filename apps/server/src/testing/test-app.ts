import type { Inventory, Tolerances } from "@fyr/topology";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { type AppDeps, buildApp } from "../app.ts";
import { createObserver } from "../observer/create-observer.ts";
import type { Observer } from "../observer/observer.ts";
import { createHistory } from "../observer/source/history.ts";
import type { LookingTelemetry } from "../observer/source/telemetry.ts";
import { createMetrics } from "../plugins/metrics.ts";
import { createTimeline, type TimelineDeps } from "../timeline/create-timeline.ts";
import { createMetricHappenings } from "../timeline/metric-happenings.ts";
import { fakeTelemetry } from "./fake-telemetry.ts";

interface TestParts {
  readonly telemetry?: LookingTelemetry;
  readonly inventory?: Inventory;
  readonly tolerances?: Tolerances;
  readonly cluster?: AppDeps["cluster"];
  readonly timelineCluster?: TimelineDeps["cluster"];
  readonly web?: string;
  readonly allowedHosts?: readonly string[];
  readonly readOnly?: boolean;
  readonly signIn?: AppDeps["signIn"];
  readonly changes?: AppDeps["changes"];
  readonly edits?: AppDeps["edits"];
  readonly tracing?: AppDeps["tracing"];
  readonly refreshSeconds?: number;
}

/** The whole HTTP side over make-believe measurements. Close it. */
export async function testApp(parts: TestParts = {}): Promise<FastifyInstance & { observer: Observer }> {
  const telemetry = parts.telemetry ?? fakeTelemetry();
  const metrics = createMetrics();
  const history = createHistory(telemetry, Date.now);
  const settings = {
    host: "127.0.0.1",
    allowedHosts: parts.allowedHosts ?? [],
    readOnly: parts.readOnly ?? false,
    refreshSeconds: parts.refreshSeconds ?? 5,
    windowSeconds: 60,
    web: parts.web ?? "/nowhere",
  };
  const observer = createObserver({
    ...settings,
    telemetry,
    history,
    metrics,
    now: Date.now,
    newEpoch: () => "e",
    onMishap: () => undefined,
    ...(parts.tolerances === undefined ? {} : { tolerances: parts.tolerances }),
    kubernetes: { name: "kubernetes", status: "off" },
  });
  if (parts.inventory !== undefined) observer.setInventory(parts.inventory);
  const app = await buildApp({
    observer,
    telemetry,
    history,
    metrics,
    timeline: createTimeline({
      ...(parts.timelineCluster === undefined ? {} : { cluster: parts.timelineCluster }),
      happenings: createMetricHappenings(telemetry, history),
      now: Date.now,
    }),
    ...(parts.cluster === undefined ? {} : { cluster: parts.cluster }),
    ...(parts.signIn === undefined ? {} : { signIn: parts.signIn }),
    ...(parts.changes === undefined ? {} : { changes: parts.changes }),
    ...(parts.edits === undefined ? {} : { edits: parts.edits }),
    ...(parts.tracing === undefined ? {} : { tracing: parts.tracing }),
    logger: pino({ level: "silent" }),
    now: Date.now,
    version: "0.0.0",
    settings,
  });
  return Object.assign(app, { observer });
}
