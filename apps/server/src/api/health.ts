import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import Type from "typebox";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import { sentenceOf } from "../observer/source/sentence.ts";
import { problemResponses } from "../plugins/problem.ts";
import { clientSignal } from "./client-signal.ts";

const OkSchema = Type.Object({ status: Type.Literal("ok") });

/** For kubelets and balancers. Asked by address, so any host name will do. */
export const healthApi: FastifyPluginAsyncTypebox<{ readonly observer: AnyObserver }> = async (app, { observer }) => {
  const shared = {
    config: { openToAnyHost: true as const, openToStrangers: true as const },
    logLevel: "warn" as const,
  };
  app.get(
    "/healthz",
    {
      ...shared,
      schema: {
        tags: ["fyr"],
        operationId: "isAlive",
        summary: "The process runs",
        response: { 200: OkSchema, ...problemResponses },
      },
    },
    async () => ({ status: "ok" as const }),
  );
  app.get(
    "/readyz",
    {
      ...shared,
      schema: {
        tags: ["fyr"],
        operationId: "isReady",
        summary: "There is a picture to show",
        response: { 200: OkSchema, ...problemResponses },
      },
    },
    async (_request, reply) => {
      // One picture is enough: probing must not keep the looking going when nobody watches.
      if (!observer.hasPicture()) await firstPicture(observer, clientSignal(reply));
      return { status: "ok" as const };
    },
  );
};

async function firstPicture(observer: AnyObserver, signal: AbortSignal): Promise<void> {
  try {
    await observer.at({}, signal);
  } catch (cause) {
    throw new AppError("not_ready", `There is no picture of the mesh yet. ${sentenceOf(cause)}`, { cause });
  }
}
