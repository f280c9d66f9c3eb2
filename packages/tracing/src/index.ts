export { createJaeger } from "./jaeger.ts";
export { createTempo } from "./tempo.ts";
export type { CallsOf, Tracing, TracingConnection, WantedCalls, WantedService } from "./tracing.ts";
export { TracingError } from "./tracing-error.ts";
