import type { FastifyReply } from "fastify";

/** Aborted when the client left before its answer was complete. */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const leave = () => controller.abort(new DOMException("The client has left.", "AbortError"));
  if (reply.raw.destroyed) leave();
  // On the request `close` only means that it was read to the end.
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) leave();
  });
  return controller.signal;
}
