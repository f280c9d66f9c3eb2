import type { PodLogs } from "../../logs/pod-logs.ts";
import type { User } from "../access/users.ts";
import type { Catalog } from "../resources/find-resource.ts";
import type { ObjectStore } from "../store/object-store.ts";

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  readonly userAgent: string | undefined;
  readonly body: string;
  readonly user: User;
}

export interface EventSink {
  /** One JSON value, as a line of its own. */
  readonly send: (event: unknown) => void;
  readonly end: () => void;
}

export type Answer =
  | {
      readonly code: number;
      /** Sent as JSON, unless it is bytes already. */
      readonly body: unknown;
      readonly contentType?: string;
      readonly warnings?: readonly string[];
    }
  /** Starts an endless answer and returns what stops it; called when the client leaves. */
  | { readonly stream: (sink: EventSink) => () => void }
  /** The same for plain text. */
  | { readonly text: (write: (part: string) => void) => () => void };

export interface ApiContext {
  readonly store: ObjectStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly istioVersion: string;
  readonly catalog: Catalog;
  /** Absent: the cluster keeps none. */
  readonly logs?: PodLogs;
}
