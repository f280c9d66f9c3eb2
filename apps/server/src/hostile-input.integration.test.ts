import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ProblemSchema } from "@fyr/contract";
import { connectCluster } from "@fyr/kubernetes";
import { parseSetCookie } from "cookie";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DemoCluster, startDemoCluster } from "../../../test/fixtures/demo-cluster.ts";
import { createChanges } from "./changes/create-changes.ts";
import { createEdits } from "./changes/edits/create-edits.ts";
import { isWrite } from "./plugins/is-write.ts";
import { createSessionSeal } from "./sessions/session-seal.ts";
import { fakeTelemetry } from "./testing/fake-telemetry.ts";
import { type HostileRequest, hostileBodies, hostileIds, sampleOf } from "./testing/hostile-bodies.ts";
import { routesOf, type TableRoute } from "./testing/route-table.ts";
import { testApp } from "./testing/test-app.ts";

const host = "localhost:4480";
let demo: DemoCluster;
let app: FastifyInstance;
/** Of an admin's page: whatever is refused is not for lack of rights. */
let honest: Record<string, string>;

beforeAll(async () => {
  demo = await startDemoCluster();
  const cluster = await connectCluster({ kubeconfig: demo.kubeconfig, context: "fyr", now: Date.now });
  const parts = {
    cluster,
    telemetry: fakeTelemetry(),
    observer: { current: () => undefined },
    now: Date.now,
    wait: (ms: number, until: AbortSignal) => pause(ms, undefined, { signal: until }).catch(() => undefined),
    newId: () => crypto.randomUUID(),
    // An Event may still be on its way when the cluster ends.
    onMishap: () => undefined,
  };
  const [changes, edits] = [createChanges(parts), createEdits(parts)];
  app = await testApp({ cluster, changes, edits, signIn: { cluster, seal: createSessionSeal("s".repeat(32)) } });
  honest = await signIn("admin");
});

afterAll(async () => {
  await app?.close();
  await demo.remove();
});

async function signIn(role: string): Promise<Record<string, string>> {
  const token = (await readFile(join(dirname(demo.kubeconfig), "tokens", role), "utf8")).trim();
  const json = { host, "content-type": "application/json" };
  const answer = await app.inject({ method: "POST", url: "/api/session", headers: json, payload: { token } });
  expect(answer.statusCode, answer.body).toBe(201);
  const set = [answer.headers["set-cookie"] ?? []].flat().map((one) => parseSetCookie(one));
  const cookie = set.map(({ name, value }) => `${name}=${value}`).join("; ");
  return { ...json, cookie, "x-fyr-csrf": set.find(({ name }) => name.startsWith("fyr-csrf"))?.value ?? "" };
}

interface Stored {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec?: unknown;
  /** Who wrote an Event. */
  readonly source?: { readonly component?: string };
}

/**
 * Every object a change could touch, with all that Fyr could write of it. Statuses and the Events of others are
 * left out: the cluster's own controllers go on writing them whatever is asked of Fyr.
 */
async function written(): Promise<readonly object[]> {
  const kinds = "virtualservices,destinationrules,httproutes,grpcroutes,tlsroutes,tcproutes,events";
  const stdout = await demo.kubectl(["get", kinds, "-A", "-o", "json"]);
  const { items }: { items: readonly Stored[] } = JSON.parse(stdout);
  const objects = items.filter(({ source }) => ["fyr", undefined].includes(source?.component));
  expect(objects.length).toBeGreaterThan(0);
  return objects.map(({ kind, metadata, spec }) => {
    const { resourceVersion: _version, managedFields: _fields, ...meta } = metadata;
    return { kind, meta, spec };
  });
}

const changing = () => routesOf(app).filter(({ method, changes }) => isWrite(method) && changes !== "session");
let asked = 0;

async function send({ method, url }: Pick<TableRoute, "method" | "url">, request: HostileRequest) {
  const headers = { ...honest, ...request.headers };
  for (const [name, value] of Object.entries(headers)) if (value === "") delete headers[name];
  const remoteAddress = `10.1.${(++asked >> 8) % 256}.${asked % 256}`;
  return app.inject({ method, url: url + (request.query ?? ""), headers, payload: request.payload, remoteAddress });
}

function idsOf({ url }: TableRoute): readonly string[] {
  return url.includes("/:") ? hostileIds : [""];
}

it("is told of every way to change something", () => {
  const named = changing().map(({ method, url }) => `${method} ${url}`);
  expect(named).toEqual(
    expect.arrayContaining([
      "POST /api/route-changes",
      "POST /api/route-plans",
      "POST /api/object-changes",
      "POST /api/shifts",
    ]),
  );
});

it("answers every hostile request with a problem, and writes nothing", async () => {
  const before = await written();
  for (const route of changing()) {
    const requests = hostileBodies(sampleOf(route.body));
    expect(requests.length).toBeGreaterThanOrEqual(12);
    for (const [place, request] of requests.entries()) {
      // Every id with one body, and every body with one id: they are read apart.
      for (const id of idsOf(route).slice(0, place === 0 ? undefined : 1)) {
        const answer = await send({ ...route, url: route.url.replace(/:\w+/g, id) }, request);
        const about = `${route.method} ${route.url} with ${request.what} (${id}): ${answer.statusCode} ${answer.body}`;
        expect(answer.statusCode, about).toBeGreaterThanOrEqual(400);
        expect(answer.statusCode, about).toBeLessThan(500);
        expect(answer.headers["content-type"], about).toContain("application/problem+json");
        expect(Value.Errors(ProblemSchema, answer.json()), about).toEqual([]);
      }
    }
  }
  expect(await written()).toEqual(before);
});

it("is the payments team's split to move, and nobody else's", async () => {
  const of = async (role: string, namespace: string) => {
    honest = await signIn(role);
    const route = { kind: "VirtualService", namespace, name: namespace === "payments" ? "payment" : "pricing" };
    const { routes } = (await app.inject({ url: "/api/traffic-routes", headers: honest })).json();
    const found = routes.find((one: { route: object }) => Value.Equal(one.route, route));
    const splits = found.rules.find((rule: { splits: boolean }) => rule.splits);
    const weights = splits.destinations.map(({ host: to, subset }: { host: string; subset: string }, at: number) => ({
      host: to,
      subset,
      weight: at === 0 ? 100 : 0,
    }));
    const body = { route, rule: splits.rule, weights, resourceVersion: found.resourceVersion };
    const answer = await send(
      { method: "POST", url: "/api/route-changes" },
      { what: "", payload: JSON.stringify(body) },
    );
    return { editable: found.editable, status: answer.statusCode, by: answer.json().by };
  };
  expect(await of("viewer", "payments")).toEqual({ editable: false, status: 409, by: undefined });
  expect(await of("payments-team", "shop")).toEqual({ editable: false, status: 409, by: undefined });
  expect(await of("payments-team", "payments")).toEqual({ editable: true, status: 201, by: "paul" });
});
