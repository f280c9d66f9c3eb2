import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { MeSchema, SignInRequestSchema } from "@fyr/contract";
import type { Cluster } from "@fyr/kubernetes";
import Type from "typebox";
import { formatInstant } from "../observer/instant-text.ts";
import { problemResponses } from "../plugins/problem.ts";
import { cookieEnd, sessionEnd, startSession } from "../sessions/session.ts";
import { forgetCookies, sendCookies } from "../sessions/session-cookies.ts";
import type { SessionSeal } from "../sessions/session-seal.ts";
import { noQuery } from "./no-query.ts";

interface Options {
  readonly cluster: Pick<Cluster, "as">;
  readonly seal: SessionSeal;
  /** Ms since epoch. */
  readonly now: () => number;
}

const tags = ["fyr"];
/** Enough for people; too few to try tokens. */
const rateLimit = { max: 30, timeWindow: "1 minute" };

export const sessionApi: FastifyPluginAsyncTypebox<Options> = async (app, { cluster, seal, now }) => {
  app.post(
    "/api/session",
    {
      config: { openToStrangers: true, changes: "session", rateLimit },
      schema: {
        tags,
        operationId: "signIn",
        summary: "Sign in with a Kubernetes token",
        description:
          "The cluster says whose token it is. The session lives in an encrypted cookie: 12 hours, 2 without use, and no longer than the token.",
        querystring: noQuery,
        body: SignInRequestSchema,
        response: { 201: MeSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { token } = request.body;
      const me = await cluster.as({ token }).whoAmI();
      const session = startSession(token, Math.floor(now() / 1000));
      const sealed = await seal.seal(session);
      sendCookies(request, reply, { sealed, csrf: session.csrf, until: cookieEnd(session) });
      return reply.code(201).send({ ...me, until: formatInstant(sessionEnd(session)) });
    },
  );

  app.delete(
    "/api/session",
    {
      config: { changes: "session" },
      schema: {
        tags,
        operationId: "signOut",
        summary: "Sign out: the browser forgets the session",
        querystring: noQuery,
        response: { 204: Type.Null(), ...problemResponses },
      },
    },
    async (request, reply) => {
      forgetCookies(request, reply);
      return reply.code(204).send(null);
    },
  );
};
