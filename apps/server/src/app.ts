import compress from "@fastify/compress";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { capabilitiesApi } from "./api/capabilities.ts";
import { detailsApi } from "./api/details.ts";
import { healthApi } from "./api/health.ts";
import { type Identity, meApi } from "./api/me.ts";
import { replayApi } from "./api/replay.ts";
import { routeChangesApi } from "./api/route-changes.ts";
import { routePlansApi } from "./api/route-plans.ts";
import { seriesApi } from "./api/series.ts";
import { sparklinesApi } from "./api/sparklines.ts";
import { topologyApi } from "./api/topology.ts";
import { topologyStreamApi } from "./api/topology-stream.ts";
import { trafficRoutesApi } from "./api/traffic-routes.ts";
import type { Changes } from "./changes/create-changes.ts";
import type { AnyObserver } from "./observer/any-observer.ts";
import type { History } from "./observer/source/history.ts";
import type { Telemetry } from "./observer/source/telemetry.ts";
import { errors, sendProblem } from "./plugins/errors.ts";
import { hostGuard } from "./plugins/host-guard.ts";
import { jsonOnly } from "./plugins/json-only.ts";
import { type Metrics, metricsPlugin } from "./plugins/metrics.ts";
import { openapi } from "./plugins/openapi.ts";
import { rateLimits } from "./plugins/rate-limits.ts";
import { securityHeaders } from "./plugins/security-headers.ts";
import { refuseUnreadable } from "./plugins/unreadable.ts";
import { validatorCompiler } from "./plugins/validation.ts";
import { web } from "./plugins/web.ts";

/** What the HTTP side of Fyr is made of. */
export interface AppDeps {
  readonly observer: AnyObserver;
  readonly telemetry: Telemetry;
  readonly history: History;
  /** Absent with --no-cluster. */
  readonly cluster?: Identity & { readonly name: string };
  readonly changes?: Changes;
  readonly metrics: Metrics;
  readonly logger: FastifyBaseLogger;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly version: string;
  readonly settings: {
    readonly host: string;
    readonly allowedHosts: readonly string[];
    readonly refreshSeconds: number;
    readonly windowSeconds: number;
    /** The built web files. */
    readonly web: string;
  };
}

/** The largest request is a plan of 64 weights. */
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
    // Open pages keep their connections; closing must not wait for them.
    forceCloseConnections: "idle",
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);

  await app.register(securityHeaders);
  await app.register(rateLimits);
  await app.register(errors, { onProblem: metrics.problem });
  await app.register(hostGuard, settings);
  await app.register(jsonOnly);
  await app.register(compress, { encodings: ["gzip"], threshold: 1024 });
  await app.register(metricsPlugin, { metrics });
  await app.register(openapi, { version: deps.version });

  const shared = { ...deps, ...settings, cluster: deps.cluster, changes: deps.changes };
  await app.register(topologyApi, shared);
  await app.register(replayApi, shared);
  await app.register(topologyStreamApi, { ...shared, onFrame: metrics.framed, limitBytes: streamLimitBytes });
  await app.register(seriesApi, shared);
  await app.register(sparklinesApi, shared);
  await app.register(detailsApi, shared);
  await app.register(trafficRoutesApi, shared);
  await app.register(routePlansApi, shared);
  await app.register(routeChangesApi, shared);
  await app.register(meApi, shared);
  await app.register(capabilitiesApi, shared);
  await app.register(healthApi, shared);
  await app.register(web, { directory: settings.web });
  app.addHook("onClose", async () => {
    deps.changes?.close();
    deps.observer.close();
  });
  return app;
}
