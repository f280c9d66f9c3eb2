import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { SourceState, StreamEvent, Topology } from "@fyr/contract";
import { applyDiff, readSnapshot } from "@fyr/topology";
import { fyrAddress } from "../fixtures/fyr-address.ts";

/** Fyr as a process of its own, with one viewer that holds what a browser would show. */
export interface WatchedFyr {
  readonly url: string;
  /** The picture on screen. */
  picture(): Topology | undefined;
  /** Of Prometheus, as the last event told it. */
  status(): string | undefined;
  /** The sentence that came with the status. */
  message(): string | undefined;
  isRunning(): boolean;
  end(): Promise<number | null>;
}

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));

/** What is told of routes is no picture. */
const ofRoutes = ["change", "edit", "guard", "shift"] as const;

function isPicture(event: StreamEvent): event is Exclude<StreamEvent, { event: (typeof ofRoutes)[number] }> {
  return !ofRoutes.some((name) => name === event.event);
}

export async function watchFyr(prometheus: string, refreshSeconds: number, windowSeconds = 60): Promise<WatchedFyr> {
  const settings = ["--prometheus", prometheus, "--no-cluster", "--port", "0"];
  const pace = ["--refresh-seconds", String(refreshSeconds), "--window-seconds", String(windowSeconds)];
  const child = spawn(process.execPath, [main, ...settings, ...pace], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await fyrAddress(child);
  let picture: Topology | undefined;
  let prometheusState: SourceState | undefined;
  const leaving = new AbortController();
  const watching = watch(url, leaving.signal, (event) => {
    if (!isPicture(event)) return;
    if (event.event === "snapshot") picture = readSnapshot(event.data);
    if (event.event === "diff" && picture !== undefined) picture = applyDiff(picture, event.data);
    const sources = event.event === "stale" ? event.data.sources : picture?.sources;
    prometheusState = sources?.find(({ name }) => name === "prometheus");
  });
  return {
    url,
    picture: () => picture,
    status: () => prometheusState?.status,
    message: () => prometheusState?.message,
    isRunning: () => child.exitCode === null,
    end: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      leaving.abort();
      await watching;
      return child.exitCode;
    },
  };
}

async function watch(url: string, signal: AbortSignal, onEvent: (event: StreamEvent) => void): Promise<void> {
  try {
    const { body } = await fetch(`${url}/api/topology/stream`, { signal });
    let text = "";
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, event] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        if (event !== undefined && data !== undefined) onEvent({ event, data: JSON.parse(data) } as StreamEvent);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
