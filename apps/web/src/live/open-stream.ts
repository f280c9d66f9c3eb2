import type { HubListener, HubMessage } from "./stream-hub.ts";
import { hereEveryMs, type PageMessage } from "./worker-protocol.ts";

/** Opens the stream at `url`; the returned function leaves it. */
export type OpenStream = (url: string, listener: HubListener) => () => void;

/** Through a worker shared by all pages of this browser, where there is one; else a stream of this page's own. */
export function chooseOpenStream(): OpenStream {
  return typeof SharedWorker === "undefined" ? ownStream : sharedStream;
}

/** Nearly every browser has shared workers: this code is loaded by those that have not. */
const ownStream: OpenStream = (url, listener) => {
  let hasLeft = false;
  let leave = () => {};
  void import("./stream-hub.ts").then(({ createStreamHub }) => {
    if (!hasLeft) leave = createStreamHub().join(url, listener);
  });
  return () => {
    hasLeft = true;
    leave();
  };
};

// Its address carries a hash of its code: pages of another build have a worker of their own.
const sharedStream: OpenStream = (url, listener) => {
  const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), {
    type: "module",
    name: "fyr-stream",
  });
  const say = (message: PageMessage) => worker.port.postMessage(message);
  const join = () => say({ type: "join", url });
  const leave = () => say({ type: "leave" });
  let own: (() => void) | undefined;
  // A policy may forbid workers: then this page opens a stream of its own.
  worker.onerror = () => {
    own ??= ownStream(url, listener);
  };
  worker.port.onmessage = ({ data }: MessageEvent<HubMessage>) => listener(data);
  join();
  const here = setInterval(() => say({ type: "here" }), hereEveryMs);
  // A page kept in the back/forward cache leaves and comes back.
  const returned = ({ persisted }: PageTransitionEvent) => persisted && join();
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", returned);
  return () => {
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("pageshow", returned);
    clearInterval(here);
    leave();
    own?.();
    worker.port.close();
  };
};
