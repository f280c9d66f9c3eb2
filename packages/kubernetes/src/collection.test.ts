import type { ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { createKubernetesApi } from "./api.ts";
import { type Collection, keepCollection } from "./collection.ts";
import { createConnection } from "./connection.ts";
import { sendJson, startApiServer, type TestApiServer } from "./testing/api-server.ts";

let server: TestApiServer | undefined;
let stop = new AbortController();

afterEach(async () => {
  stop.abort();
  await server?.close();
});

interface Script {
  /** Answers the nth list. */
  readonly list: (nth: number, response: ServerResponse) => void;
  /** Answers the nth watch from a version. */
  readonly watch?: (nth: number, from: string | null, response: ServerResponse) => void;
}

async function keep({ list, watch = () => {} }: Script): Promise<Collection<string>> {
  let lists = 0;
  let watches = 0;
  server = await startApiServer((url, _, response) => {
    if (url.searchParams.get("watch") === null) return list(lists++, response);
    watch(watches++, url.searchParams.get("resourceVersion"), response);
  });
  stop = new AbortController();
  return keepCollection({
    api: createKubernetesApi(createConnection({ kubeconfig: server.kubeconfig }), Date.now),
    path: async () => "/api/v1/namespaces",
    keep: ({ metadata }) => metadata.name,
    onChange: () => {},
    signal: stop.signal,
  });
}

const namespace = (name: string, resourceVersion = "1") => ({ metadata: { name, resourceVersion } });
const listOf = (resourceVersion: string, ...names: string[]) => ({
  kind: "NamespaceList",
  apiVersion: "v1",
  metadata: { resourceVersion },
  items: names.map((name) => namespace(name)),
});
const event = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;
const gone = { kind: "Status", code: 410, message: "too old resource version" };

it("follows a watch, split anywhere", async () => {
  const kept = await keep({
    list: (_, response) => sendJson(response, 200, listOf("5", "a", "b")),
    watch: (_, from, response) => {
      const text = event("ADDED", namespace("ç", "6")) + event("DELETED", namespace("a", "7"));
      const bytes = Buffer.from(from === "5" ? text : "");
      for (const byte of bytes) response.write(Buffer.of(byte));
    },
  });
  await expect.poll(() => kept.items()).toEqual(["b", "ç"]);
  expect(kept.state()).toEqual({ status: "ok" });
});

it("reads every page of a list", async () => {
  const kept = await keep({
    list: (nth, response) => {
      const page = nth === 0 ? listOf("5", "a") : listOf("5", "b");
      const metadata = nth === 0 ? { resourceVersion: "5", continue: "more" } : page.metadata;
      sendJson(response, 200, { ...page, metadata });
    },
  });
  await expect.poll(() => kept.items()).toEqual(["a", "b"]);
});

it.each([
  { name: "as an answer", answer: (response: ServerResponse) => sendJson(response, 410, gone) },
  { name: "as an event", answer: (response: ServerResponse) => response.end(event("ERROR", gone)) },
])("lists again after 410 $name", async ({ answer }) => {
  const kept = await keep({
    list: (nth, response) => sendJson(response, 200, nth === 0 ? listOf("5", "a") : listOf("9", "b")),
    watch: (nth, _, response) =>
      nth === 0 ? answer(response) : response.write(event("BOOKMARK", namespace("x", "9"))),
  });
  await expect.poll(() => kept.items(), { timeout: 3_000 }).toEqual(["b"]);
});

it("goes on from where it was when the connection breaks", async () => {
  const kept = await keep({
    list: (nth, response) => sendJson(response, 200, listOf("5", nth === 0 ? "a" : "listed-again")),
    watch: (nth, from, response) => {
      if (nth === 0) return response.write(event("ADDED", namespace("b", "6")), () => response.destroy());
      return response.write(event("ADDED", namespace(`after-${from}`, "7")));
    },
  });
  await expect.poll(() => kept.items(), { timeout: 3_000 }).toEqual(["a", "b", "after-6"]);
});

it.each([
  { name: "HTML", answer: (response: ServerResponse) => response.end("<html>") },
  { name: "an object that is no list", answer: (response: ServerResponse) => sendJson(response, 200, { hello: 1 }) },
  { name: "an error", answer: (response: ServerResponse) => sendJson(response, 500, {}) },
])("says failing when it is answered $name, and recovers", async ({ answer }) => {
  let healthy = false;
  const kept = await keep({
    list: (_, response) => (healthy ? sendJson(response, 200, listOf("5", "a")) : answer(response)),
  });
  await expect.poll(() => kept.state().status).toBe("failing");
  healthy = true;
  await expect.poll(() => kept.items(), { timeout: 5_000 }).toEqual(["a"]);
  expect(kept.state()).toEqual({ status: "ok" });
});

it("keeps what it has when a watch talks nonsense", async () => {
  const kept = await keep({
    list: (nth, response) => (nth === 0 ? sendJson(response, 200, listOf("5", "a")) : response.end("nonsense")),
    watch: (_, __, response) => response.end("nonsense\n"),
  });
  await expect.poll(() => kept.state().status).toBe("failing");
  expect(kept.items()).toEqual(["a"]);
});

it.each([
  { http: 404, status: "absent" },
  { http: 403, status: "forbidden" },
])("goes without what is answered $http", async ({ http, status }) => {
  const kept = await keep({ list: (_, response) => sendJson(response, http, { kind: "Status", message: "no" }) });
  await expect.poll(() => kept.state().status).toBe(status);
});

it("takes in what was just written, unless the watch knows better", async () => {
  const kept = await keep({ list: (_, response) => sendJson(response, 200, listOf("5", "a")) });
  await expect.poll(() => kept.items()).toEqual(["a"]);
  kept.put({ apiVersion: "v1", kind: "Namespace", metadata: { name: "b", resourceVersion: "10" } });
  expect(kept.items()).toEqual(["a", "b"]);
});
