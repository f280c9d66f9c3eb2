import { expect, it } from "vitest";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { recordEvent } from "./record-event.ts";

const { signal } = new AbortController();
const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "payment", namespace: "payments" } };
const note = { reason: "WeightsChanged", message: "95/5 → 90/10" };

/** An API that has the names of the first so many Events already. */
function apiWith(taken: number, code: "conflict" | "forbidden" = "conflict") {
  let asked = 0;
  const request: KubernetesApi["request"] = async () => {
    asked += 1;
    if (asked <= taken) throw new KubernetesError(code, "no");
    return {};
  };
  return { api: { request } as KubernetesApi, asked: () => asked };
}

const leave = (api: KubernetesApi, name?: string) =>
  recordEvent(api, object, { ...note, ...(name !== undefined && { name }) }, 0, signal);

it("is left under another name where the cluster has made up one that is taken", async () => {
  const { api, asked } = apiWith(2);
  await leave(api);
  expect(asked()).toBe(3);
});

it("is given up where no name is free, and at once for any other reason", async () => {
  await expect(leave(apiWith(9).api)).rejects.toMatchObject({ code: "conflict" });
  const forbidden = apiWith(1, "forbidden");
  await expect(leave(forbidden.api)).rejects.toMatchObject({ code: "forbidden" });
  expect(forbidden.asked()).toBe(1);
});

it("that has a name of its own is left once, however often it is tried", async () => {
  const { api, asked } = apiWith(1);
  await leave(api, "payment.guard-1");
  expect(asked()).toBe(1);
});
