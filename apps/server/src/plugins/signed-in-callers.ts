import { timingSafeEqual } from "node:crypto";
import type { Cluster } from "@fyr/kubernetes";
import type { FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { AppError } from "../app-error.ts";
import { formatInstant } from "../observer/instant-text.ts";
import { cookieEnd, needsRenewal, type Session, sessionEnd, tokenEnd } from "../sessions/session.ts";
import { readSealed, sendCookies } from "../sessions/session-cookies.ts";
import type { SessionSeal } from "../sessions/session-seal.ts";
import { visibleTo } from "../visibility/visible.ts";
import { isWrite } from "./is-write.ts";

interface Options {
  readonly cluster: Pick<Cluster, "as">;
  readonly seal: SessionSeal;
  /** The namespaces of the cluster; undefined while they were not read. */
  readonly namespaces: () => readonly string[] | undefined;
  /** Ms since epoch. */
  readonly now: () => number;
}

/** What a page says with every change: the value of its `fyr-csrf` cookie. */
const csrfHeader = "x-fyr-csrf";

/**
 * Who asks, where people sign in: whoever a token belongs to, shown as `Authorization: Bearer` or in a session's cookie.
 * The cluster is asked about each token once a minute, so one that was revoked opens nothing for longer.
 */
export const signedInCallers = fp<Options>(
  async (app, { cluster, seal, namespaces, now }) => {
    const nowSeconds = () => Math.floor(now() / 1000);

    async function sessionOf(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
      const sealed = readSealed(request);
      const session = sealed === undefined ? undefined : await seal.open(sealed, nowSeconds());
      if (session === undefined) return undefined;
      if (isWrite(request.method)) checkCsrf(request, session);
      if (!needsRenewal(session, nowSeconds())) return session;
      const renewed = { ...session, usedAt: nowSeconds() };
      sendCookies(request, reply, { sealed: await seal.seal(renewed), csrf: session.csrf, until: cookieEnd(renewed) });
      return renewed;
    }

    app.decorateRequest("caller", undefined);
    app.decorateRequest("whoAmI");
    app.decorateRequest("visible");
    app.decorateRequest("until", undefined);
    app.addHook("onRequest", async (request, reply) => {
      request.whoAmI = notSignedIn;
      request.visible = notSignedIn;
      const isOpen = request.is404 || request.routeOptions.config.openToStrangers === true;
      const bearer = bearerToken(request);
      const session = isOpen || bearer !== undefined ? undefined : await sessionOf(request, reply);
      const token = bearer ?? session?.token;
      if (isOpen || token === undefined) {
        if (!isOpen) await notSignedIn();
        return;
      }
      const caller = cluster.as({ token });
      const me = await caller.whoAmI();
      const until = session === undefined ? tokenEnd(token) : sessionEnd(session);
      request.caller = caller;
      request.until = until;
      request.visible = async () => visibleTo(caller.may, () => namespaces() ?? notYet());
      request.whoAmI = async () => ({ ...me, ...(until !== undefined && { until: formatInstant(until) }) });
    });
  },
  { name: "callers" },
);

function notYet(): never {
  throw new AppError("not_ready", "Fyr is still reading which namespaces the cluster has. Try again in a moment.");
}

async function notSignedIn(): Promise<never> {
  throw new AppError("unauthorized", "Sign in first: with a Kubernetes token, here or as Authorization: Bearer.");
}

function bearerToken(request: FastifyRequest): string | undefined {
  const [, token] = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(request.headers.authorization ?? "") ?? [];
  return token;
}

function checkCsrf(request: FastifyRequest, { csrf }: Session): void {
  const said = Buffer.from(String(request.headers[csrfHeader] ?? ""));
  const expected = Buffer.from(csrf);
  if (said.length === expected.length && timingSafeEqual(said, expected)) return;
  throw new AppError(
    "missing_csrf_token",
    "Changes made with a session need its word: send the value of the fyr-csrf cookie as X-Fyr-CSRF.",
  );
}
