import type { FoundTrace, Trace } from "@fyr/contract";

/** Where traces are kept. */
export interface TracingConnection {
  /** Of its HTTP API: `http://jaeger-query:16686`. */
  readonly url: string;
  /** Its pages as browsers reach them; without it nothing links there. */
  readonly link: string | undefined;
  readonly timeoutMs: number;
}

/** A workload as Istio's proxies name it in spans: `app.namespace`, or the app alone where they are told so. */
export interface WantedService {
  readonly app: string;
  readonly namespace: string;
  /** `istio.canonical_revision`. */
  readonly version?: string;
}

/** Calls of one edge, or all that a node answers. */
export interface CallsOf {
  readonly caller?: WantedService;
  /** Without one: whatever the caller sends to `host`, outside the mesh. */
  readonly callee?: WantedService;
  /** The service that is called: where nobody was reached the caller's span alone tells. */
  readonly host?: string;
}

/** Some of them. Times in Unix seconds. */
export interface WantedCalls extends CallsOf {
  readonly from: number;
  readonly to: number;
  readonly kind: "slow" | "failing" | "any";
  /** Of `slow`: what takes less is not looked for. */
  readonly minMs?: number;
  readonly most: number;
}

/** May this be told of? Of spans that name no namespace it is asked with none. */
export type IsVisible = (namespace: string | undefined) => boolean;

/** A tracing system. Everything rejects with a `TracingError`. */
export interface Tracing {
  readonly kind: "jaeger" | "tempo";
  find(wanted: WantedCalls, isVisible: IsVisible, signal: AbortSignal): Promise<FoundTrace[]>;
  /** Undefined where there is none of this id, or nothing of it may be told. `marked`: whose calls are. */
  trace(id: string, marked: CallsOf | undefined, isVisible: IsVisible, signal: AbortSignal): Promise<Trace | undefined>;
  /** A search for the same in its own pages; undefined where nobody said where they are. */
  linkTo(wanted: WantedCalls): string | undefined;
}
