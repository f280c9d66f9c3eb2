import { beforeEach, describe, expect, it } from "vitest";
import type { LogLine, LogQuestion, PodLogs } from "../../logs/pod-logs.ts";
import { ask } from "../testing/ask.ts";
import { bareContext } from "../testing/bare-context.ts";
import type { ApiServerContext } from "./answer-request.ts";

const NOW = Date.parse("2026-11-28T03:20:00Z");
const PODS = { group: "", plural: "pods" };
const LOG = "/api/v1/namespaces/payments/pods/cart-0/log";

/** One line a second, for as long as one asks. */
const everySecond: PodLogs = {
  *forward({ from, to, container }: LogQuestion) {
    for (let at = Math.ceil(from); at <= to; at += 1) yield [line(at, container)];
  },
  *backward({ from, to, container }: LogQuestion) {
    for (let at = Math.floor(to); at >= from; at -= 1) yield [line(at, container)];
  },
};
const line = (at: number, container: string): LogLine => ({
  at,
  text: `${container} ${new Date(at * 1000).toISOString().slice(11, 19)}`,
});

let context: ApiServerContext;
beforeEach(() => {
  context = { ...bareContext("1.27"), now: () => NOW, logs: everySecond };
  context.store.create(PODS, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "cart-0", namespace: "payments" },
    spec: { containers: [{ name: "cart" }, { name: "istio-proxy" }] },
    status: {
      containerStatuses: [
        {
          name: "cart",
          state: { running: { startedAt: "2026-11-28T03:10:00Z" } },
          lastState: { terminated: { startedAt: "2026-11-20T03:00:00Z", finishedAt: "2026-11-28T03:09:58Z" } },
        },
        { name: "istio-proxy", state: { running: { startedAt: "2026-11-20T03:00:00Z" } } },
      ],
    },
  });
});

const read = (query: string) => ask(context, `${LOG}?${query}`);
const linesOf = (query: string) => read(query).body.trim().split("\n");

describe("the log of a pod", () => {
  it.each([
    { query: "container=cart&tailLines=2", lines: ["cart 03:19:59", "cart 03:20:00"] },
    { query: "container=cart&sinceSeconds=1", lines: ["cart 03:19:59", "cart 03:20:00"] },
    { query: "container=cart&sinceTime=2026-11-28T03:19:59Z", lines: ["cart 03:19:59", "cart 03:20:00"] },
    { query: "container=cart&tailLines=1&timestamps=true", lines: ["2026-11-28T03:20:00.000Z cart 03:20:00"] },
    { query: "container=cart&limitBytes=28", lines: ["cart 03:10:00", "cart 03:10:01"] },
    { query: "container=cart&previous=true&tailLines=1", lines: ["cart 03:09:58"] },
    { query: "container=cart&tailLines=0", lines: [""] },
  ])("answers $query", ({ query, lines }) => {
    expect(linesOf(query)).toEqual(lines);
  });

  it("goes back to the start of the container, and an hour at most", () => {
    expect(linesOf("container=cart")).toHaveLength(601);
    expect(linesOf("container=istio-proxy")).toHaveLength(3601);
  });

  it.each([
    { query: "", why: "a container name must be specified for pod cart-0, choose one of: [cart istio-proxy]" },
    { query: "container=cat", why: "container cat is not valid for pod cart-0" },
    {
      query: "container=istio-proxy&previous=true",
      why: 'previous terminated container "istio-proxy" in pod "cart-0" not found',
    },
    { query: "container=cart&tailLines=many", why: expect.stringContaining("tailLines") },
    { query: "container=cart&sinceTime=noon", why: expect.stringContaining("sinceTime") },
  ])("refuses '$query'", ({ query, why }) => {
    expect(read(query)).toMatchObject({ code: 400, body: { message: why } });
  });

  it("is not there for a pod that is not there", () => {
    expect(ask(context, "/api/v1/namespaces/payments/pods/nobody/log")).toMatchObject({ code: 404 });
  });
});
