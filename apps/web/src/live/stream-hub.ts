import type { StreamEvent } from "@fyr/contract";
import { snapshotOf } from "@fyr/topology";
import { type ConnectionListener, connect } from "./connection.ts";
import { afterEvent, afterLoss, emptyStream, type StreamState, topologyOf } from "./stream-state.ts";

/** What is told to each page: events as they came, or that the line is lost. */
export type HubMessage =
  | { readonly type: "event"; readonly event: StreamEvent }
  | { readonly type: "loss"; readonly reason: string };

export type HubListener = (message: HubMessage) => void;

interface Line {
  readonly listeners: Set<HubListener>;
  state: StreamState;
  close: () => void;
}

/**
 * One event stream per address for any number of pages. A page that joins later gets what is held as a snapshot.
 * The line is closed when its last listener leaves.
 */
export function createStreamHub(open: typeof connect = connect, now: () => number = Date.now) {
  const lines = new Map<string, Line>();

  function join(url: string, listener: HubListener): () => void {
    const line = lines.get(url) ?? opened(url);
    welcome(line, listener);
    line.listeners.add(listener);
    return () => {
      line.listeners.delete(listener);
      if (line.listeners.size > 0) return;
      line.close();
      lines.delete(url);
    };
  }

  function opened(url: string): Line {
    const line: Line = { listeners: new Set(), state: emptyStream, close: () => {} };
    lines.set(url, line);
    line.close = open(url, listenerOf(line));
    return line;
  }

  function listenerOf(line: Line): ConnectionListener {
    return {
      onEvent(event) {
        const next = afterEvent(line.state, event, now());
        if (next === undefined) return "restart";
        line.state = next;
        tell(line, { type: "event", event });
        return "keep";
      },
      onLoss(reason) {
        line.state = afterLoss(line.state, reason, now());
        tell(line, { type: "loss", reason });
      },
    };
  }

  return { join };
}

function welcome({ state }: Line, listener: HubListener): void {
  const topology = topologyOf(state.live);
  if (topology !== undefined) listener({ type: "event", event: { event: "snapshot", data: snapshotOf(topology) } });
  for (const data of state.changes.toReversed()) listener({ type: "event", event: { event: "change", data } });
  for (const data of state.edits.toReversed()) listener({ type: "event", event: { event: "edit", data } });
  for (const data of state.guards.toReversed()) listener({ type: "event", event: { event: "guard", data } });
  for (const data of state.shifts.toReversed()) listener({ type: "event", event: { event: "shift", data } });
  if (state.live.status === "failed" || state.live.status === "stale") {
    listener({ type: "loss", reason: state.live.reason });
  }
}

function tell(line: Line, message: HubMessage): void {
  for (const listener of line.listeners) listener(message);
}
