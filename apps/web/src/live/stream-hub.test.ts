import type { StreamEvent, Topology } from "@fyr/contract";
import { snapshotOf } from "@fyr/topology";
import { expect, it } from "vitest";
import type { ConnectionListener } from "./connection.ts";
import { createStreamHub, type HubMessage } from "./stream-hub.ts";

const topology: Topology = {
  revision: 1,
  at: "2026-11-20T03:14:20.000Z",
  windowSeconds: 60,
  grain: "workload",
  provider: "istio",
  sources: [],
  warnings: [],
  clusters: [],
  namespaces: [],
  totals: { workloads: 0, workloadsHealthy: 0, workloadsUnknown: 0, edges: 0, edgesFailing: 0, edgesDegraded: 0 },
  problems: [],
  nodes: [],
  edges: [],
};
const snapshot: StreamEvent = { event: "snapshot", data: snapshotOf(topology) };

function fakeLines() {
  const open = new Map<string, ConnectionListener>();
  const hub = createStreamHub((url, listener) => {
    open.set(url, listener);
    return () => open.delete(url);
  });
  return { hub, open };
}

it("opens one line for all pages with the same question", () => {
  const { hub, open } = fakeLines();
  const leaveFirst = hub.join("/a", () => {});
  const leaveSecond = hub.join("/a", () => {});
  hub.join("/b", () => {});
  expect([...open.keys()]).toEqual(["/a", "/b"]);
  leaveFirst();
  expect(open.has("/a")).toBe(true);
  leaveSecond();
  expect(open.has("/a")).toBe(false);
});

it("greets who joins later with what is held", () => {
  const { hub, open } = fakeLines();
  hub.join("/a", () => {});
  open.get("/a")?.onEvent(snapshot);
  open.get("/a")?.onLoss("The line was closed.");
  const heard: HubMessage[] = [];
  hub.join("/a", (message) => heard.push(message));
  expect(heard).toEqual([
    { type: "event", event: snapshot },
    { type: "loss", reason: "The line was closed." },
  ]);
});

it("asks for a fresh start instead of passing on a diff that does not fit", () => {
  const { hub, open } = fakeLines();
  const heard: HubMessage[] = [];
  hub.join("/a", (message) => heard.push(message));
  const diff = { event: "diff", data: { from: 7, to: 8 } } as unknown as StreamEvent;
  expect(open.get("/a")?.onEvent(diff)).toBe("restart");
  expect(heard).toEqual([]);
});
