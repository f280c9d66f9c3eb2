import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";
import { isWrite } from "./is-write.ts";

/** Writes are JSON or nothing: forms and plain text are what a page from elsewhere could send unasked. */
export const jsonOnly = fp(
  async (app) => {
    const parse = app.getDefaultJsonParser("error", "error");
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
      // What takes no body may be sent without one.
      if (body === "") done(null, undefined);
      else parse(request, String(body), done);
    });
    app.addHook("onRequest", async (request) => {
      if (!isWrite(request.method) || request.is404) return;
      const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
      if (type !== "application/json") {
        throw new AppError("unsupported_media_type", "Send the request as Content-Type: application/json.");
      }
    });
  },
  { name: "json-only" },
);
