import type { AccessQuestion, CallerCluster } from "@fyr/kubernetes";
import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";
import { isWrite } from "./is-write.ts";

/** Lets nobody change anything, the admin neither. What is not said to change nothing is taken to. */
export const readOnly = fp(
  async (app) => {
    app.addHook("onRequest", async (request) => {
      if (request.caller !== undefined) request.caller = onlyLooking(request.caller);
      if (!isWrite(request.method) || request.is404 || request.routeOptions.config.changes !== undefined) return;
      throw refused();
    });
  },
  { name: "read-only" },
);

/** The same caller, to whom no change is offered, and for whom none is made. */
function onlyLooking(caller: CallerCluster): CallerCluster {
  const refuse = async () => {
    throw refused();
  };
  return {
    ...caller,
    may: async (question) => looks.has(question.verb) && caller.may(question),
    routes: { ...caller.routes, mayPatch: async () => false, patch: refuse },
    recordEvent: refuse,
  };
}

const looks = new Set<AccessQuestion["verb"]>(["get", "list", "watch"]);

function refused(): AppError {
  return new AppError("read_only", "This Fyr only shows: it was started with --read-only. Nothing was written.");
}
