import type { SourceState } from "@fyr/contract";
import type { PrometheusConnection, RequestReport } from "@fyr/prometheus";
import type { HealthPreset, HealthRule, Inventory } from "@fyr/topology";
import type { ObserverEvent, Subscription } from "../observer.ts";
import type { ObserverMetrics } from "../observer-deps.ts";
import type { Telemetry } from "../source/telemetry.ts";
import type { FailureAsData } from "./failure-as-data.ts";

/** What the looking thread is started with: plain data, for nothing else crosses. */
export interface LookingSettings {
  readonly prometheus: PrometheusConnection;
  readonly timeoutMs: number;
  readonly refreshSeconds: number;
  readonly windowSeconds: number;
  readonly health: { readonly preset: HealthPreset; readonly rules: readonly HealthRule[] };
  readonly kubernetes: SourceState;
}

/** What is asked and answered once. Answers of the observer are JSON, which is read faster than a clone. */
export type Asked =
  | keyof Telemetry
  | "current"
  | "at"
  | "written"
  | "replay"
  | "resolve"
  | "differences"
  | "callTree"
  | "investigate";

export type ToThread =
  | { readonly kind: "ask"; readonly id: number; readonly asked: Asked; readonly args: readonly unknown[] }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "subscribe"; readonly id: number; readonly subscription: Subscription }
  | { readonly kind: "leave"; readonly id: number }
  | { readonly kind: "inventory"; readonly inventory: Inventory }
  | { readonly kind: "kubernetes"; readonly state: SourceState };

/** An event as it is sent, in memory both threads see. */
export interface SharedEvent {
  /** The same for all who are sent the same. */
  readonly number: number;
  readonly event: ObserverEvent["event"];
  readonly bytes: SharedArrayBuffer;
}

export type FromThread =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly failure: FailureAsData }
  /** `deliveries`: who is sent which of these events, in order. */
  | {
      readonly kind: "events";
      readonly events: readonly SharedEvent[];
      readonly deliveries: readonly (readonly [subscription: number, event: number])[];
    }
  | { readonly kind: "hasPicture" }
  | { readonly kind: "ticked"; readonly args: Parameters<ObserverMetrics["ticked"]> }
  | { readonly kind: "subscribed"; readonly args: Parameters<ObserverMetrics["subscribed"]> }
  | { readonly kind: "requested"; readonly report: RequestReport }
  | { readonly kind: "mishap"; readonly failure: FailureAsData; readonly doing: string };
