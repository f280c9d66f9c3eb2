import { type JsonObject, objectIn } from "@fyr/routing";
import type { KubernetesApi } from "../api.ts";
import { errorOfStatus } from "../kubernetes-error.ts";

/** One Lease as an API server keeps it: whoever names an old version is refused. */
export function createLeaseServer(): KubernetesApi & { stored(): JsonObject | undefined } {
  let stored: JsonObject | undefined;
  let version = 0;
  return {
    stored: () => stored,
    open: async () => new ReadableStream(),
    request: async ({ method = "GET", body }) => {
      // Whoever asks at the same time may come first.
      await Promise.resolve();
      if (method === "GET") {
        if (stored === undefined) throw errorOfStatus(404, undefined);
        return stored;
      }
      const sent = body as JsonObject;
      const named = objectIn(sent, "metadata")["resourceVersion"];
      const current = stored === undefined ? undefined : objectIn(stored, "metadata")["resourceVersion"];
      if (method === "POST" ? stored !== undefined : named !== current) throw errorOfStatus(409, undefined);
      version += 1;
      stored = { ...sent, metadata: { ...objectIn(sent, "metadata"), resourceVersion: String(version) } };
      return stored;
    },
  };
}
