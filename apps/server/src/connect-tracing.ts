import { createJaeger, createTempo, type Tracing } from "@fyr/tracing";
import type { TracingSettings } from "./tracing-config.ts";

/** A search over minutes takes its time; a page that waits longer than this is closed. */
const timeoutMs = 15_000;

export function connectTracing({ kind, url, link }: TracingSettings): Tracing {
  const connection = { url, link, timeoutMs };
  return kind === "jaeger" ? createJaeger(connection) : createTempo(connection);
}
