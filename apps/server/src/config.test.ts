import { expect, it } from "vitest";
import { type Config, readConfig } from "./config.ts";
import { settings } from "./settings.ts";

function configOf(args: string[], env: Record<string, string> = {}): Config {
  const result = readConfig(args, env);
  if (result.kind !== "config") throw new Error(JSON.stringify(result));
  return result.config;
}

function faultsOf(args: string[], env: Record<string, string> = {}): readonly string[] {
  const result = readConfig(args, env);
  return result.kind === "faults" ? result.faults : [];
}

it("starts without a single setting", () => {
  expect(configOf([])).toMatchObject({
    port: { number: 4480, explicit: false },
    host: "127.0.0.1",
    refreshSeconds: 5,
    windowSeconds: 60,
    cluster: { connect: true, inCluster: false },
  });
});

it("lets a flag win over the environment", () => {
  const env = { FYR_PORT: "1", FYR_REFRESH_SECONDS: "9" };
  expect(configOf(["--port=2"], env)).toMatchObject({ port: { number: 2, explicit: true }, refreshSeconds: 9 });
});

it("uses the service account in a cluster, unless a kubeconfig is named", () => {
  const env = { KUBERNETES_SERVICE_HOST: "10.0.0.1" };
  expect(configOf([], env).cluster).toEqual({ connect: true, inCluster: true });
  expect(configOf(["--kubeconfig", "f"], env).cluster).toEqual({ connect: true, inCluster: false, kubeconfig: "f" });
  expect(configOf(["--no-cluster"], env).cluster).toEqual({ connect: false });
});

it("takes repeatable settings from both sides", () => {
  expect(configOf(["--allowed-host", "A.example", "--allowed-host", "b"]).allowedHosts).toEqual(["a.example", "b"]);
  expect(configOf([], { FYR_ALLOWED_HOSTS: "a, b" }).allowedHosts).toEqual(["a", "b"]);
  const headers = ["--prometheus-header", "X-Scope-OrgID: shop", "--prometheus-header", "Authorization: Bearer a:b"];
  expect(configOf(headers).prometheus.headers).toEqual({ "X-Scope-OrgID": "shop", Authorization: "Bearer a:b" });
});

it("takes conditions and names for every series", () => {
  const args = ["--prometheus-matcher", 'cluster="north",env=~"a,b"', "--metric-name", "istio_*=mesh_*"];
  const dialect = {
    matchers: [
      { label: "cluster", operator: "=", value: "north" },
      { label: "env", operator: "=~", value: "a,b" },
    ],
    names: [{ from: "istio_*", to: "mesh_*" }],
  };
  expect(configOf(args).prometheus.dialect).toEqual(dialect);
  const env = { FYR_PROMETHEUS_MATCHERS: 'cluster="north"\nenv=~"a,b"', FYR_METRIC_NAMES: "istio_*=mesh_*" };
  expect(configOf([], env).prometheus.dialect).toEqual(dialect);
});

it("judges by its own tolerances unless others are named", () => {
  expect(configOf([]).health).toEqual({ preset: "fyr" });
  expect(configOf(["--health", "kiali"], { FYR_HEALTH_CONFIG: "h.yaml" }).health).toEqual({
    preset: "kiali",
    file: "h.yaml",
  });
});

it("listens beyond this machine only when that is said", () => {
  expect(faultsOf(["--host", "0.0.0.0"])).toEqual([expect.stringContaining("--allow-unauthenticated")]);
  expect(configOf(["--host", "0.0.0.0", "--allow-unauthenticated"]).host).toBe("0.0.0.0");
});

it.each([
  [["--port", "x"]],
  [["--port", "70000"]],
  [["--port", "1.5"]],
  [["--port"]],
  [["--port", "1", "--port", "2"]],
  [["--refresh-seconds", "0"]],
  [["--window-seconds", "0"]],
  [["--window-seconds", "604801"]],
  [["--window-seconds", "1e3"]],
  [["--prometheus", "localhost:9090"]],
  [["--prometheus", "http://me:secret@host"]],
  [["--prometheus-header", "no colon"]],
  [["--prometheus-matcher", "cluster=north"]],
  [["--prometheus-matcher", '__name__="up"']],
  [["--metric-name", "istio_requests_total"]],
  [["--metric-name", "istio_request_total=a"]],
  [["--metric-name", "istio_*=a_*", "--metric-name", "istio_*=b_*"]],
  [["--no-cluster=yes"]],
  [["--no-cluster", "--context", "a"]],
  [["--log-level", "loud"]],
  [["--health", "strict"]],
  [["--health-config"]],
  [["--unheard-of"]],
  [["--unheard-of", "3"]],
  [["--unheard-of=3"]],
  [["-x"]],
  [["3"]],
])("names the one fault in %j", (args) => {
  expect(faultsOf(args)).toEqual([expect.stringMatching(/^\S.+\.$/)]);
});

it("names every fault at once, and no secret", () => {
  const faults = faultsOf(["--port", "x", "--prometheus-header", "Bearer-s3cret"], { FYR_NO_CLUSTER: "perhaps" });
  expect(faults).toHaveLength(3);
  expect(faults.join()).not.toContain("s3cret");
});

it("tells of every setting when asked for help", () => {
  const result = readConfig(["--port", "x", "--help"], {});
  const text = result.kind === "help" ? result.text : "";
  for (const { flag, env } of Object.values(settings)) {
    expect(text).toContain(flag);
    expect(text).toContain(env);
  }
});
