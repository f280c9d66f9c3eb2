import { spawn } from "node:child_process";
import { once } from "node:events";
import { type ClientRequest, get } from "node:http";
import { fileURLToPath } from "node:url";
import { fyrAddress } from "../fixtures/fyr-address.ts";

/** Fyr as a process of its own, as it tells of itself. */
export interface WatchedServer {
  readonly url: string;
  /** Since it was asked last. The delay of the event loop is the p99. */
  cost(): Promise<Cost>;
  end(): Promise<void>;
}

interface Cost {
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly loopDelayMs: number;
}

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));

export async function startServer(prometheus: string, port: number): Promise<WatchedServer> {
  const args = ["--prometheus", prometheus, "--no-cluster", "--port", `${port}`, "--refresh-seconds", "5"];
  // As in the image.
  const started = ["--max-semi-space-size=8", main, ...args];
  const env = { ...process.env, MALLOC_ARENA_MAX: "2" };
  const child = spawn(process.execPath, started, { env, stdio: ["ignore", "pipe", "pipe"] });
  const url = await fyrAddress(child);
  let cpuBefore = 0;
  return {
    url,
    cost: async () => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const numberOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
      const cpu = numberOf("process_cpu_seconds_total");
      const cpuSeconds = cpu - cpuBefore;
      cpuBefore = cpu;
      return {
        cpuSeconds,
        rssMb: numberOf("process_resident_memory_bytes") / 2 ** 20,
        loopDelayMs: numberOf("nodejs_eventloop_lag_p99_seconds") * 1000,
      };
    },
    end: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** Open streams that take what comes and note when, compressed as browsers ask for it. */
export interface Viewers {
  /** Forgets what has come so far. */
  reset(): void;
  /** Of each event since then, ms from the first viewer who has it whole to the last one. */
  spreadsMs(): number[];
  close(): void;
}

/** How zlib ends what is to be read at once, and so every event. */
const flushed = Buffer.from([0x00, 0x00, 0xff, 0xff]);
/** A comment that keeps quiet streams open is shorter, every event longer. */
const shortestEventBytes = 64;

export function openViewers(url: string, count: number): Viewers {
  /** By viewer: when each event was whole. */
  const arrivals: number[][] = Array.from({ length: count }, () => []);
  const requests = arrivals.map((times): ClientRequest => {
    const headers = { "accept-encoding": "gzip", accept: "text/event-stream" };
    const request = get(`${url}/api/topology/stream`, { agent: false, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (!chunk.subarray(-flushed.length).equals(flushed)) return;
        if (bytes >= shortestEventBytes) times.push(performance.now());
        bytes = 0;
      });
      response.on("error", () => undefined);
    });
    return request.on("error", () => undefined);
  });
  return {
    reset: () => {
      for (const times of arrivals) times.length = 0;
    },
    spreadsMs: () => {
      const events = Math.min(...arrivals.map((times) => times.length));
      return Array.from({ length: events }, (_, nth) => {
        const times = arrivals.map((viewer) => viewer[nth] ?? Number.NaN);
        return Math.max(...times) - Math.min(...times);
      });
    },
    close: () => {
      for (const request of requests) request.destroy();
    },
  };
}
