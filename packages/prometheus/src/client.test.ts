import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createPrometheusClient } from "./client.ts";
import type { PrometheusClientOptions, RequestReport } from "./client-options.ts";
import { select } from "./promql.ts";
import { createLabelMemory } from "./tables/label-memory.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function clientOf(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  options: Partial<PrometheusClientOptions> = {},
) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    answer(request, response, body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return createPrometheusClient({ url: `http://127.0.0.1:${port}/prom/`, timeoutMs: 60_000, ...options });
}

const saying = (status: number, body: string) => clientOf((_, response) => response.writeHead(status).end(body));
const success = (data: unknown, rest = {}) => JSON.stringify({ status: "success", data, ...rest });
const vector = (...result: unknown[]) => ({ resultType: "vector", result });

describe("a query", () => {
  it("is posted as a form, below the address's own path, and read when gzipped", async () => {
    let asked = "";
    const client = await clientOf(
      (request, response, body) => {
        asked = `${request.method} ${request.url} ${request.headers["x-scope-orgid"]} ${body}`;
        const rows = vector({ metric: { a: "b" }, value: [5, "1.5"] });
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(success(rows, { warnings: ["partial"] })));
      },
      { headers: { "x-scope-orgid": "team" } },
    );
    expect(await client.query(select("up"), 12.5)).toEqual({
      rows: [{ metric: { a: "b" }, value: 1.5 }],
      warnings: ["partial"],
    });
    expect(asked).toBe("POST /prom/api/v1/query team query=up&time=12.500&timeout=60000ms");
  });

  it.runIf("transfer" in ArrayBuffer.prototype)("keeps nothing of the text of a large gzipped table", async () => {
    const long = "label".repeat(200);
    const pods = Array.from({ length: 8000 }, (_, pod) => pod);
    const rows = pods.map((pod) => ({ metric: { long, pod: `${pod}` }, value: [5, `${pod / 7}`] }));
    const zipped = gzipSync(success(vector(...rows)));
    const client = await clientOf((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(zipped));
    const memory = createLabelMemory<number>(
      () =>
        ({ pod }) =>
          Number(pod),
    );
    const ask = () => client.queryTable(select("up"), 1, memory);
    await ask();
    const before = process.memoryUsage().arrayBuffers;
    const answer = await ask();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(pods.length * long.length * 0.5);
    expect(answer.rows).toEqual(pods.map((pod) => ({ meaning: pod, values: [pod / 7] })));
  });

  it("leaves out what is not a number, and knows infinity", async () => {
    const rows = [
      { metric: {}, value: [1, "NaN"] },
      { metric: {}, value: [1, "+Inf"] },
      { metric: {}, histogram: [1, {}] },
    ];
    const client = await saying(200, success(vector(...rows)));
    expect((await client.query(select("up"), 1)).rows).toEqual([{ metric: {}, value: Number.POSITIVE_INFINITY }]);
  });

  it.each([
    { what: "an empty page", status: 200, body: "", says: "nonsense: an empty page" },
    { what: "a web page", status: 200, body: "<html>", says: "answers with a web page" },
    { what: "plain words", status: 200, body: "hello", says: "nonsense: something that is not JSON" },
    { what: "other JSON", status: 200, body: "{}", says: "nonsense: JSON that is not Prometheus' own" },
    { what: "no result", status: 200, body: success({}), says: "nonsense: no vector" },
    { what: "a matrix", status: 200, body: success({ resultType: "matrix", result: [] }), says: "nonsense: no vector" },
    { what: "a row without labels", status: 200, body: success(vector({ value: [1, "1"] })), says: "without labels" },
    { what: "a row without value", status: 200, body: success(vector({ metric: {} })), says: "without a value" },
    {
      what: "a number for a label",
      status: 200,
      body: success(vector({ metric: { a: 1 }, value: [1, "1"] })),
      says: "no text",
    },
    { what: "503 while starting", status: 503, body: "Service Unavailable", says: "not ready yet" },
    { what: "502 of a proxy", status: 502, body: "<html>", says: "HTTP 502" },
    {
      what: "its own timeout",
      status: 503,
      body: JSON.stringify({ status: "error", errorType: "timeout", error: "query timed out" }),
      says: "gave up on a query: query timed out",
    },
  ])("fails as unavailable on $what", async ({ status, body, says }) => {
    const client = await saying(status, body);
    await expect(client.query(select("up"), 1)).rejects.toMatchObject({
      code: "prometheus_unavailable",
      message: expect.stringContaining(says),
    });
  });

  it.each([
    {
      status: 400,
      body: JSON.stringify({ status: "error", errorType: "bad_data", error: "parse error" }),
      says: "parse error",
    },
    {
      status: 422,
      body: JSON.stringify({ status: "error", errorType: "execution", error: "too many" }),
      says: "too many",
    },
    { status: 401, body: "no", says: "wants to know who asks" },
  ])("fails as rejected on $status", async ({ status, body, says }) => {
    const client = await saying(status, body);
    await expect(client.query(select("up"), 1)).rejects.toMatchObject({
      code: "prometheus_rejected",
      message: expect.stringContaining(says),
    });
  });

  it("fails as unavailable when nobody listens", async () => {
    const client = createPrometheusClient({ url: "http://127.0.0.1:9", timeoutMs: 60_000 });
    await expect(client.query(select("up"), 1)).rejects.toMatchObject({
      code: "prometheus_unavailable",
      message: "No answer from Prometheus at 127.0.0.1:9: nothing listens there.",
    });
  });

  it("gives up on an answer that does not come", async () => {
    const client = await clientOf(() => {}, { timeoutMs: 100 });
    await expect(client.query(select("up"), 1)).rejects.toMatchObject({
      code: "prometheus_unavailable",
      message: expect.stringContaining("did not answer within 0.1 s"),
    });
  });

  it("fails as unavailable when the answer breaks off", async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"status":"success",');
      setImmediate(() => response.destroy());
    });
    await expect(client.query(select("up"), 1)).rejects.toMatchObject({ code: "prometheus_unavailable" });
  });

  it("is sent once more where a kept connection was closed in the meantime", async () => {
    let asked = 0;
    const client = await clientOf((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.destroy();
      else response.end(success(vector()));
    });
    await client.query(select("up"), 1);
    expect((await client.query(select("up"), 1)).rows).toEqual([]);
    expect(asked).toBe(3);
  });

  it("stops with the caller's reason when the caller stops", async () => {
    const stop = new AbortController();
    const client = await clientOf(() => stop.abort(new Error("nobody watches")));
    await expect(client.query(select("up"), 1, stop.signal)).rejects.toThrow("nobody watches");
  });
});

it("never has more requests under way than allowed", async () => {
  const open: ServerResponse[] = [];
  let most = 0;
  const client = await clientOf(
    (_, response) => {
      most = Math.max(most, open.push(response));
      setImmediate(() => open.splice(0).forEach((one) => void one.end(success(vector()))));
    },
    { maxInFlight: 2 },
  );
  await Promise.all(Array.from({ length: 10 }, () => client.query(select("up"), 1)));
  expect(most).toBeLessThanOrEqual(2);
});

it("reports every request once", async () => {
  const reports: RequestReport[] = [];
  const answers = [
    success(vector()),
    "<html>",
    JSON.stringify({ status: "error", errorType: "bad_data", error: "no" }),
  ];
  const client = await clientOf((_, response) => response.end(answers.shift()), {
    onRequest: (one) => reports.push(one),
  });
  for (let times = 0; times < 3; times++) await client.query(select("up"), 1).catch(() => undefined);
  expect(reports.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ["query", "ok"],
    ["query", "unavailable"],
    ["query", "rejected"],
  ]);
  expect(reports[0]?.bytes).toBe(success(vector()).length);
});
