import { createHash } from "node:crypto";
import helmet from "@fastify/helmet";
import fp from "fastify-plugin";

/** The one style cytoscape adds by itself, without a way to give it a nonce. */
const cytoscapeStyle = ".__________cytoscape_container { position: relative; }";

/**
 * Only what Fyr itself serves runs or loads. Styles made while running (Mantine, CodeMirror) carry the nonce that
 * `plugins/web.ts` writes into the page. No `upgrade-insecure-requests`: on plain http it would break every link.
 */
export const securityHeaders = fp(
  async (app) => {
    await app.register(helmet, {
      enableCSPNonces: true,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", hashOf(cytoscapeStyle)],
          // Layout runs in a worker; pictures of the map are made as data and blob URLs.
          workerSrc: ["'self'", "blob:"],
          imgSrc: ["'self'", "data:", "blob:"],
          fontSrc: ["'self'", "data:"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // Whether https is always there is known by the proxy in front, not here.
      strictTransportSecurity: false,
      referrerPolicy: { policy: "same-origin" },
    });
  },
  { name: "security-headers" },
);

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
