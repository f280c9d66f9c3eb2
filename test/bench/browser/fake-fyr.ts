import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { Replay, Topology, TopologyDiff } from "@fyr/contract";
import { snapshotOf } from "@fyr/topology";
import type { GrowingMesh } from "./growing-mesh.ts";

/** The built web app and a stream that says what it is told: the browser's part alone, without a mesh behind it. */
export interface FakeFyr {
  readonly url: string;
  /** The picture for all who listen and who will. */
  show(topology: Topology): void;
  push(diff: TopologyDiff): void;
  /** What is played of the past from now on: a frame a minute, in each of which every number moves. */
  remember(mesh: GrowingMesh, frames: number): void;
  close(): void;
}

const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** `dist`: the folder of the built web app. `port` 0 picks one. */
export async function startFakeFyr(dist: string, port = 0): Promise<FakeFyr> {
  const viewers = new Set<ServerResponse>();
  let shown: Topology | undefined;
  let past: ((from: string) => Replay) | undefined;
  const say = (viewer: ServerResponse, event: string, data: unknown) =>
    viewer.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const server = createServer(({ url = "/" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://fyr");
    if (pathname === "/api/topology/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      viewers.add(response);
      response.on("close", () => viewers.delete(response));
      if (shown !== undefined) say(response, "snapshot", snapshotOf(shown));
    } else if (pathname === "/api/topology/replay" && past !== undefined) {
      const answer = JSON.stringify(past(searchParams.get("from") ?? ""));
      response.writeHead(200, { "content-type": "application/json" }).end(answer);
    } else if (pathname.startsWith("/api/")) {
      response.writeHead(404, { "content-type": "application/problem+json" }).end("{}");
    } else sendFile(response, dist, pathname);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    show(topology) {
      shown = topology;
      for (const viewer of viewers) say(viewer, "snapshot", snapshotOf(topology));
    },
    push(diff) {
      for (const viewer of viewers) say(viewer, "diff", diff);
    },
    remember(mesh, frames) {
      past = (from) => replayOf(mesh, frames, from);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const STEP_SECONDS = 60;

function replayOf(mesh: GrowingMesh, frames: number, from: string): Replay {
  const stepMs = STEP_SECONDS * 1000;
  const first = Math.floor(Date.parse(from) / stepMs) * stepMs;
  const at = (frame: number) => new Date(first + frame * stepMs).toISOString();
  return {
    from: at(0),
    to: at(frames),
    stepSeconds: STEP_SECONDS,
    snapshot: { ...mesh.first(), revision: 0, at: at(0) },
    diffs: Array.from({ length: frames }, (_, frame) => ({
      ...mesh.refresh(),
      from: frame,
      to: frame + 1,
      at: at(frame + 1),
    })),
  };
}

/** Every address without a file is a page of the app. */
function sendFile(response: ServerResponse, dist: string, pathname: string): void {
  const file = extname(pathname) === "" ? "/index.html" : pathname;
  try {
    const body = readFileSync(join(dist, file));
    response.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
