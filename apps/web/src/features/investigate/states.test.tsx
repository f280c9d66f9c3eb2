// @vitest-environment happy-dom
import type {
  Capabilities,
  Differences,
  Exemplars,
  Heatmap,
  Investigation,
  Logs,
  MeasuredPods,
  Trace,
  Traces,
} from "@fyr/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSearch, stringifySearch } from "../../view/search-text.ts";
import { InvestigatePage } from "./InvestigatePage.tsx";
import { failingFinding, mesh, nodeId } from "./incident.fixture.ts";

const calm: Investigation = {
  at: mesh.at,
  windowSeconds: 60,
  from: "2026-11-20T00:14:20.000Z",
  stepSeconds: 60,
  findings: [],
  entries: [],
  queries: 3,
  warnings: [],
};
const failing: Investigation = { ...calm, findings: [failingFinding] };
const taken = { at: mesh.at, windowSeconds: 300 };
const same: Differences = {
  now: taken,
  before: { ...taken, windowSeconds: 600 },
  differences: [],
  goneNodes: [],
  goneEdges: [],
  edges: 3,
  warnings: [],
};
const pods: MeasuredPods = { at: mesh.at, windowSeconds: 60, pods: [], notCollected: [] };
const onePod: MeasuredPods = {
  ...pods,
  pods: [
    { name: "payment-v2-x", state: { name: "payment-v2-x", phase: "Running", ready: true, restarts: 0 } as never },
  ],
};
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traced: Traces = {
  backend: "jaeger",
  traces: [{ traceId: "00".repeat(16), at: mesh.at, durationMs: 9, failed: false }],
};
const oneTrace: Trace = {
  traceId,
  at: mesh.at,
  durationMs: 1240,
  spans: [
    {
      spanId: "00f067aa0ba902b7",
      service: "payment.shop",
      name: "pay",
      startMs: 0,
      durationMs: 1240,
      failed: true,
      tags: [{ key: "peer.address", value: "10.1.2.3" }],
    },
  ],
};
const written: Logs = {
  containers: ["payment", "istio-proxy"],
  container: "istio-proxy",
  lines: [
    { at: mesh.at, text: "all is well" },
    { at: mesh.at, text: "fatal: no connection" },
  ],
  truncated: false,
};
const able: Capabilities = {
  version: "0",
  provider: "istio",
  readOnly: false,
  cluster: { connected: true },
  prometheus: {},
  refreshSeconds: 5,
  defaultWindowSeconds: 60,
  minimumWindowSeconds: 60,
};

/** What the server says no with. */
interface No {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}
const silent: No = {
  status: 502,
  code: "prometheus_unavailable",
  detail: "No answer from Prometheus at 127.0.0.1:9090.",
};
const forbidden: No = {
  status: 403,
  code: "forbidden",
  detail: 'pods "payment-v2-x" is forbidden: vera cannot get pods/log',
};
type Answers = Readonly<Record<string, object | No>>;

let root: Root;
let page: HTMLElement;
let client: QueryClient;
let router: ReturnType<typeof createRouter>;
const asked: string[] = [];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
});
afterEach(() => {
  act(() => root.unmount());
  page.remove();
  client.clear();
  vi.unstubAllGlobals();
});

function answerWith(answers: Answers): void {
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const [, path = ""] = /^\/api\/([\w-]+)/.exec(url) ?? [];
    const answer = answers[path] ?? silent;
    const isNo = "status" in answer && "code" in answer;
    return new Response(JSON.stringify(answer), { status: isNo ? (answer as No).status : 200 });
  });
}

async function open(search: string, answers: Answers, topology = mesh): Promise<void> {
  answerWith({ capabilities: able, ...answers });
  await show(search, topology);
  await settled();
}

async function show(search: string, topology = mesh): Promise<void> {
  const rootRoute = createRootRoute();
  const parts = { renderCharts: () => null, renderRoutes: () => null, renderTimeline: () => null };
  const route = createRoute({
    getParentRoute: () => rootRoute,
    path: "/investigate",
    component: () => <InvestigatePage topology={topology} parts={parts} />,
  });
  router = createRouter({
    routeTree: rootRoute.addChildren([route]),
    history: createMemoryHistory({ initialEntries: [`/investigate${search}`] }),
    parseSearch,
    stringifySearch,
  }) as never;
  await act(async () => {
    root.render(
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    );
    await router.load();
  });
}

