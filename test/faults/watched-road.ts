import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

/** What the road does with what travels on it. */
type RoadState = "open" | "silent" | "garbage" | "slow";

/** A TCP proxy before Prometheus that counts what is under way and can be blocked. */
export interface WatchedRoad {
  readonly url: string;
  set(state: RoadState): void;
  /** Requests sent and not yet answered, as many as there were at once since the last call. */
  mostAtOnce(): number;
  end(): void;
}

const slowMs = 3_000;
const garbage = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n<html>oops</";

export async function openRoad(port: number): Promise<WatchedRoad> {
  let state: RoadState = "open";
  const waiting = new Set<Socket>();
  const sockets = new Set<Socket>();
  let most = 0;

  const server = createServer((near) => {
    const far = dial(port, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        waiting.delete(near);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => {
      waiting.add(near);
      most = Math.max(most, waiting.size);
      if (state === "garbage") near.write(garbage, () => waiting.delete(near));
      else if (state === "slow") setTimeout(() => far.write(bytes), slowMs);
      else if (state === "open") far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (state === "silent") return;
      waiting.delete(near);
      near.write(bytes);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      state = next;
    },
    mostAtOnce: () => {
      const was = most;
      most = waiting.size;
      return was;
    },
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
