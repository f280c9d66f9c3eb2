#!/usr/bin/env node
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { type Cluster, connectCluster } from "@fyr/kubernetes";
import type { HealthRule } from "@fyr/topology";
import pino from "pino";
import manifest from "../package.json" with { type: "json" };
import { announcePrometheus } from "./announce-prometheus.ts";
import { buildApp } from "./app.ts";
import { createComparisons } from "./changes/comparisons.ts";
import { createChanges } from "./changes/create-changes.ts";
import { createEdits } from "./changes/edits/create-edits.ts";
import { type Config, readConfig } from "./config.ts";
import { insecureSentence } from "./connect-telemetry.ts";
import { connectTracing } from "./connect-tracing.ts";
import { type HealthRulesRead, readHealthRules } from "./health/read-health-rules.ts";
import { ListenError, listenAt } from "./listen.ts";
import { createHistory } from "./observer/source/history.ts";
import type { LookingSettings } from "./observer/thread/messages.ts";
import { createRemoteObserver, type RemoteObserverDeps } from "./observer/thread/remote-observer.ts";
import { createMetrics } from "./plugins/metrics.ts";
import { createSessionSeal } from "./sessions/session-seal.ts";
import type { SignIn } from "./sign-in-config.ts";
import { startLooking } from "./start-looking.ts";
import { createTimeline } from "./timeline/create-timeline.ts";
import { createMetricHappenings } from "./timeline/metric-happenings.ts";

// A look makes much garbage and keeps little. V8 would clear away what is old when there is four times as much as it kept
// the last time; a bound of its memory would have the same effect, and end the process where a mesh is larger.
setFlagsFromString("--heap-growing-percent=50");

const now = Date.now;
const lookAtGuardsMs = 2_000;
const builtWeb = fileURLToPath(new URL("../../web/dist", import.meta.url));

const config = readConfig(process.argv.slice(2), process.env, (file) => readFileSync(file, "utf8"));
switch (config.kind) {
  case "help":
    process.stdout.write(config.text);
    break;
  case "faults":
    refuse(config.faults);
    break;
  case "config": {
    const { rules, faults } = readHealthFile(config.config.health.file);
    if (faults.length > 0) refuse(faults);
    else await start(config.config, rules);
    break;
  }
}

function refuse(faults: readonly string[]): void {
  process.stderr.write(`Fyr cannot start:\n${faults.map((fault) => `  ${fault}`).join("\n")}\n`);
  process.exitCode = 2;
}

function readHealthFile(file: string | undefined): HealthRulesRead {
  if (file === undefined) return { rules: [], faults: [] };
  try {
    return readHealthRules(readFileSync(file, "utf8"), file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { rules: [], faults: [`--health-config cannot be read: ${why}.`] };
  }
}

async function start(settings: Config, healthRules: readonly HealthRule[]): Promise<void> {
  const stop = new AbortController();
  const { app, telemetry } = await buildFyr(settings, healthRules, stop.signal);
  const end = () => {
    stop.abort();
    void app.close();
  };
  // Who started Fyr may stop reading what it says.
  process.stdout.on("error", () => undefined);
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  try {
    const address = await listenAt((at) => app.listen(at), settings);
    const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
    say(`Fyr is at ${address}`);
    if (settings.prometheus.tls?.insecure) process.stderr.write(`WARNING: ${insecureSentence}\n`);
    void announcePrometheus({ telemetry, now, say, wait, signal: stop.signal });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    end();
  }
}

/** Builds the real things and joins them. `signal` ends the watching of the cluster. */
async function buildFyr(settings: Config, healthRules: readonly HealthRule[], signal: AbortSignal) {
  const logger = pino({ level: settings.logLevel }, pino.destination(2));
  const onMishap = (error: unknown, doing: string) => logger.error(error, doing);
  const metrics = createMetrics();
  const cluster = settings.cluster.connect ? await connectCluster({ ...settings.cluster, now }) : undefined;
  const { observer, telemetry } = lookInThread(settings, healthRules, {
    metrics,
    onRequest: metrics.asked,
    onMishap,
    kubernetes: { name: "kubernetes", status: cluster === undefined ? "off" : "error" },
  });
  cluster?.watchInventory({ onInventory: observer.setInventory, onState: observer.setKubernetesState, signal });
  const lease = cluster && guardsLease(cluster, settings);
  const changing = cluster && { cluster, telemetry, observer, now, wait, newId: randomUUID, onMishap };
  const changes = changing && lease && createChanges({ ...changing, leaseNamespace: lease.namespace });
  const edits = changing && createEdits(changing);
  const jobs = edits === undefined ? [] : [edits.endJob];
  // A Fyr that only shows leaves guards to one that may write.
  const loop = settings.readOnly
    ? undefined
    : lease && changes?.guarding.lookAfter({ lease, wait, everyMs: lookAtGuardsMs, jobs });
  const history = createHistory(telemetry, now);
  const comparisons = cluster && createComparisons({ cluster, telemetry, history });
  const happenings = createMetricHappenings(telemetry, history);
  const timeline = createTimeline({ ...(cluster && { cluster }), happenings, now });
  const app = await buildApp({
    observer,
    telemetry,
    history,
    ...(cluster && { cluster, objects: cluster }),
    ...(cluster && settings.signIn.kind === "token" && { signIn: { cluster, seal: sealOf(settings.signIn) } }),
    timeline,
    ...(changes && { changes }),
    ...(comparisons && { comparisons }),
    ...(settings.tracing && { tracing: connectTracing(settings.tracing) }),
    ...(loop && { leaseLoop: loop }),
    ...(edits && { edits }),
    metrics,
    logger,
    now,
    version: manifest.version,
    settings: { ...settings, web: settings.web ?? builtWeb },
  });
  return { app, telemetry };
}

function sealOf({ secret = randomBytes(32).toString("base64url") }: Extract<SignIn, { kind: "token" }>) {
  return createSessionSeal(secret);
}

/** In a cluster a pod has its name for itself, also when it begins anew. */
function guardsLease(cluster: Cluster, { cluster: how, guards: { namespace, leaseSeconds } }: Config) {
  const isPod = how.connect && how.inCluster;
  return cluster.lease({
    name: "fyr-guards",
    identity: isPod ? hostname() : `${hostname()}_${randomUUID()}`,
    durationSeconds: leaseSeconds,
    ...(namespace !== undefined && { namespace }),
  });
}

function lookInThread(
  { prometheus, refreshSeconds, windowSeconds, health }: Config,
  rules: readonly HealthRule[],
  deps: Omit<RemoteObserverDeps, "start" | "restMs">,
) {
  const looking: LookingSettings = {
    prometheus,
    timeoutMs: Math.max(10, 2 * refreshSeconds) * 1000,
    refreshSeconds,
    windowSeconds,
    health: { preset: health.preset, rules },
    kubernetes: deps.kubernetes,
  };
  return createRemoteObserver({ ...deps, start: (ears) => startLooking(looking, ears), restMs: 1000 });
}

/** Ends early, and without a fault, when the signal is aborted. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
