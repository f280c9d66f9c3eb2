import type { ProblemCode } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import { PrometheusError } from "@fyr/prometheus";
import { TracingError } from "@fyr/tracing";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";
import { problemOf } from "./problem.ts";

interface Options {
  /** Told every code that leaves. */
  readonly onProblem: (code: ProblemCode) => void;
}

/** The only place where failures become HTTP. What was not foreseen is logged and says nothing of the inside. */
export const errors = fp<Options>(
  async (app, { onProblem }) => {
    app.setErrorHandler((error, request, reply) => {
      // Nobody is there to be told, and that somebody left is no fault.
      if (reply.raw.destroyed) return reply.hijack();
      const known = knownError(error);
      if (known === undefined) request.log.error(error, "unforeseen failure");
      const { code, message, field, extra } = known ?? unforeseen;
      onProblem(code);
      return sendProblem(reply, code, message, { ...(field === undefined ? {} : { field }), ...extra });
    });
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
      const error = nothingThere(app, request);
      onProblem(error.code);
      return sendProblem(reply, error.code, error.message);
    });
  },
  { name: "errors", dependencies: ["@fastify/rate-limit"] },
);

const unforeseen = new AppError("internal", "Something in Fyr failed. Its log says what.");

export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  detail: string,
  more: Parameters<typeof problemOf>[2] = {},
): FastifyReply {
  const problem = problemOf(code, detail, more);
  if (code === "unauthorized") void reply.header("www-authenticate", 'Bearer realm="Kubernetes"');
  return reply
    .code(problem.status)
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(problem);
}

/** Nothing answers this request: there is no such path, or it answers other methods. */
export function nothingThere(app: FastifyInstance, request: FastifyRequest): AppError {
  const path = request.url.split("?", 1)[0] ?? "";
  const others = (["GET", "POST", "DELETE"] as const).filter((method) => app.hasRoute({ method, url: path }));
  if (others.length > 0) {
    return new AppError("method_not_allowed", `${path} answers ${others.join(" and ")}, not ${request.method}.`);
  }
  const where = /^\/api(\/|$)/.test(path) ? " /api/docs lists what there is." : "";
  return new AppError("not_found", `There is no ${path.slice(0, 200)} here.${where}`);
}

/** Undefined for what nobody foresaw. */
function knownError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof PrometheusError) return new AppError(error.code, error.message, { cause: error });
  if (error instanceof KubernetesError) return new AppError(error.code, error.message, { cause: error });
  if (error instanceof TracingError) return new AppError("tracing_unavailable", error.message, { cause: error });
  return fastifyError(error);
}

function fastifyError(error: unknown): AppError | undefined {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (status) {
    case 413:
      return new AppError("payload_too_large", "The request is larger than anything Fyr takes.");
    case 415:
      return new AppError("unsupported_media_type", "Send the request as Content-Type: application/json.");
    case 429:
      return new AppError("too_many_requests", "Too many requests at once. Try again in a moment.");
    default:
      break;
  }
  if (code === "FST_ERR_CTP_EMPTY_JSON_BODY")
    return new AppError("bad_request", "The body is empty: it must be a JSON object.");
  if (code === "FST_ERR_CTP_INVALID_JSON_BODY" || (error instanceof SyntaxError && status === 400)) {
    return new AppError("bad_request", "The body is not valid JSON: it must be one JSON object.");
  }
  return typeof status === "number" && status >= 400 && status < 500
    ? new AppError("bad_request", "The request cannot be understood.")
    : undefined;
}
