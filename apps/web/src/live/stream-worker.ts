import { createStreamHub } from "./stream-hub.ts";
import { goneAfterMs, type PageMessage } from "./worker-protocol.ts";

/** The part of SharedWorkerGlobalScope that is used; its library clashes with the DOM's. */
interface SharedScope {
  onconnect: ((event: MessageEvent) => void) | null;
}

const hub = createStreamHub();

function serve(port: MessagePort): void {
  let leave = () => {};
  let gone: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(gone);
    gone = setTimeout(() => leave(), goneAfterMs);
  };
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    heard();
    if (data.type === "here") return;
    leave();
    leave = () => {};
    if (data.type === "join") leave = hub.join(data.url, (message) => port.postMessage(message));
    if (data.type === "leave") clearTimeout(gone);
  };
}

(globalThis as unknown as SharedScope).onconnect = ({ ports: [port] }) => {
  if (port) serve(port);
};
