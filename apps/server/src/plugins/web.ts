import { readFile, stat } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import fp from "fastify-plugin";
import { nothingThere } from "./errors.ts";

interface Options {
  /** The built web files. */
  readonly directory: string;
}

const aYearSeconds = 31_536_000;

/** The pages. Every path that is not a file is the application's own: it reads its view from the address. */
export const web = fp<Options>(
  async (app, { directory }) => {
    await app.register(fastifyStatic, { root: directory, serve: false, cacheControl: false });
    app.get("/*", { schema: { hide: true }, config: { openToStrangers: true } }, async (request, reply) => {
      const path = fileOf(request.url);
      if (path === undefined || path.startsWith(`api${sep}`) || path === "api") {
        throw nothingThere(app, request);
      }
      const isAsset = path === "assets" || path.startsWith(`assets${sep}`);
      if (path !== "index.html" && (await isFile(join(directory, path)))) {
        // Names under assets/ carry a hash of what is in them.
        reply.header("cache-control", isAsset ? `public, max-age=${aYearSeconds}, immutable` : "no-cache");
        return reply.sendFile(path);
      }
      if (isAsset || (/\.[a-z0-9]+$/i.test(path) && path !== "index.html")) {
        throw nothingThere(app, request);
      }
      return sendPage(reply, directory);
    });
  },
  { name: "web", dependencies: ["security-headers", "errors"] },
);

/** The page with this answer's nonce in it: styles made while running are allowed by it. */
async function sendPage(reply: FastifyReply, directory: string): Promise<FastifyReply> {
  reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
  const page = await readFile(join(directory, "index.html"), "utf8").catch(() => undefined);
  if (page === undefined) return reply.code(503).send(notBuilt);
  return reply.send(page.replaceAll("__CSP_NONCE__", reply.cspNonce.style));
}

const notBuilt = `<!doctype html>
<html lang="en"><title>Fyr is not built</title>
<p>Fyr is running, but its pages are not built. Run <code>pnpm --filter @fyr/web build</code>, then reload.</p>
<p>The API is there: <a href="/api/docs">/api/docs</a>.</p></html>
`;

/** The path inside the directory; undefined for one that leads out of it. */
function fileOf(url: string): string | undefined {
  const path = url.split(/[?#]/, 1)[0] ?? "/";
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const inside = normalize(decoded).replace(/^[/\\]+/, "");
  if (decoded.includes("\0") || inside.split(sep).includes("..")) return undefined;
  return inside === "" || inside === "." ? "index.html" : inside;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
