import { apiPath } from "../api/client.ts";
import { csrfWord } from "../api/csrf-word.ts";
import type { OpenStream } from "./open-stream.ts";
import { afterEvent, afterLoss, emptyStream, type StreamState } from "./stream-state.ts";

/** What the stream is asked for. `namespaces`: absent is all. */
export interface StreamQuery {
  readonly windowSeconds: number;
  readonly namespaces?: readonly string[];
}

export interface LiveStore {
  readonly getState: () => StreamState;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Holds what is pushed for one query. The stream is open while somebody listens. */
export function createLiveStore(query: StreamQuery, open: OpenStream, now: () => number = Date.now): LiveStore {
  const listeners = new Set<() => void>();
  let state = emptyStream;
  let close: (() => void) | undefined;

  function set(next: StreamState | undefined): void {
    if (next === undefined || next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      close ??= open(streamUrl(query), (message) =>
        set(
          message.type === "event" ? afterEvent(state, message.event, now()) : afterLoss(state, message.reason, now()),
        ),
      );
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        close?.();
        close = undefined;
      };
    },
  };
}

function streamUrl({ windowSeconds, namespaces }: StreamQuery): string {
  const path = apiPath("/topology/stream", { windowSeconds, namespaces: namespaces?.join(",") });
  // Pages of one browser share a stream by its address. Who signed in anew may be somebody else, and gets their own.
  const word = csrfWord(document, window.location);
  return word === undefined ? path : `${path}#${word}`;
}
