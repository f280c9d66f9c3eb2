import type { StreamEvent } from "@fyr/contract";
import { failure } from "../api/client.ts";
import { createEventParser, type ServerEvent } from "./sse.ts";

export interface ConnectionListener {
  readonly onEvent: (event: StreamEvent) => "keep" | "restart";
  readonly onLoss: (reason: string) => void;
}

/** Longer than two heartbeats of the server (15 s). */
const silenceMs = 35_000;
const firstPauseMs = 500;
const longestPauseMs = 8_000;

/** Keeps one event stream open until the returned function is called; after a loss it tries again, ever slower. */
export function connect(url: string, listener: ConnectionListener): () => void {
  const closing = new AbortController();
  void keepOpen(url, listener, closing.signal);
  return () => closing.abort();
}

async function keepOpen(url: string, listener: ConnectionListener, closing: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!closing.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    closing.addEventListener("abort", stop, { once: true });
    try {
      await readStream(url, attempt, (event) => {
        pauseMs = firstPauseMs;
        return listener.onEvent(event);
      });
      if (!closing.aborted) listener.onLoss("The connection to Fyr was closed.");
    } catch (error) {
      if (!closing.aborted) listener.onLoss(lossInWords(error));
    } finally {
      closing.removeEventListener("abort", stop);
      attempt.abort();
    }
    await pause(pauseMs, closing);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

async function readStream(url: string, attempt: AbortController, onEvent: ConnectionListener["onEvent"]) {
  const watch = watchdog(attempt);
  try {
    const response = await fetch(url, { headers: { accept: "text/event-stream" }, signal: attempt.signal });
    if (!response.ok || response.body === null) throw await failure(response);
    const parse = createEventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watch.fed();
      for (const event of parse(value)) {
        if (isStreamEvent(event) && onEvent(decoded(event)) === "restart") return;
      }
    }
  } finally {
    watch.stop();
  }
}

/** Aborts when nothing came for too long: a proxy may have dropped the line without a word. */
function watchdog(attempt: AbortController) {
  let timer = setTimeout(() => attempt.abort(), silenceMs);
  return {
    fed() {
      clearTimeout(timer);
      timer = setTimeout(() => attempt.abort(), silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}

const eventNames: ReadonlySet<string> = new Set<StreamEvent["event"]>([
  "snapshot",
  "diff",
  "stale",
  "change",
  "edit",
  "guard",
  "shift",
]);

/** Events of a later server that nobody here knows are passed over. */
function isStreamEvent({ event }: ServerEvent): boolean {
  return eventNames.has(event);
}

function decoded({ event, data }: ServerEvent): StreamEvent {
  return { event, data: JSON.parse(data) } as StreamEvent;
}

function lossInWords(error: unknown): string {
  if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) {
    return "No answer from Fyr's server.";
  }
  return error instanceof Error ? error.message : String(error);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
