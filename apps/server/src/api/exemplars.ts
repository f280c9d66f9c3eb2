import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Exemplars, ExemplarsQuerySchema, ExemplarsSchema } from "@fyr/contract";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { formatInstant } from "../observer/instant-text.ts";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { problemResponses } from "../plugins/problem.ts";
import { askedRange } from "./asked-range.ts";
import { clientSignal } from "./client-signal.ts";
import { checkNamesOne, namedSubject } from "./named-subject.ts";
import { seriesOfSubject } from "./series-of-subject.ts";
import { servicesInSpans } from "./services-in-spans.ts";

interface Options {
  readonly observer: AnyObserver;
  readonly telemetry: Pick<Telemetry, "tracedRequests">;
  readonly history: History;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly windowSeconds: number;
}

const kept = 32;

export const exemplarsApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const found = createSharedWork<Exemplars>(kept);
  app.get(
    "/api/exemplars",
    {
      schema: {
        tags: ["investigate"],
        operationId: "getExemplars",
        summary: "Single requests with their traces",
        description:
          "Of the requests that the heatmap of an edge or node counts, those that Prometheus keeps as exemplars; at most 200, the slowest of each part of the time.",
        querystring: ExemplarsQuerySchema,
        response: { 200: ExemplarsSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const signal = clientSignal(reply);
      checkNamesOne(query);
      const { range, moment } = await askedRange(query, options, signal);
      const subject = await namedSubject(options.observer, query, moment, await request.visible(), signal);
      if (subject === undefined) throw new AppError("internal", "The query named nothing.");
      const services = servicesInSpans(subject, await options.observer.current());
      const asked = { requests: seriesOfSubject(subject), services };
      const span = { from: range.from, to: range.to };
      const run = async (shared: AbortSignal): Promise<Exemplars> => {
        const { exemplars, found: count } = await options.telemetry.tracedRequests(asked, span, shared);
        return {
          from: formatInstant(span.from),
          to: formatInstant(span.to),
          exemplars: exemplars.map(({ at, ...rest }) => ({ at: formatInstant(at), ...rest })),
          found: count,
        };
      };
      return found.get(JSON.stringify([asked, span]), run, signal);
    },
  );
};
