import compress from "@fastify/compress";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { Cluster } from "@fyr/kubernetes";
import type { Tracing } from "@fyr/tracing";
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { callTreeApi } from "./api/call-tree.ts";
import { capabilitiesApi } from "./api/capabilities.ts";
import { comparisonsApi } from "./api/comparisons.ts";
import { detailsApi } from "./api/details.ts";
import { differencesApi } from "./api/differences.ts";
import { exemplarsApi } from "./api/exemplars.ts";
import { guardsApi } from "./api/guards.ts";
import { healthApi } from "./api/health.ts";
import { heatmapApi } from "./api/heatmap.ts";
import { investigationApi } from "./api/investigation.ts";
import { logsApi } from "./api/logs.ts";
import { meApi } from "./api/me.ts";
import { objectChangesApi } from "./api/object-changes.ts";
import { objectPlansApi } from "./api/object-plans.ts";
import { objectsApi } from "./api/objects.ts";
import { podsApi } from "./api/pods.ts";
import { replayApi } from "./api/replay.ts";
import { routeChangesApi } from "./api/route-changes.ts";
import { routePlansApi } from "./api/route-plans.ts";
import { seriesApi } from "./api/series.ts";
import { sessionApi } from "./api/session.ts";
import { shiftsApi } from "./api/shifts.ts";
import { sparklinesApi } from "./api/sparklines.ts";
import { timelineApi } from "./api/timeline.ts";
import { topologyApi } from "./api/topology.ts";
import { topologyStreamApi } from "./api/topology-stream.ts";
import { tracesApi } from "./api/traces.ts";
import { trafficRoutesApi } from "./api/traffic-routes.ts";
import type { Comparisons } from "./changes/comparisons.ts";
import type { Changes } from "./changes/create-changes.ts";
import type { Edits } from "./changes/edits/create-edits.ts";
import type { LeaseLoop } from "./changes/guards/lease-loop.ts";
import type { AnyObserver } from "./observer/any-observer.ts";
import type { History } from "./observer/source/history.ts";
import type { Telemetry } from "./observer/source/telemetry.ts";
import { callers } from "./plugins/callers.ts";
import { closing } from "./plugins/closing.ts";
import { errors, sendProblem } from "./plugins/errors.ts";
import { hostGuard } from "./plugins/host-guard.ts";
import { jsonOnly } from "./plugins/json-only.ts";
import { type Metrics, metricsPlugin } from "./plugins/metrics.ts";
import { openapi } from "./plugins/openapi.ts";
import { rateLimits } from "./plugins/rate-limits.ts";
import { readOnly } from "./plugins/read-only.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { serializerCompiler } from "./plugins/serialization.ts";
import { signedInCallers } from "./plugins/signed-in-callers.ts";
import { refuseUnreadable } from "./plugins/unreadable.ts";
import { validatorCompiler } from "./plugins/validation.ts";
import { web } from "./plugins/web.ts";
import type { SessionSeal } from "./sessions/session-seal.ts";
import type { MeshTimeline } from "./timeline/create-timeline.ts";

/** What the HTTP side of Fyr is made of. */
export interface AppDeps {
  readonly observer: AnyObserver;
  readonly telemetry: Telemetry;
  readonly history: History;
  /** Absent with --no-cluster. */
  readonly cluster?: Pick<Cluster, "name" | "own">;
  /** What is watched of it. Absent with --no-cluster. */
  readonly objects?: Pick<Cluster, "objects">;
  /** Where people sign in: the cluster says who they are. */
  readonly signIn?: { readonly cluster: Pick<Cluster, "as">; readonly seal: SessionSeal };
  readonly timeline: MeshTimeline;
  readonly changes?: Changes;
  readonly comparisons?: Comparisons;
  /** What is done for all replicas while this one holds the Lease. */
  readonly leaseLoop?: Pick<LeaseLoop, "close">;
  readonly edits?: Edits;
  readonly tracing?: Tracing;
  readonly metrics: Metrics;
  readonly logger: FastifyBaseLogger;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly version: string;
  readonly settings: {
    readonly host: string;
    readonly allowedHosts: readonly string[];
    readonly readOnly: boolean;
    readonly refreshSeconds: number;
    readonly windowSeconds: number;
    readonly grafana?: string;
    /** The built web files. */
    readonly web: string;
  };
}

/** Edits of whole objects apart, the largest request is a plan of 64 weights. */
const bodyLimitBytes = 64 * 1024;
/** A snapshot of 5,000 workloads has some megabytes. */
const streamLimitBytes = 16 * 1024 * 1024;

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { metrics, settings } = deps;
  const app = Fastify({
    loggerInstance: deps.logger,
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: (_error, _request, reply) => {
      metrics.problem("bad_request");
      void sendProblem(
        reply,
        "bad_request",
        "The address cannot be read: a % must be followed by two hexadecimal digits, as in %20.",
      );
    },
    clientErrorHandler: (error, socket) => {
      metrics.problem("bad_request");
      refuseUnreadable(error, socket);
    },
    // A request without a host is refused like one for a host that is not Fyr.
    http: { requireHostHeader: false },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(closing);
  await app.register(securityHeaders);
  await app.register(rateLimits);
  await app.register(errors, { onProblem: metrics.problem });
  await app.register(hostGuard, settings);
  await app.register(jsonOnly);
  const signIn = deps.signIn && {
    ...deps.signIn,
    now: deps.now,
    namespaces: () => deps.observer.inventory()?.namespaces,
  };
  if (signIn) await app.register(signedInCallers, signIn);
  else await app.register(callers, { cluster: deps.cluster });
  if (settings.readOnly) await app.register(readOnly);
  await app.register(compress, { encodings: ["gzip"], threshold: 1024 });
  await app.register(metricsPlugin, { metrics });
  await app.register(openapi, { version: deps.version });

  const { cluster, objects, changes, comparisons, edits, tracing } = deps;
  const parts = { cluster, objects, changes, comparisons, edits, tracing };
  const shared = { ...deps, ...settings, ...parts, grafana: settings.grafana };
  await app.register(topologyApi, shared);
  await app.register(replayApi, shared);
  await app.register(topologyStreamApi, { ...shared, onFrame: metrics.framed, limitBytes: streamLimitBytes });
  await app.register(seriesApi, shared);
  await app.register(differencesApi, shared);
  await app.register(callTreeApi, shared);
  await app.register(tracesApi, shared);
  await app.register(sparklinesApi, shared);
  await app.register(detailsApi, shared);
  await app.register(timelineApi, shared);
  await app.register(heatmapApi, shared);
  await app.register(exemplarsApi, shared);
  await app.register(podsApi, shared);
  await app.register(logsApi, shared);
  await app.register(investigationApi, shared);
  await app.register(trafficRoutesApi, shared);
  await app.register(routePlansApi, shared);
  await app.register(routeChangesApi, shared);
  await app.register(comparisonsApi, shared);
  if (signIn) await app.register(sessionApi, signIn);
  await app.register(guardsApi, shared);
  await app.register(shiftsApi, shared);
  await app.register(objectsApi, shared);
  await app.register(objectPlansApi, shared);
  await app.register(objectChangesApi, shared);
  await app.register(meApi);
  await app.register(capabilitiesApi, shared);
  await app.register(healthApi, shared);
  await app.register(web, { directory: settings.web });
  app.addHook("onClose", async () => {
    await deps.leaseLoop?.close();
    deps.changes?.close();
    deps.observer.close();
  });
  return app;
}
