import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { Topology, TopologyDiff } from "@fyr/contract";
import { snapshotOf } from "@fyr/topology";

/** The built web app and a stream that says what it is told: the browser's part alone, without a mesh behind it. */
export interface FakeFyr {
  readonly url: string;
  /** The picture for all who listen and who will. */
  show(topology: Topology): void;
  push(diff: TopologyDiff): void;
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
  const say = (viewer: ServerResponse, event: string, data: unknown) =>
    viewer.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://fyr");
    if (pathname === "/api/topology/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      viewers.add(response);
      response.on("close", () => viewers.delete(response));
      if (shown !== undefined) say(response, "snapshot", snapshotOf(shown));
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
    close() {
      server.close();
      server.closeAllConnections();
    },
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
