import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrafficRoutes } from "@fyr/contract";
import { expect } from "@playwright/test";

/** What the launcher notes of the running demo. */
interface RunningDemo {
  readonly ports: {
    readonly prometheus: number;
    readonly mesh: number;
    readonly kubernetes: number;
    readonly fyr: number;
  };
  readonly folder: string;
  readonly pids: { readonly prometheus: number; readonly mesh: number; readonly fyr: number };
}

export interface PromRow {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

const folder = join(import.meta.dirname, "../../.cache/e2e-demo");

/** The demo that tests change, or the one they only look at. */
export function runningDemo(of: "changing" | "looking" = "changing"): RunningDemo {
  const file = join(of === "looking" ? `${folder}-looking` : folder, "running.json");
  return JSON.parse(readFileSync(file, "utf8")) as RunningDemo;
}

/** Asks the demo's Prometheus itself, past Fyr. `at` in Unix seconds. */
export async function promql(query: string, at: number): Promise<PromRow[]> {
  const body = new URLSearchParams({ query, time: String(at) });
  const response = await fetch(`http://127.0.0.1:${runningDemo().ports.prometheus}/api/v1/query`, {
    method: "POST",
    body,
  });
  const answer = (await response.json()) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

export function kubectl(...args: string[]): string {
  return execFileSync(
    "kubectl",
    ["--kubeconfig", join(folder, "kubeconfig"), "--cache-dir", join(folder, "kubectl-cache"), ...args],
    { encoding: "utf8", timeout: 60_000 },
  );
}

/** Sets the weights of `payment` (v1, v2) as a colleague would, with kubectl. */
export function setPaymentWeights(v1: number, v2: number): void {
  const index = paymentRule();
  const patch = [v1, v2].map((value, at) => ({ op: "replace", path: `/spec/http/${index}/route/${at}/weight`, value }));
  kubectl("-n", "payments", "patch", "virtualservice", "payment", "--type=json", "-p", JSON.stringify(patch));
}

export function paymentWeights(): number[] {
  return paymentRules()[paymentRule()]?.route.map((destination) => destination.weight ?? 0) ?? [];
}

/** Back to the demo's own, and Fyr has heard of it: what opens a page next does not begin with weights that were. */
export async function restorePaymentWeights(): Promise<void> {
  const own = [95, 5];
  if (paymentWeights().join() !== own.join()) setPaymentWeights(95, 5);
  await expect.poll(paymentWeightsInFyr).toEqual(own);
}

async function paymentWeightsInFyr(): Promise<number[] | undefined> {
  const response = await fetch(`http://127.0.0.1:${runningDemo().ports.fyr}/api/traffic-routes`);
  const { routes } = (await response.json()) as TrafficRoutes;
  const rules = routes.find(({ route }) => route.kind === "VirtualService" && route.name === "payment")?.rules;
  return rules?.find(({ splits }) => splits)?.destinations.map(({ weight }) => weight);
}

function paymentRule(): number {
  return paymentRules().findIndex((rule) => rule.route.length === 2);
}

function paymentRules(): { route: { weight?: number }[] }[] {
  const object = JSON.parse(kubectl("-n", "payments", "get", "virtualservice", "payment", "-o", "json"));
  return object.spec.http;
}

/** An object as kubectl shows it; undefined when it is not there. */
export function readObject(resource: string, namespace: string, name: string): object | undefined {
  const text = kubectl("-n", namespace, "get", resource, name, "--ignore-not-found", "-o", "json");
  return text === "" ? undefined : JSON.parse(text);
}

export function deleteObject(resource: string, namespace: string, name: string): void {
  kubectl("-n", namespace, "delete", resource, name, "--ignore-not-found");
}

/** Makes an object again that was read before. */
export function createObject(object: object): void {
  const { metadata, ...rest } = object as { metadata: Record<string, unknown> };
  const { name, namespace, labels, annotations } = metadata;
  const file = join(folder, "kubectl-create.json");
  writeFileSync(file, JSON.stringify({ ...rest, metadata: { name, namespace, labels, annotations } }));
  kubectl("create", "-f", file);
}
