import { describe, expect, it } from "vitest";
import { ask } from "../testing/ask.ts";
import { bareContext } from "../testing/bare-context.ts";

const versionsOf = (istio: string, group: string) =>
  (ask(bareContext(istio), `/apis/${group}`).body.versions as { version: string }[]).map(({ version }) => version);

describe("API versions", () => {
  it.each([
    { istio: "1.14.6", group: "networking.istio.io", versions: ["v1beta1", "v1alpha3"] },
    { istio: "1.21.0", group: "networking.istio.io", versions: ["v1beta1", "v1alpha3"] },
    { istio: "1.22.0", group: "networking.istio.io", versions: ["v1", "v1beta1", "v1alpha3"] },
    { istio: "1.16.0", group: "security.istio.io", versions: ["v1beta1"] },
    { istio: "1.17.0", group: "security.istio.io", versions: ["v1beta1", "v1"] },
    { istio: "1.30.3", group: "gateway.networking.k8s.io", versions: ["v1", "v1beta1", "v1alpha2"] },
    { istio: "1.19.0", group: "gateway.networking.k8s.io", versions: ["v1beta1", "v1alpha2"] },
  ])("of $group under Istio $istio are $versions", ({ istio, group, versions }) => {
    expect(versionsOf(istio, group)).toEqual(versions);
  });

  it("that are not served yet are not found", () => {
    const path = "/apis/networking.istio.io/v1/namespaces/payments/virtualservices";
    expect(ask(bareContext("1.21.0"), path).code).toBe(404);
    expect(ask(bareContext("1.22.0"), path).code).toBe(200);
  });

  it("of one object are the same object", () => {
    const context = bareContext("1.14.6");
    const path = (version: string) => `/apis/networking.istio.io/${version}/namespaces/payments/virtualservices`;
    const spec = { hosts: ["a"], http: [{ route: [{ destination: { host: "a" } }] }] };
    const body = { apiVersion: "networking.istio.io/v1alpha3", kind: "VirtualService", metadata: { name: "a" }, spec };
    expect(ask(context, path("v1alpha3"), { method: "POST", body }).code).toBe(201);
    expect(ask(context, `${path("v1beta1")}/a`).body).toMatchObject({
      apiVersion: "networking.istio.io/v1beta1",
      spec,
    });
  });
});

describe("routes of the Gateway API", () => {
  const create = (version: string, kind: string, spec: object) => {
    const group = `gateway.networking.k8s.io/${version}`;
    const body = { apiVersion: group, kind, metadata: { name: "split" }, spec };
    const plural = `${kind.toLowerCase()}s`;
    return ask(bareContext("1.30.3"), `/apis/${group}/namespaces/shop/${plural}`, { method: "POST", body });
  };
  const backendRefs = [
    { name: "v1", port: 80 },
    { name: "v2", port: 80, weight: 0 },
  ];

  it.each([
    { version: "v1", kind: "HTTPRoute" },
    { version: "v1", kind: "GRPCRoute" },
    { version: "v1alpha2", kind: "TLSRoute" },
    { version: "v1alpha2", kind: "TCPRoute" },
  ])("$kind $version gives a backend without a weight the weight 1", ({ version, kind }) => {
    const { code, body } = create(version, kind, { rules: [{ backendRefs }] });
    expect(code).toBe(201);
    expect(body.spec.rules[0].backendRefs).toMatchObject([{ weight: 1 }, { weight: 0 }]);
  });

  it.each([-1, 1_000_001])("refuse the weight %d", (weight) => {
    const { code, body } = create("v1", "HTTPRoute", { rules: [{ backendRefs: [{ name: "v1", weight }] }] });
    expect(code).toBe(422);
    expect(body.message).toContain("spec.rules[0].backendRefs[0].weight in body should be");
  });
});

describe("objects of other tools", () => {
  it.each([
    { path: "argoproj.io/v1alpha1/applications", kind: "ApplicationList" },
    { path: "argoproj.io/v1alpha1/rollouts", kind: "RolloutList" },
    { path: "flagger.app/v1beta1/canaries", kind: "CanaryList" },
    { path: "kustomize.toolkit.fluxcd.io/v1/kustomizations", kind: "KustomizationList" },
    { path: "helm.toolkit.fluxcd.io/v2/helmreleases", kind: "HelmReleaseList" },
  ])("are served: $path", ({ path, kind }) => {
    expect(ask(bareContext("1.30.3"), `/apis/${path}`).body).toMatchObject({ kind });
  });
});
