import { eventText } from "../../stream/frames.ts";
import type { Observer, ObserverEvent } from "../observer.ts";
import type { Telemetry } from "../source/telemetry.ts";
import { failureAsData } from "./failure-as-data.ts";
import type { FromThread, SharedEvent, ToThread } from "./messages.ts";

interface Served {
  readonly observer: Observer;
  readonly telemetry: Telemetry;
}

type Question = Extract<ToThread, { kind: "ask" }>;

/** The thread's side: takes what is asked of the observer and of its telemetry, and posts what comes of it. */
export function serveObserver(
  { observer, telemetry }: Served,
  post: (message: FromThread) => void,
): (message: ToThread) => void {
  const running = new Map<number, AbortController>();
  const leaves = new Map<number, () => void>();
  const outbox = createOutbox(post);
  let hasPicture = false;

  function tellOfPicture(): void {
    if (hasPicture || !observer.hasPicture()) return;
    hasPicture = true;
    post({ kind: "hasPicture" });
  }

  async function answer({ id, ...question }: Question): Promise<void> {
    const stop = new AbortController();
    running.set(id, stop);
    try {
      const value = await answerTo({ observer, telemetry }, question, stop.signal);
      post({ kind: "answer", id, value });
    } catch (error) {
      post({ kind: "failure", id, failure: failureAsData(error) });
    } finally {
      running.delete(id);
      tellOfPicture();
    }
  }

  function subscribe({ id, subscription }: Extract<ToThread, { kind: "subscribe" }>): void {
    try {
      const listener = (event: ObserverEvent) => {
        outbox.deliver(id, event);
        tellOfPicture();
      };
      leaves.set(id, observer.subscribe(listener, subscription));
      post({ kind: "answer", id, value: undefined });
    } catch (error) {
      post({ kind: "failure", id, failure: failureAsData(error) });
    }
  }

  return (message) => {
    switch (message.kind) {
      case "ask":
        void answer(message);
        break;
      case "abort":
        running.get(message.id)?.abort();
        break;
      case "subscribe":
        subscribe(message);
        break;
      case "leave":
        leaves.get(message.id)?.();
        leaves.delete(message.id);
        break;
      case "inventory":
        observer.setInventory(message.inventory);
        break;
      case "kubernetes":
        observer.setKubernetesState(message.state);
        break;
    }
  };
}

async function answerTo(
  { observer, telemetry }: Served,
  { asked, args }: Pick<Question, "asked" | "args">,
  signal: AbortSignal,
): Promise<unknown> {
  switch (asked) {
    case "current":
      return JSON.stringify(observer.current());
    case "at": {
      const [query] = args as [Parameters<Observer["at"]>[0]];
      return JSON.stringify(await observer.at(query, signal));
    }
    case "written": {
      const [query] = args as [Parameters<Observer["written"]>[0]];
      return observer.written(query, signal);
    }
    case "replay": {
      const [span] = args as [Parameters<Observer["replay"]>[0]];
      return JSON.stringify(await observer.replay(span, signal));
    }
    case "differences": {
      const [query] = args as [Parameters<Observer["differences"]>[0]];
      return JSON.stringify(await observer.differences(query, signal));
    }
    case "callTree": {
      const [query] = args as [Parameters<Observer["callTree"]>[0]];
      return JSON.stringify(await observer.callTree(query, signal));
    }
    case "investigate": {
      const [query] = args as [Parameters<Observer["investigate"]>[0]];
      return JSON.stringify(await observer.investigate(query, signal));
    }
    case "resolve": {
      const [id, moment] = args as [Parameters<Observer["resolve"]>[0], Parameters<Observer["resolve"]>[1]];
      return JSON.stringify(await observer.resolve(id, moment, signal));
    }
    default: {
      const ask = telemetry[asked] as (...args: readonly unknown[]) => Promise<unknown>;
      return ask(...args, signal);
    }
  }
}

/** Gathers what is sent in one turn: many are sent the same, and one message tells all of it. */
function createOutbox(post: (message: FromThread) => void) {
  const known = new WeakMap<object, SharedEvent>();
  let count = 0;
  let events = new Set<SharedEvent>();
  let deliveries: [number, number][] = [];

  function flush(): void {
    post({ kind: "events", events: [...events], deliveries });
    events = new Set();
    deliveries = [];
  }

  function shared(event: ObserverEvent): SharedEvent {
    const before = known.get(event.data);
    if (before !== undefined) return before;
    count += 1;
    const made = { number: count, event: event.event, bytes: inSharedMemory(eventText(event)) };
    known.set(event.data, made);
    return made;
  }

  return {
    deliver: (id: number, event: ObserverEvent) => {
      const made = shared(event);
      if (deliveries.length === 0) queueMicrotask(flush);
      events.add(made);
      deliveries.push([id, made.number]);
    },
  };
}

function inSharedMemory(text: string): SharedArrayBuffer {
  const bytes = new SharedArrayBuffer(Buffer.byteLength(text));
  Buffer.from(bytes).write(text);
  return bytes;
}
