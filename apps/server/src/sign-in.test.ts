import { MeSchema, ProblemSchema } from "@fyr/contract";
import { parseSetCookie } from "cookie";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSessionSeal } from "./sessions/session-seal.ts";
import { fakeCaller, fakeSignIn } from "./testing/fake-caller.ts";
import { routesOf } from "./testing/route-table.ts";
import { testApp } from "./testing/test-app.ts";

const host = "fyr.example:4480";
const json = { host, "content-type": "application/json" };
const long = `long.${"x".repeat(6_000)}`;
let app: FastifyInstance;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 3) });
  const callers = { ada: fakeCaller("ada"), paul: fakeCaller("paul"), [long]: fakeCaller("long") };
  const signIn = { cluster: fakeSignIn(callers), seal: createSessionSeal("s".repeat(32)) };
  app = await testApp({ signIn, allowedHosts: ["fyr.example"] });
});

afterEach(async () => {
  await app.close();
  vi.useRealTimers();
});

function signIn(token: string, headers: Record<string, string> = {}) {
  return app.inject({ method: "POST", url: "/api/session", headers: { ...json, ...headers }, payload: { token } });
}

function cookiesOf({ headers }: { headers: Record<string, unknown> }) {
  const set = [headers["set-cookie"] ?? []].flat().map(String);
  return set.map((one) => parseSetCookie(one));
}

/** The header a browser sends after these answers. */
function cookieHeader(...answers: { headers: Record<string, unknown> }[]): string {
  const kept = new Map(answers.flatMap(cookiesOf).map(({ name, value, maxAge }) => [name, maxAge === 0 ? "" : value]));
  return [...kept].flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join("; ");
}

const csrfOf = (answer: { headers: Record<string, unknown> }) =>
  cookiesOf(answer).find(({ name }) => name.startsWith("fyr-csrf"))?.value ?? "";
const me = (headers: Record<string, string>) => app.inject({ url: "/api/me", headers: { host, ...headers } });

describe("signed out", () => {
  it.each([
    "/api/me",
    "/api/topology",
    "/api/topology?at=2026-01-01T00:00:00Z",
    "/api/topology/stream",
    "/api/topology/replay?from=2026-11-20T00:00:00Z",
    "/api/series",
    "/api/sparklines",
    "/api/details?node=a",
    "/api/capabilities",
    "/api/traffic-routes",
    "/api/route-changes",
    "/api/openapi.json",
  ])("%s tells nothing", async (url) => {
    const answer = await app.inject({ url, headers: { host } });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toContain("Bearer");
    expect(Value.Errors(ProblemSchema, answer.json())).toEqual([]);
    expect(answer.json()).toMatchObject({ code: "unauthorized" });
  });

  it("every way to the mesh is closed, also those that are yet to come", async () => {
    const open = new Set(["/healthz", "/readyz", "/metrics", "/*", "*"]);
    for (const { method, url } of routesOf(app)) {
      if (open.has(url) || (url === "/api/session" && method === "POST")) continue;
      const answer = await app.inject({ method, url: url.replace(":id", "a"), headers: json, payload: "{}" });
      expect(answer.statusCode, `${method} ${url}`).toBe(401);
    }
  });

  it.each(["/healthz", "/readyz", "/metrics"])("%s answers all the same", async (url) => {
    expect((await app.inject({ url, headers: { host } })).statusCode).toBe(200);
  });
});

describe("signing in", () => {
  it("gives a session that is encrypted, and out of reach of scripts and other sites", async () => {
    const answer = await signIn("ada");
    expect(answer.statusCode, answer.body).toBe(201);
    expect(Value.Errors(MeSchema, answer.json())).toEqual([]);
    expect(answer.json()).toMatchObject({ user: "ada", via: "token", until: "2026-11-20T15:00:00.000Z" });
    const [session, csrf] = cookiesOf(answer);
    expect(session).toMatchObject({ name: "fyr-session-4480-0", httpOnly: true, sameSite: "strict", path: "/" });
    expect(csrf).toMatchObject({ name: "fyr-csrf-4480", sameSite: "strict" });
    expect(csrf?.httpOnly).toBeUndefined();
    expect(Buffer.from(session?.value ?? "", "base64url").toString("latin1")).not.toContain("ada");
    expect((await me({ cookie: cookieHeader(answer) })).json()).toMatchObject({ user: "ada" });
  });

  it("behind https gives cookies that go nowhere else", async () => {
    const [session] = cookiesOf(await signIn("ada", { "x-forwarded-proto": "https" }));
    expect(session).toMatchObject({ name: "__Host-fyr-session-4480-0", secure: true });
  });

  it("takes tokens that need more than one cookie, and leaves none behind when a shorter one follows", async () => {
    const first = await signIn(long);
    expect(cookiesOf(first).map(({ value }) => (value ?? "").length < 4_000)).not.toContain(false);
    expect((await me({ cookie: cookieHeader(first) })).json()).toMatchObject({ user: "long" });
    const second = await signIn("ada", { cookie: cookieHeader(first) });
    expect((await me({ cookie: cookieHeader(first, second) })).json()).toMatchObject({ user: "ada" });
  });

  it.each(["nobody", " ada", "ada\n", "", null, 5, ["ada"], { ada: 1 }, "x".repeat(8193)])(
    "refuses %j",
    async (token) => {
      const answer = await app.inject({ method: "POST", url: "/api/session", headers: json, payload: { token } });
      expect([400, 401]).toContain(answer.statusCode);
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    },
  );

  it("tells of the token's own end where it comes first", async () => {
    const claims = Buffer.from(JSON.stringify({ exp: Date.UTC(2026, 10, 20, 4) / 1000 })).toString("base64url");
    const token = `h.${claims}.s`;
    const one = await testApp({
      signIn: { cluster: fakeSignIn({ [token]: fakeCaller("ada") }), seal: createSessionSeal("s".repeat(32)) },
    });
    const headers = { host: "localhost", authorization: `Bearer ${token}` };
    expect((await one.inject({ url: "/api/me", headers })).json()).toMatchObject({ until: "2026-11-20T04:00:00.000Z" });
    await one.close();
  });
});

