import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A tracing system of canned answers: what Jaeger and Tempo were seen to say, over real HTTP. */
export interface CannedTracing {
  readonly url: string;
  /** Path and query of everything that was asked. */
  readonly asked: URL[];
  answer: (url: URL, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function cannedTracing(): Promise<CannedTracing> {
  const asked: URL[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    asked.push(url);
    canned.answer(url, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const canned: CannedTracing = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (_url, response) => response.writeHead(404).end(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return canned;
}

export function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
