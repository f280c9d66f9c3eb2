import type { SourceState } from "@fyr/contract";
import type { RequestReport } from "@fyr/prometheus";
import type { Inventory } from "@fyr/topology";
import { eventText } from "../../stream/frames.ts";
import type { AnyObserver, SentEvent } from "../any-observer.ts";
import type { Subscription, WrittenPicture } from "../observer.ts";
import type { ObserverMetrics } from "../observer-deps.ts";
import type { Telemetry } from "../source/telemetry.ts";
import { failureOf } from "./failure-as-data.ts";
import type { FromThread, SharedEvent, ToThread } from "./messages.ts";
import { remoteTelemetry } from "./remote-telemetry.ts";
import { createThreadLine, type LookingThread, type ThreadEars } from "./thread-line.ts";

export interface RemoteObserverDeps {
  readonly start: (ears: ThreadEars) => LookingThread;
  readonly metrics: ObserverMetrics;
  /** What to say of Kubernetes until something is heard of it. */
  readonly kubernetes: SourceState;
  readonly onRequest: (report: RequestReport) => void;
  readonly onMishap: (error: unknown, doing: string) => void;
  /** Ms between the death of a thread and the next one's start. */
  readonly restMs: number;
}

interface Subscriber {
  readonly listener: (event: SentEvent) => void;
  readonly subscription: Subscription;
}

/** An event may be delivered again to whoever comes a little later. */
const heldEvents = 16;

/**
 * The observer and its telemetry, in a thread of their own: asking, reading, building and writing events takes nothing
 * from the thread that answers requests. When that thread dies, what is shown is stale until a new one has looked.
 */
export function createRemoteObserver(deps: RemoteObserverDeps): {
  readonly observer: AnyObserver;
  readonly telemetry: Telemetry;
} {
  const subscribers = new Map<number, Subscriber>();
  const events = new Map<number, SentEvent>();
  let inventory: Inventory | undefined;
  let kubernetes = deps.kubernetes;
  let hasPicture = false;
  let thread: LookingThread | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const post = (message: ToThread): boolean => {
    thread?.post(message);
    return thread !== undefined;
  };
  const line = createThreadLine(post);

  function start(): void {
    thread = deps.start({ onMessage: take, onDeath });
    if (inventory !== undefined) post({ kind: "inventory", inventory });
    post({ kind: "kubernetes", state: kubernetes });
    for (const [id, { subscription }] of subscribers) {
      // The revisions of the thread before are gone: what comes is a snapshot.
      const { lastEventId: _, ...again } = subscription;
      line.send(id, { kind: "subscribe", id, subscription: again }).catch(() => subscribers.delete(id));
    }
  }

  function onDeath(error: unknown): void {
    if (isClosed) return;
    thread = undefined;
    hasPicture = false;
    events.clear();
    deps.onMishap(error, "looking at the mesh, in its own thread");
    line.breakOff();
    const stale = staleEvent(kubernetes);
    for (const { listener } of subscribers.values()) listener(stale);
    restTimer = setTimeout(start, deps.restMs);
  }

  function take(message: FromThread): void {
    switch (message.kind) {
      case "answer":
      case "failure":
        line.heard(message);
        break;
      case "events":
        for (const event of message.events) hold(event);
        for (const [id, number] of message.deliveries) {
          const event = events.get(number);
          if (event !== undefined) subscribers.get(id)?.listener(event);
        }
        for (const [oldest] of events) if (events.size > heldEvents) events.delete(oldest);
        break;
      case "hasPicture":
        hasPicture = true;
        break;
      case "ticked":
        deps.metrics.ticked(...message.args);
        break;
      case "subscribed":
        deps.metrics.subscribed(...message.args);
        break;
      case "requested":
        deps.onRequest(message.report);
        break;
      case "mishap":
        deps.onMishap(failureOf(message.failure), message.doing);
        break;
    }
  }

  function hold({ number, event, bytes }: SharedEvent): void {
    if (!events.has(number)) events.set(number, { event, bytes: Buffer.from(bytes) });
  }

  start();
  const observer: AnyObserver = {
    current: async () => fromJson(await line.ask("current", [])),
    hasPicture: () => hasPicture,
    at: async (query, signal) => fromJson(await line.ask("at", [query], signal)),
    written: async (query, signal) => (await line.ask("written", [query], signal)) as WrittenPicture,
    replay: async (span, signal) => fromJson(await line.ask("replay", [span], signal)),
    differences: async (query, signal) => fromJson(await line.ask("differences", [query], signal)),
    callTree: async (query, signal) => fromJson(await line.ask("callTree", [query], signal)),
    investigate: async (query, signal) => fromJson(await line.ask("investigate", [query], signal)),
    resolve: async (id, moment, signal) => fromJson(await line.ask("resolve", [id, moment], signal)),
    subscribe: async (listener, subscription = {}) => {
      const id = line.nextId();
      subscribers.set(id, { listener, subscription });
      try {
        await line.send(id, { kind: "subscribe", id, subscription });
      } catch (error) {
        subscribers.delete(id);
        throw error;
      }
      return () => {
        if (subscribers.delete(id)) post({ kind: "leave", id });
      };
    },
    inventory: () => inventory,
    setInventory: (next) => {
      inventory = next;
      post({ kind: "inventory", inventory });
    },
    setKubernetesState: (state) => {
      kubernetes = state;
      post({ kind: "kubernetes", state });
    },
    close: () => {
      isClosed = true;
      clearTimeout(restTimer);
      line.breakOff();
      thread?.end();
    },
  };
  return { observer, telemetry: remoteTelemetry(line) };
}

function fromJson<Value>(text: unknown): Value {
  return (typeof text === "string" ? JSON.parse(text) : undefined) as Value;
}

function staleEvent(kubernetes: SourceState): SentEvent {
  const prometheus: SourceState = { name: "prometheus", status: "stale", message: "Fyr has to look anew." };
  const sources = [prometheus, kubernetes];
  return { event: "stale", bytes: Buffer.from(eventText({ event: "stale", data: { revision: 0, sources } })) };
}