/** Until nothing is on its way any more, nor anything that an answer makes be asked. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 3; calm = client.isFetching() > 0 ? 0 : calm + 1) {
    await act(async () => new Promise((done) => setTimeout(done)));
  }
}

const search = () => router.state.location.search;

async function press(name: string): Promise<void> {
  const found = [...page.querySelectorAll("button")].find(
    (button) => (button.getAttribute("aria-label") ?? button.textContent ?? "").trim() === name,
  );
  if (found === undefined) throw new Error(`No button is called ${name}.`);
  await act(async () => found.click());
  await settled();
}

const text = () => page.textContent;
const part = (name: string) => page.querySelector(`section[aria-label="${name}"]`)?.textContent;
/** Something that says it is on its way. */
const isWaiting = () => page.querySelector('[role="status"][aria-label], [class*="bone"]') !== null;

describe("what is wrong", () => {
  it("is nothing, and what that stands on", async () => {
    await open("", { investigation: calm });
    expect(text()).toContain("Nothing is wrong.");
    expect(text()).toContain("Fyr looked at 4 workloads and 3 edges over 3 h");
    expect(text()).toContain("Nothing is wrong, so nothing is suspected.");
    await press("Compare with an hour ago");
    expect(search()).toEqual({ tab: "compare", before: "1h" });
  });

  it("is not known while Prometheus is gone, and that is said", async () => {
    await open("", { investigation: silent });
    expect(text()).toContain("Prometheus does not answer");
    expect(text()).not.toContain("Nothing is wrong");
    expect(text()).toContain("What is wrong is not known, so nothing can be suspected yet.");
    expect(isWaiting()).toBe(false);
  });

  it("stays on screen when Prometheus goes, with of when it is and why no later", async () => {
    await open("", { investigation: failing });
    expect(text()).not.toContain("This is as it was at");
    answerWith({ capabilities: able, investigation: silent });
    await act(async () => client.refetchQueries({ queryKey: ["investigation"] }));
    await settled();
    expect(text()).toContain("checkout → payment-v2 fails");
    expect(text()).toMatch(/This is as it was at \d\d:\d\d:\d\d: No answer from Prometheus/);
  });

  it("is another thing than the one a link names where that is over", async () => {
    await open("?finding=over", { investigation: failing });
    expect(text()).toContain("The finding this link names is not there at this moment");
    expect(text()).toContain("Shown instead: checkout → payment-v2 fails.");
  });

  it("is told at the edge an alert asks for", async () => {
    const find = encodeURIComponent('from.workload = "checkout" and to.workload = "payment-v2"');
    await open(`?find=${find}`, { investigation: failing });
    expect(text()).toContain("Asked for: checkout → payment-v2. What is wrong there: checkout → payment-v2 fails.");
  });
});

describe("the other parts", () => {
  it("say that Prometheus is gone", async () => {
    for (const tab of ["time", "compare"]) {
      await open(`?tab=${tab}`, {});
      expect(text()).toContain("Prometheus does not answer");
      expect(isWaiting()).toBe(false);
      act(() => root.unmount());
      root = createRoot(page);
    }
  });

  it("say that nothing differs", async () => {
    await open("?tab=compare", { investigation: failing, differences: same });
    expect(text()).toContain("No difference on 3 edges that chance does not explain");
    expect(page.querySelector("table")).toBeNull();
  });

  it("say that nothing is kept of what they should compare with, and compare with what is", async () => {
    const capabilities = { ...able, historyFrom: "2026-11-19T00:00:00.000Z" };
    await open(`?tab=compare&before=7d&at=${mesh.at}`, { capabilities, investigation: failing, differences: same });
    expect(text()).toMatch(
      /Prometheus keeps nothing before .*, so nothing of last week, same time: compared with before it began instead\./,
    );
    expect(asked.findLast((url) => url.startsWith("/api/differences"))).toContain(
      "before=2026-11-20T03%3A01%3A15.000Z",
    );
  });

  it("wait for what is wrong before they say that nothing is chosen", async () => {
    vi.stubGlobal("fetch", () => new Promise(() => {}));
    await show("?tab=evidence");
    expect(page.querySelector('[role="status"]')?.getAttribute("aria-label")).toBe("Looking for what is wrong");
    expect(text()).not.toContain("Nothing is chosen");
  });

  it("ask what to show where nothing is wrong and nothing chosen", async () => {
    await open("?tab=evidence", { investigation: calm });
    expect(text()).toContain("Choose a workload here, or a call");
    const choice = page.querySelector("select");
    expect([...(choice?.options ?? [])].map(({ text: words }) => words)).toEqual([
      "a workload",
      "checkout",
      "payment-v1",
      "payment-v2",
      "storefront",
    ]);
  });
});

