import rateLimit from "@fastify/rate-limit";
import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";

const readsPerMinute = 1200;
const writesPerMinute = 240;

/** Far above what people and scripts need; stops what runs wild before it reaches Prometheus or the cluster. */
export const rateLimits = fp(
  async (app) => {
    await app.register(rateLimit, {
      timeWindow: "1 minute",
      max: (request) => (isWrite(request.method) ? writesPerMinute : readsPerMinute),
      keyGenerator: (request) => `${isWrite(request.method) ? "write" : "read"} ${request.ip}`,
      allowList: (request) => !request.url.startsWith("/api/"),
      errorResponseBuilder: (_request, { after }) =>
        new AppError("too_many_requests", `Too many requests. Try again in ${after}.`),
    });
  },
  { name: "rate-limits" },
);

function isWrite(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}
