import type { FastifyReply } from "fastify";

/** Aborted when the client left before its answer was complete. */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // On the request `close` only means that it was read to the end.
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort(new DOMException("The client has left.", "AbortError"));
  });
  return controller.signal;
}
