import { createServer } from "node:net";

/** The first port from `from` on that nobody on loopback listens at, of the next hundred. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    if (await canListen(port)) return port;
  }
  throw new Error(`No free port between ${from} and ${from + 99}.`);
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