describe("a session", () => {
  const after = (minutes: number) => vi.setSystemTime(Date.UTC(2026, 10, 20, 3, minutes));

  it("ends when it is not used, and lives on while it is", async () => {
    const first = await signIn("ada");
    after(119);
    const used = await me({ cookie: cookieHeader(first) });
    expect(used.statusCode).toBe(200);
    after(121);
    expect((await me({ cookie: cookieHeader(first) })).statusCode).toBe(401);
    expect((await me({ cookie: cookieHeader(first, used) })).statusCode).toBe(200);
  });

  it("ends after half a day however much it is used", async () => {
    const answers = [await signIn("ada")];
    for (let minutes = 60; minutes < 720; minutes += 60) {
      after(minutes);
      answers.push(await me({ cookie: cookieHeader(...answers) }));
    }
    expect(answers.at(-1)?.statusCode).toBe(200);
    after(720);
    expect((await me({ cookie: cookieHeader(...answers) })).statusCode).toBe(401);
  });

  it("is forgotten on signing out", async () => {
    const signedIn = await signIn("ada");
    const headers = { ...json, cookie: cookieHeader(signedIn), "x-fyr-csrf": csrfOf(signedIn) };
    const out = await app.inject({ method: "DELETE", url: "/api/session", headers });
    expect(out.statusCode, out.body).toBe(204);
    expect(cookieHeader(signedIn, out)).toBe("");
  });

  it("that was altered, or sealed with another key, is none", async () => {
    const cookie = cookieHeader(await signIn("ada"));
    const altered = cookie.replace(/-0=(.{20})./, (_all, start) => `-0=${start}#`);
    expect((await me({ cookie: altered })).statusCode).toBe(401);
    const other = await testApp({
      signIn: { cluster: fakeSignIn({ ada: fakeCaller("ada") }), seal: createSessionSeal("t".repeat(32)) },
    });
    const answer = await other.inject({ url: "/api/me", headers: { host: "localhost:4480", cookie } });
    expect(answer.statusCode).toBe(401);
    await other.close();
  });
});

describe("changes", () => {
  const plan = (headers: Record<string, string>) =>
    app.inject({ method: "POST", url: "/api/route-changes/a/undo", headers: { ...json, ...headers }, payload: "{}" });
  /** This app has no cluster to write to: whoever comes so far was let through. */
  const letThrough = "no_cluster";

  it("need the word of the session they are made with", async () => {
    const ada = await signIn("ada");
    const paul = await signIn("paul");
    const cookie = cookieHeader(ada);
    expect((await plan({ cookie })).json()).toMatchObject({ status: 403, code: "missing_csrf_token" });
    expect((await plan({ cookie, "x-fyr-csrf": csrfOf(paul) })).json()).toMatchObject({ code: "missing_csrf_token" });
    expect((await plan({ cookie, "x-fyr-csrf": csrfOf(ada) })).json()).toMatchObject({ code: letThrough });
  });

  it("by scripts are made with the token itself", async () => {
    expect((await plan({ authorization: "Bearer ada" })).json()).toMatchObject({ code: letThrough });
    expect((await plan({ authorization: "Bearer nobody" })).json()).toMatchObject({ code: "unauthorized" });
    expect((await plan({ authorization: "Basic YWRh" })).json()).toMatchObject({ code: "unauthorized" });
  });

  it("from pages elsewhere are refused, whatever they carry", async () => {
    const ada = await signIn("ada");
    const all = { cookie: cookieHeader(ada), "x-fyr-csrf": csrfOf(ada) };
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      expect((await plan({ ...all, ...headers })).json()).toMatchObject({ code: "forbidden_origin" });
    }
  });
});
