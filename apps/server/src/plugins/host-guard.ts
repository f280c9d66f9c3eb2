import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";
import { isLoopback } from "../loopback.ts";
import { isWrite } from "./is-write.ts";

interface Options {
  /** The address Fyr listens on: allowed as a name when it is one, rather than "all addresses". */
  readonly host: string;
  /** Names of reverse proxies; `*` is any. */
  readonly allowedHosts: readonly string[];
}

/**
 * Answers only requests meant for Fyr. Without it a page from elsewhere could point its own name at 127.0.0.1
 * (DNS rebinding) and read the mesh, or send a form that moves traffic.
 */
export const hostGuard = fp<Options>(
  async (app, options) => {
    app.addHook("onRequest", async (request) => {
      const host = hostName(request.headers.host);
      // Health and metrics are asked by address, by kubelets and Prometheus, and tell nothing of the mesh.
      const open = request.routeOptions.config.openToAnyHost === true;
      if (!open && !isAllowed(host, options)) {
        throw new AppError(
          "forbidden_origin",
          `Fyr does not answer to the name "${shorten(host)}". If it should, start it with --allowed-host.`,
        );
      }
      const origin = request.headers.origin;
      if (origin !== undefined && !isSameOrigin(origin, request.headers.host, options)) {
        throw new AppError("forbidden_origin", `Pages from ${shorten(origin)} may not use this Fyr.`);
      }
      if (isWrite(request.method) && request.headers["sec-fetch-site"] === "cross-site") {
        throw new AppError("forbidden_origin", "Pages from elsewhere may not use this Fyr.");
      }
    });
  },
  { name: "host-guard" },
);

function isAllowed(host: string, options: Options): boolean {
  const named = options.host !== "0.0.0.0" && options.host !== "::" && host === options.host;
  return isLoopback(host) || named || options.allowedHosts.some((allowed) => allowed === "*" || allowed === host);
}

/** A page served by this Fyr, whatever the proxy in front makes of ports and schemes. */
function isSameOrigin(origin: string, hostHeader: string | undefined, options: Options): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.host === hostHeader?.toLowerCase()) return true;
  return options.allowedHosts.some((allowed) => allowed === from.hostname);
}

/** Without the port: `localhost` of `localhost:4480`, `::1` of `[::1]:4480`. */
function hostName(header: string | undefined): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(header?.toLowerCase() ?? "") ?? [];
  return bracketed ?? plain ?? "";
}

function shorten(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "·").slice(0, 100);
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Asked by address, and tells nothing of the mesh. */
    openToAnyHost?: true;
  }
}
