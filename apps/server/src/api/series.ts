import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Series, type SeriesQuery, SeriesQuerySchema, SeriesSchema } from "@fyr/contract";
import type { SeriesSubject } from "@fyr/prometheus";
import { known, type Party } from "@fyr/topology";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import type { MomentQuery } from "../observer/moment-query.ts";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { trustedWindow } from "../observer/source/trusted-window.ts";
import { knownWaypoints, waypointsIn } from "../observer/waypoints-in.ts";
import { problemResponses } from "../plugins/problem.ts";
import { type Visible, visibleScope } from "../visibility/visible.ts";
import { answeredWindow } from "./answered-window.ts";
import { askedRange } from "./asked-range.ts";
import { clientSignal } from "./client-signal.ts";
import { namedSubject } from "./named-subject.ts";
import { seriesOfSubject } from "./series-of-subject.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "series">;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
}

const keptCharts = 64;

export const seriesApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const charts = createSharedWork<Series>(keptCharts);
  app.get(
    "/api/series",
    {
      schema: {
        tags: ["mesh"],
        operationId: "getSeries",
        summary: "The numbers of one chart",
        description: "Of an edge, a node, a namespace, or of the whole mesh when none is named.",
        querystring: SeriesQuerySchema,
        response: { 200: SeriesSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { query } = request;
      checkSubject(query);
      const signal = clientSignal(reply);
      const { range: asked, moment } = await askedRange(query, options, signal);
      const range = { ...asked, windowSeconds: await trustedWindow(asked, options.history, signal) };
      const seen = { observer: options.observer, visible: await request.visible() };
      const subject = await subjectOf(query, moment, seen, signal);
      const key = JSON.stringify([subject, range, query.windowSeconds]);
      const run = async (shared: AbortSignal): Promise<Series> => ({
        from: formatInstant(range.from),
        to: formatInstant(range.to),
        stepSeconds: range.stepSeconds,
        ...answeredWindow(query.windowSeconds ?? options.windowSeconds, range.windowSeconds),
        ...(await options.telemetry.series(subject, range, shared)),
      });
      return charts.get(key, run, signal);
    },
  );
};

function checkSubject({ edge, node, namespace, cluster }: SeriesQuery): void {
  const named = Object.entries({ edge, node, namespace }).filter(([, value]) => value !== undefined);
  const second = named[1]?.[0];
  if (second !== undefined) {
    throw new AppError("bad_request", "Name only one of edge, node and namespace.", { field: second });
  }
  if (cluster !== undefined && namespace === undefined) {
    throw new AppError("bad_request", "cluster tells namespaces of one name apart: name the namespace too.", {
      field: "cluster",
    });
  }
}

async function subjectOf(
  { namespace, cluster, ...named }: SeriesQuery,
  moment: Pick<MomentQuery, "at" | "windowSeconds">,
  { observer, visible }: { readonly observer: AnyObserver; readonly visible: Visible },
  signal: AbortSignal,
): Promise<SeriesSubject> {
  if (namespace !== undefined) {
    visibleScope(visible, [namespace]);
    const { namespaces, nodes } = await observer.at(moment, signal);
    if (!namespaces.some((one) => one.name === namespace && (cluster ?? one.cluster) === one.cluster)) {
      const where = cluster === undefined ? "" : ` in the cluster ${cluster}`;
      const sentence = `The namespace ${namespace}${where} has nothing on the map at this moment. /api/topology lists those that have.`;
      throw new AppError("unknown_subject", sentence, { field: "namespace" });
    }
    return { namespace, ...known("cluster", cluster), ...known("waypoints", waypointsIn(nodes, "namespace")) };
  }
  const subject = await namedSubject(observer, named, moment, visible, signal);
  const scope = visibleScope(visible, undefined);
  if (subject !== undefined) return seriesOfSubject(subject);
  const waypoints = known("waypoints", await knownWaypoints(observer));
  return scope === undefined
    ? { mesh: true, ...known("gateways", entering(observer)), ...waypoints }
    : { namespaces: scope, ...waypoints };
}

/** Egress gateways are what the mesh calls, and named so by custom. */
function entering({ inventory }: Pick<AnyObserver, "inventory">): Party[] | undefined {
  const workloads = inventory()?.workloads ?? [];
  const gateways = workloads.filter(({ role, name }) => role === "gateway" && !name.includes("egress"));
  return gateways.length === 0 ? undefined : gateways.map(({ namespace, name }) => ({ namespace, workload: name }));
}
