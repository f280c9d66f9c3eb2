import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSessionSeal } from "../sessions/session-seal.ts";
import { fakeCaller, fakeSignIn } from "../testing/fake-caller.ts";
import { routesOf } from "../testing/route-table.ts";
import { testApp } from "../testing/test-app.ts";
import { isWrite } from "./is-write.ts";

let app: FastifyInstance;

beforeAll(async () => {
  const signIn = { cluster: fakeSignIn({ ada: fakeCaller("ada") }), seal: createSessionSeal("s".repeat(32)) };
  app = await testApp({ readOnly: true, signIn });
});
afterAll(() => app.close());

/** What a Fyr that only shows still answers: nothing of it reaches an object of the cluster. */
const harmless = ["POST /api/route-plans", "POST /api/object-plans", "POST /api/session", "DELETE /api/session"];
const headers = { host: "localhost", "content-type": "application/json", authorization: "Bearer ada" };

it("refuses every route that is no question, also those that are yet to come", async () => {
  const changing = routesOf(app).filter(({ method, url }) => isWrite(method) && !harmless.includes(`${method} ${url}`));
  expect(changing).toContainEqual(expect.objectContaining({ method: "POST", url: "/api/route-changes" }));
  for (const { method, url } of changing) {
    const answer = await app.inject({ method, url: url.replace(/:\w+/g, "a"), headers, payload: "{}" });
    expect(answer.json(), `${method} ${url}`).toMatchObject({ status: 403, code: "read_only" });
  }
});

it("lets people sign in, look and plan", async () => {
  const bad = { method: "POST", headers, payload: "{}" } as const;
  expect((await app.inject({ ...bad, url: "/api/session" })).json()).toMatchObject({ code: "bad_request" });
  expect((await app.inject({ ...bad, url: "/api/route-plans" })).json()).toMatchObject({ code: "bad_request" });
  expect((await app.inject({ url: "/api/topology", headers })).statusCode).toBe(200);
  expect((await app.inject({ url: "/api/capabilities", headers })).json()).toMatchObject({ readOnly: true });
});
