import type { RouteChange, Topology } from "@fyr/contract";

/** What is known of the moment on screen, live or past. What did not change keeps its identity (`===`). */
export type LiveState =
  | { readonly status: "connecting" }
  /** `by`: whose answer is missing. */
  | { readonly status: "failed"; readonly reason: string; readonly by: "fyr" | "prometheus" }
  | { readonly status: "live"; readonly topology: Topology }
  /** The first picture of another window or scope is on its way; the one before stays until it is there. */
  | { readonly status: "awaited"; readonly topology: Topology }
  /** The last good picture; `topology.sources` says what is wrong and how old it is. `receivedAt`: ms since epoch, for counting the age on. */
  | { readonly status: "stale"; readonly topology: Topology; readonly reason: string; readonly receivedAt: number }
  | { readonly status: "past"; readonly topology: Topology };

/** Changes of routes as they are pushed, newest first. */
export type PushedChanges = readonly RouteChange[];
