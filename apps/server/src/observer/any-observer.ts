import type { Topology } from "@fyr/contract";
import type { Observer, ObserverEvent, Subscription } from "./observer.ts";

/** An event in bytes, as it goes to viewers: one object for all who are sent the same. */
export interface SentEvent {
  readonly event: ObserverEvent["event"];
  readonly bytes: Buffer;
}

/** An observer here or in another thread, where events are written beforehand and answers take a moment. */
export interface AnyObserver extends Omit<Observer, "current" | "subscribe"> {
  current(): Topology | undefined | Promise<Topology | undefined>;
  /** The end may come later than the first events. Throws or rejects where the subscription is absurd. */
  subscribe(
    listener: (event: ObserverEvent | SentEvent) => void,
    subscription?: Subscription,
  ): (() => void) | Promise<() => void>;
}
