import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Finding, InvestigationQuerySchema, InvestigationSchema } from "@fyr/contract";
import { suspectsOf } from "@fyr/topology";
import type { FastifyRequest } from "fastify";
import type { AnyObserver } from "../observer/any-observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import type { MeshTimeline } from "../timeline/create-timeline.ts";
import { clientSignal } from "./client-signal.ts";
import { readInstant, scopeOf } from "./read-query.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly timeline: MeshTimeline;
}

/** Seconds around the onsets in which something can have caused them. */
const around = { before: 20 * 60, after: 3 * 60 };

export const investigationApi: FastifyPluginAsyncTypebox<Options> = async (app, { observer, timeline }) => {
  /** What happened around the onsets. Without it there are still findings. */
  async function markersAround(
    findings: readonly Finding[],
    scope: { readonly namespaces?: readonly string[] },
    { caller }: Pick<FastifyRequest, "caller">,
    signal: AbortSignal,
  ) {
    const onsets = findings.flatMap(({ onset }) => (onset === undefined ? [] : [Date.parse(onset.at) / 1000]));
    if (onsets.length === 0) return { markers: [], warnings: [] };
    const span = { from: Math.min(...onsets) - around.before, to: Math.max(...onsets) + around.after };
    return timeline.markersBetween(caller, { ...span, ...scope }, signal);
  }

  app.get(
    "/api/investigation",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getInvestigation",
        summary: "What is wrong, where it begins, since when, and what happened just before",
        description:
          "Found in the metrics of the three hours before, the same for any moment Prometheus has; suspects are what the cluster and the metrics tell, as far as the caller may read it.",
        querystring: InvestigationQuerySchema,
        response: { 200: InvestigationSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { at, namespaces } = request.query;
      const signal = clientSignal(reply);
      const scope = scopeOf(await request.visible(), namespaces);
      const moment = at === undefined ? {} : { at: readInstant(at, "at") };
      const { investigation, around: surroundings } = await observer.investigate({ ...moment, ...scope }, signal);
      const { markers, warnings } = await markersAround(investigation.findings, scope, request, signal);
      const findings = investigation.findings.map((finding) => {
        const near = surroundings[finding.id];
        return near === undefined ? finding : { ...finding, suspects: suspectsOf(finding, markers, near) };
      });
      return { ...investigation, findings, warnings: [...new Set([...investigation.warnings, ...warnings])] };
    },
  );
};
