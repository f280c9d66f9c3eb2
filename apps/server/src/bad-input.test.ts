import { connect } from "node:net";
import { ProblemSchema } from "@fyr/contract";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTelemetry } from "./testing/fake-telemetry.ts";
import { testApp } from "./testing/test-app.ts";

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = await testApp();
  port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterAll(() => app.close());

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** Either what was asked for, or a sentence that tells the caller what is wrong. */
function expectAnswerOrProblem({ statusCode, headers, body }: Answer): void {
  // Nothing writes to a cluster here: this app was started without one.
  if (statusCode === 200 || (statusCode === 503 && body.includes('"no_cluster"'))) return;
  expect(statusCode, body).toBeGreaterThanOrEqual(400);
  expect(statusCode, body).toBeLessThan(500);
  expect(headers["content-type"]).toContain("application/problem+json");
  const problem: unknown = JSON.parse(body);
  expect(Value.Errors(ProblemSchema, problem)).toEqual([]);
  expect(problem).toMatchObject({ status: statusCode, detail: expect.stringMatching(/\w.*[.?]$/) });
}

const names = ["at", "windowSeconds", "grain", "namespaces", "edge", "node", "namespace", "cluster", "from", "to"];
const name = fc.oneof(fc.constantFrom(...names, "stepSeconds", "name", "__proto__", "toString"), fc.string());
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("60", "-0", "1e3", "NaN", "null", "shop", '"} or vector(1)', "a\0b", "2026-02-30T00:00:00Z"),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const paths = [
  "/api/topology",
  "/api/topology/replay",
  "/api/series",
  "/api/sparklines",
  "/api/details",
  "/api/timeline",
  "/api/heatmap",
  "/api/exemplars",
  "/api/pods",
  "/api/logs",
  "/api/investigation",
  "/api/route-changes",
  "/api/object-changes",
  "/api/unsplit-services",
  "/api/traffic-routes",
  "/api/me",
  "/api/capabilities",
];
/** Limits are counted per address: each question comes from another. */
let asked = 0;
const remoteAddress = () => `10.0.${(++asked >> 8) % 256}.${asked % 256}`;
const host = "localhost:4480";

describe("whatever is asked", () => {
  it("is answered, or refused with a sentence", async () => {
    const query = fc.array(fc.tuple(name, text), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), query, async (path, pairs) => {
        const url = `${path}?${new URLSearchParams(pairs)}`;
        expectAnswerOrProblem(await app.inject({ url, headers: { host }, remoteAddress: remoteAddress() }));
      }),
    );
  });

  it("is refused with a sentence when it is no plan", async () => {
    const weight = fc.oneof(fc.constantFrom(50, "50", null, true, -0, 5.5, -1, [50], {}), fc.anything());
    const almost = fc.record(
      {
        route: fc.record({ kind: fc.constant("VirtualService"), namespace: text, name: text }),
        rule: fc.record({ protocol: fc.constantFrom("http", "tcp"), index: fc.oneof(fc.integer(), text) }),
        weights: fc.array(fc.record({ host: text, weight })),
        resourceVersion: text,
      },
      { requiredKeys: [] },
    );
    const object = fc.record({ kind: fc.constantFrom("VirtualService", "Pod"), namespace: text, name: text });
    const spec = fc.oneof(fc.dictionary(fc.string(), fc.anything()), fc.anything());
    const edit = fc.record(
      { op: fc.constantFrom("create", "update", "delete", "x"), object, resourceVersion: text, spec },
      { requiredKeys: [] },
    );
    const edits = fc.record({ edits: fc.array(edit), endsAt: text, confirmed: fc.array(text) }, { requiredKeys: [] });
    const urls = ["/api/route-plans", "/api/route-changes", "/api/object-plans", "/api/object-changes"] as const;
    const body = fc.oneof(
      almost.map((value) => JSON.stringify(value, noBigInts)),
      edits.map((value) => JSON.stringify(value, noBigInts)),
      fc.json(),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), body, async (url, payload) => {
        const headers = { host, "content-type": "application/json" };
        const request = { method: "POST", url, headers, payload, remoteAddress: remoteAddress() } as const;
        expectAnswerOrProblem(await app.inject(request));
      }),
    );
  });

  it.each([
    { what: "lists", payload: "[".repeat(30_000) + "]".repeat(30_000) },
    { what: "objects", payload: `${'{"weights":'.repeat(5000)}1${"}".repeat(5000)}` },
    { what: "lists in a field", payload: `{"route":${"[".repeat(30_000)}${"]".repeat(30_000)}}` },
  ])("may nest $what as deep as it likes", async ({ payload }) => {
    const headers = { host, "content-type": "application/json" };
    const answer = await app.inject({ method: "POST", url: "/api/route-plans", headers, payload });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json().detail.length).toBeLessThan(200);
  });

  it.each([
    ["/api/series?namespace=a%22%7D%20or%20vector(1)", "namespace"],
    ["/api/series?namespace=Shop", "namespace"],
    ["/api/series?namespace=shop&cluster=%7B", "cluster"],
    ["/api/series?stepSeconds=3600", "stepSeconds"],
    ["/api/topology?at=2026-02-30T00:00:00Z", "at"],
  ])("%s is a 400 that names %s", async (url, field) => {
    const answer = await app.inject({ url, headers: { host } });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json()).toMatchObject({ code: "bad_request", field });
  });

  it("has no chart of a namespace that is not there", async () => {
    const answer = await app.inject({ url: "/api/series?namespace=nowhere", headers: { host } });
    expect(answer.statusCode, answer.body).toBe(404);
    expect(answer.json()).toMatchObject({ code: "unknown_subject", field: "namespace" });
  });
});

describe("what is no request", () => {
  it.each([
    { what: "is no HTTP", bytes: "\0\x01junk\r\n\r\n", status: 400 },
    { what: "has a method nobody knows", bytes: "FOO /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n", status: 400 },
    { what: "says two lengths", bytes: twoLengths(), status: 400 },
    { what: "has an endless header", bytes: `GET / HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, status: 413 },
    { what: "names no host", bytes: "GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n", status: 403 },
  ])("is refused with a sentence when it $what", async ({ bytes, status }) => {
    const answer = await say(bytes);
    expectAnswerOrProblem(answer);
    expect(answer.statusCode).toBe(status);
  });

  it("is no fault of Fyr's when somebody leaves before the answer", async () => {
    const gone = Promise.withResolvers<void>();
    const endless = fakeTelemetry({
      traffic: (_moment, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason));
          signal?.addEventListener("abort", () => gone.resolve());
        }),
    });
    const patient = await testApp({ telemetry: endless });
    const at = Number(new URL(await patient.listen({ host: "127.0.0.1", port: 0 })).port);
    const socket = connect(at, "127.0.0.1");
    socket.write("GET /api/topology?at=1700000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await expect.poll(() => endless.calls).toContain("traffic");
    socket.destroy();
    await gone.promise;
    await patient.inject({ url: "/healthz" });
    const metrics = await patient.inject({ url: "/metrics" });
    await patient.close();
    expect(metrics.body).not.toContain('fyr_errors_total{code="internal"}');
  });
});

function twoLengths(): string {
  return "POST /api/route-plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n";
}

/** What the server answers on a bare connection. */
async function say(bytes: string): Promise<Answer> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const answer = Buffer.concat(await socket.toArray()).toString();
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const type = /^content-type: (.*)$/im.exec(head)?.[1];
  return { statusCode: Number(head.split(" ")[1]), headers: { "content-type": type }, body };
}

function noBigInts(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
