import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestApiServer {
  readonly kubeconfig: string;
  close(): Promise<void>;
}

/** A server on loopback that answers as the test says, with a kubeconfig for it. */
export async function startApiServer(
  answer: (url: URL, request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestApiServer> {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? "/", "http://api"), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const dir = await mkdtemp(join(tmpdir(), "fyr-api-"));
  const kubeconfig = join(dir, "config");
  const named = { name: "test" };
  const config = {
    "current-context": "test",
    clusters: [{ ...named, cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } }],
    users: [{ ...named, user: { token: "secret" } }],
    contexts: [{ ...named, context: { cluster: "test", user: "test" } }],
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return {
    kubeconfig,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
