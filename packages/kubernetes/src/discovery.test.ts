import { expect, it } from "vitest";
import type { KubernetesApi } from "./api.ts";
import { compareVersions, createDiscovery } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";

const { signal } = new AbortController();

function apiWith(answers: Readonly<Record<string, object>>): { api: KubernetesApi; asked: string[] } {
  const asked: string[] = [];
  const api = {
    request: async ({ path }: { path: string }) => {
      asked.push(path);
      const answer = answers[path];
      if (answer === undefined) throw new KubernetesError("unknown_route", "not found", { status: 404 });
      return answer;
    },
  } as unknown as KubernetesApi;
  return { api, asked };
}

const gateway = "gateway.networking.k8s.io";
const served = {
  [`/apis/${gateway}`]: { versions: [{ version: "v1alpha2" }, { version: "v1" }, { version: "v1beta1" }] },
  [`/apis/${gateway}/v1`]: { resources: [{ name: "httproutes" }, { name: "httproutes/status" }] },
  [`/apis/${gateway}/v1beta1`]: { resources: [{ name: "httproutes" }, { name: "referencegrants" }] },
  [`/apis/${gateway}/v1alpha2`]: { resources: [{ name: "tcproutes" }, { name: "referencegrants" }] },
};

it("finds for each kind the best version that has it", async () => {
  const find = createDiscovery(apiWith(served).api, () => 0);
  expect(await find(gateway, "httproutes", signal)).toBe("v1");
  expect(await find(gateway, "referencegrants", signal)).toBe("v1beta1");
  expect(await find(gateway, "tcproutes", signal)).toBe("v1alpha2");
  expect(await find(gateway, "tlsroutes", signal)).toBeUndefined();
  expect(await find("argoproj.io", "rollouts", signal)).toBeUndefined();
});

it("asks once a minute, whatever the answer", async () => {
  let now = 0;
  const { api, asked } = apiWith(served);
  const find = createDiscovery(api, () => now);
  await find("argoproj.io", "rollouts", signal);
  await find("argoproj.io", "applications", signal);
  expect(asked).toEqual(["/apis/argoproj.io"]);
  now = 60_001;
  await find("argoproj.io", "rollouts", signal);
  expect(asked).toHaveLength(2);
});

it.each([
  [
    ["v1alpha3", "v1", "v1beta1"],
    ["v1", "v1beta1", "v1alpha3"],
  ],
  [
    ["v1", "v2", "v10"],
    ["v10", "v2", "v1"],
  ],
  [
    ["v2alpha1", "v1beta2", "odd", "v1beta10"],
    ["v1beta10", "v1beta2", "v2alpha1", "odd"],
  ],
])("orders %j as %j", (versions, ordered) => {
  expect(versions.toSorted((a, b) => compareVersions(b, a))).toEqual(ordered);
});