describe("evidence", () => {
  const of = `?tab=evidence&sel=node:${nodeId("payment-v2")}`;
  const measured = { investigation: calm, heatmap: silent };

  it("says in each part that Prometheus is gone", async () => {
    await open(of, {});
    expect(text()).toContain("Prometheus does not answer");
    expect(part("Logs")).toContain("Which pods it has is not known: No answer from Prometheus at 127.0.0.1:9090.");
    expect(isWaiting()).toBe(false);
  });

  it("says that one may not read logs, in the cluster's words", async () => {
    await open(of, { ...measured, pods: onePod, logs: forbidden });
    expect(part("Logs")).toContain("You may not do this");
    expect(part("Logs")).toContain("vera cannot get pods/log");
    expect(isWaiting()).toBe(false);
  });

  it("is of the busiest caller's pods and logs where there are none, and says so", async () => {
    const outside = `?tab=evidence&sel=node:${nodeId("bank")}`;
    const bank = { ...mesh.nodes[0], id: nodeId("bank"), name: "bank", kind: "external", workload: undefined } as never;
    const calls = mesh.edges.map((edge, at) =>
      at === 0 ? edge : { ...edge, id: `${edge.id} bank` as never, source: edge.target, target: nodeId("bank") },
    );
    const { length } = asked;
    await open(
      outside,
      { ...measured, pods: onePod, logs: written },
      {
        ...mesh,
        nodes: [...mesh.nodes, bank],
        edges: calls,
      },
    );
    expect(text()).toContain("bank has no pods that are known: these are of its busiest caller.");
    expect(asked.slice(length).find((url) => url.startsWith("/api/pods"))).toContain("payment-v1");
  });

  it("says that there is no cluster to read logs through", async () => {
    const alone = { ...able, cluster: { connected: false } };
    await open(of, { ...measured, capabilities: alone, pods });
    expect(part("Logs")).toContain("Logs are read through the cluster, and none is connected");
    expect(part("Logs")).not.toContain("No pod of it runs now");
  });

  it("says that no tracing is connected, and how to", async () => {
    await open(of, { ...measured, pods });
    expect(part("Traces")).toContain("No tracing system is connected: --jaeger URL or --tempo URL names one");
  });

  it("says nothing of tracing while what there is is not known", async () => {
    await open(of, { ...measured, capabilities: silent, pods });
    expect(part("Traces")).toContain("No answer from Prometheus");
    expect(part("Traces")).not.toContain("No tracing system is connected");
  });

  describe("of single requests", () => {
    const [from, to] = ["2026-11-20T03:00:00.000Z", "2026-11-20T03:01:00.000Z"];
    const heatmap: Heatmap = {
      from,
      to,
      stepSeconds: 60,
      windowSeconds: 60,
      times: [Date.parse(from) / 1000, Date.parse(to) / 1000],
      boundsMs: [10, 100],
      perSecond: [
        [1, 1],
        [1, 1],
        [0, 0],
      ],
    };
    const one = { traceId, at: "2026-11-20T03:00:30.000Z", durationMs: 50 };
    const exemplars: Exemplars = { from, to, exemplars: [one], found: 1 };
    const none: Exemplars = { from, to, exemplars: [], found: 0 };
    const capabilities = { ...able, tracing: "jaeger" };
    const around = { investigation: calm, heatmap, pods, traces: { ...traced, ...oneTrace } };
    const marks = () => [...page.querySelectorAll<HTMLElement>('[aria-label="Requests with a trace"] button')];
    const pressMark = async () => {
      await act(async () => marks()[0]?.click());
      await settled();
    };

    it("marks those that have a trace: a press opens it and the address has it, another closes it", async () => {
      await open(of, { ...around, capabilities, exemplars });
      expect(marks().map((mark) => mark.getAttribute("aria-label"))).toEqual([
        expect.stringMatching(/^50 ms at .*, trace 4bf92f35…$/),
      ]);
      await pressMark();
      expect(part(`Trace ${traceId}`)).toContain("1.24 s");
      expect(document.activeElement?.getAttribute("aria-label")).toBe(`Trace ${traceId}`);
      expect(search()).toHaveProperty("trace", traceId);
      expect(marks()[0]?.getAttribute("aria-pressed")).toBe("true");
      await pressMark();
      expect(part(`Trace ${traceId}`)).toBeUndefined();
    });

    it("goes back to the mark where the trace is closed that it opened", async () => {
      await open(of, { ...around, capabilities, exemplars });
      await pressMark();
      await press("Close this trace");
      expect(document.activeElement).toBe(marks()[0]);
    });

    it("has the trace's id to copy where no tracing is connected", async () => {
      await open(of, { ...around, exemplars });
      await pressMark();
      expect(page.querySelector(`[aria-label="Copy the trace's id"]`)).not.toBeNull();
      expect(part(`Trace ${traceId}`)).toBeUndefined();
    });

    it("tells how to have them, quietly, where tracing is connected and there are none", async () => {
      await open(of, { ...around, capabilities, exemplars: none });
      expect(marks()).toEqual([]);
      expect(text()).toContain("No request is marked with its trace");
      expect(text()).toContain("--enable-feature=exemplar-storage");
    });

    it("says nothing of them where no tracing is connected", async () => {
      await open(of, { ...around, exemplars: none });
      expect(text()).not.toContain("marked with its trace");
    });

    it("shows the heatmap without them where they cannot be had", async () => {
      await open(of, { ...around, capabilities, exemplars: silent });
      expect(text()).toContain("10 ms to 100 ms");
      expect(text()).not.toContain("marked with its trace");
    });
  });

  it("reads the log a link names: pod, container, run and which lines", async () => {
    const { length } = asked;
    const log = "&pod=payment-v2-x&container=istio-proxy&run=previous&lines=failed";
    await open(`${of}${log}`, { ...measured, pods: onePod, logs: written });
    const url = asked.slice(length).find((each) => each.startsWith("/api/logs"));
    expect(url).toContain("pod=payment-v2-x&container=istio-proxy&previous=true");
    expect(part("Logs")).toContain("fatal: no connection");
    expect(part("Logs")).not.toContain("all is well");
  });

  it("says that the pod a link names is gone, and reads another", async () => {
    await open(`${of}&pod=payment-v2-old`, { ...measured, pods: onePod, logs: written });
    expect(part("Logs")).toContain("This link names the pod payment-v2-old, which does not run any more");
    expect(part("Logs")).toContain("all is well");
  });

  it("leads out of a container that is not there", async () => {
    const none: No = { status: 422, code: "rejected", detail: "The pod payment-v2-x has no container sidecar." };
    await open(`${of}&container=sidecar`, { ...measured, pods: onePod, logs: none });
    expect(part("Logs")).toContain("has no container sidecar");
    await press("Read its usual container");
    expect(search()).not.toHaveProperty("container");
  });

  it("shows the trace a link names though the search does not find it, with the span that was open", async () => {
    const capabilities = { ...able, tracing: "jaeger" };
    await open(`${of}&trace=${traceId}&span=00f067aa0ba902b7`, {
      ...measured,
      capabilities,
      pods,
      traces: { ...traced, ...oneTrace },
    });
    expect(part(`Trace ${traceId}`)).toContain("1.24 s");
    expect(part(`Trace ${traceId}`)).toContain("10.1.2.3");
    expect(part(`Trace ${traceId}`)).toContain("No span is marked: none of them is of this call.");
    await press("Close this trace");
    expect(search()).toEqual({ tab: "evidence", sel: `node:${nodeId("payment-v2")}` });
    expect(part(`Trace ${traceId}`)).toBeUndefined();
  });
});

describe("what to compare with", () => {
  // happy-dom has no popovers.
  beforeEach(() => {
    const toggle = (newState: string) =>
      function (this: HTMLElement) {
        this.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
      };
    Object.assign(HTMLElement.prototype, { showPopover: toggle("open"), hidePopover: toggle("closed") });
  });

  it("says what is not kept before it is pressed, and lets nobody press it", async () => {
    const capabilities = { ...able, historyFrom: "2026-11-19T00:00:00.000Z" };
    const of = `?tab=compare&at=${mesh.at}`;
    await open(of, { capabilities, investigation: failing, differences: same });
    await press("now against before it began");
    const described = (name: string) => {
      const button = [...page.querySelectorAll("button")].find(({ textContent }) => textContent === name);
      const why = button?.getAttribute("aria-describedby");
      return why ? document.getElementById(why)?.textContent : undefined;
    };
    expect(described("Last week, same time")).toMatch(/^Prometheus keeps nothing before .*\.$/);
    expect(described("Yesterday, same time")).toBeUndefined();
    await press("Last week, same time");
    expect(search()).not.toHaveProperty("before");
    await press("Yesterday, same time");
    expect(search()).toHaveProperty("before", "1d");
  });
});
