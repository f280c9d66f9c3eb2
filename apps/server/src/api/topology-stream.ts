import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TopologyQuerySchema } from "@fyr/contract";
import Type from "typebox";
import type { Changes } from "../changes/create-changes.ts";
import type { Edits } from "../changes/edits/create-edits.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import type { Subscription } from "../observer/observer.ts";
import { problemResponses } from "../plugins/problem.ts";
import { createFrameMaker, type OutgoingEvent } from "../stream/frames.ts";
import { createTurns } from "../stream/turns.ts";
import { createViewer, type Viewer } from "../stream/viewer.ts";
import { isVisible } from "../visibility/visible.ts";
import { visibleEdit } from "../visibility/visible-edit.ts";
import { endWithSight } from "./end-with-sight.ts";
import { scopeOf } from "./read-query.ts";

interface Options {
  readonly observer: AnyObserver;
  /** Changes of routes, guards and shifts, for every viewer. Absent without a cluster. */
  readonly changes:
    | (Pick<Changes, "subscribe"> & { readonly guarding: Pick<Changes["guarding"], "subscribe"> })
    | undefined;
  /** Edits of whole objects, likewise. */
  readonly edits: Pick<Edits, "subscribe"> | undefined;
  /** Ms since epoch. */
  readonly now: () => number;
  readonly onFrame: (event: string, bytes: number) => void;
  /** Bytes that may wait for one slow viewer. */
  readonly limitBytes: number;
}

/** About a millisecond's work. */
const writesPerTurn = 16;

const StreamQuerySchema = Type.Object(
  {
    windowSeconds: TopologyQuerySchema.properties.windowSeconds,
    namespaces: TopologyQuerySchema.properties.namespaces,
  },
  { additionalProperties: false },
);

export const topologyStreamApi: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const frameOf = createFrameMaker(options.onFrame);
  const turns = createTurns(writesPerTurn);
  const viewers = new Set<Viewer>();
  // Without this, closing would wait for streams that never end.
  app.addHook("preClose", async () => {
    for (const viewer of viewers) viewer.end();
  });
  app.get(
    "/api/topology/stream",
    {
      exposeHeadRoute: false,
      schema: {
        tags: ["mesh"],
        operationId: "streamTopology",
        summary: "The live map, as it changes",
        description:
          "Server-sent events: `snapshot` first, then `diff`, `stale`, `change`, `edit`, `guard` and `shift`. Pictures come in columns: docs/stream.md tells how to read them. `Last-Event-ID` resumes where the diffs are still held.",
        querystring: StreamQuerySchema,
        produces: ["text/event-stream"],
        response: {
          200: { description: "Events", content: { "text/event-stream": { schema: Type.String() } } },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      // Nobody would be told of the end of a stream that was left before it began.
      if (reply.raw.destroyed) return reply.hijack();
      const { windowSeconds, namespaces } = request.query;
      const visible = await request.visible();
      const lastEventId = request.headers["last-event-id"];
      const asked: Subscription = {
        ...(windowSeconds === undefined ? {} : { windowSeconds }),
        ...scopeOf(visible, namespaces),
        ...(typeof lastEventId === "string" ? { lastEventId } : {}),
      };
      // Whatever is wrong with the question is said before the stream begins.
      const early: OutgoingEvent[] = [];
      let send: (event: OutgoingEvent) => unknown = (event) => early.push(event);
      let leave = await options.observer.subscribe((event) => send(event), asked);
      if (reply.raw.destroyed) {
        leave();
        return reply.hijack();
      }
      const leaveChanges = options.changes?.subscribe((change) => {
        if (isVisible(visible, change.route.namespace)) send({ event: "change", data: change });
      });
      const leaveEdits = options.edits?.subscribe((edit) => {
        const seen = visibleEdit(visible, edit);
        if (seen !== undefined) send({ event: "edit", data: seen });
      });
      const leaveGuards = options.changes?.guarding.subscribe((event) => {
        if (isVisible(visible, event.data.route.namespace)) send(event);
      });

      reply.hijack();
      const gzip = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
      reply.raw.writeHead(200, {
        ...definedHeaders(reply.getHeaders()),
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        vary: "accept-encoding",
        ...(gzip ? { "content-encoding": "gzip" } : {}),
      });
      const viewer = createViewer(reply.raw, {
        gzip,
        turns,
        limitBytes: options.limitBytes,
        onCaughtUp: () => void startAnew(),
      });
      async function startAnew(): Promise<void> {
        leave();
        const { lastEventId: _, ...again } = asked;
        try {
          leave = await options.observer.subscribe((event) => send(event), again);
          if (reply.raw.destroyed) leave();
        } catch {
          // The browser connects again, and is told why it may not.
          reply.raw.destroy();
        }
      }
      viewers.add(viewer);
      const stayAwake = endWithSight(request, visible, options.now, () => viewer.end());
      reply.raw.once("close", () => {
        leave();
        leaveChanges?.();
        leaveEdits?.();
        leaveGuards?.();
        stayAwake();
        viewers.delete(viewer);
      });
      send = (event) => viewer.send(frameOf(event));
      for (const event of early) send(event);
    },
  );
};

/** The headers the plugins have set so far. */
function definedHeaders(headers: Record<string, number | string | string[] | undefined>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
