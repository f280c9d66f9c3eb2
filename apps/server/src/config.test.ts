import { describe, expect, it } from "vitest";
import { type Config, readConfig } from "./config.ts";
import { settings } from "./settings.ts";

const files = new Map([
  ["ca.pem", "-----BEGIN CERTIFICATE-----"],
  ["key.pem", "-----BEGIN PRIVATE KEY-----"],
  ["token", "s3cret\n"],
  ["empty", "\n"],
  ["key", `${"k".repeat(32)}\n`],
]);

function textOf(file: string): string {
  const text = files.get(file);
  if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${file}'`);
  return text;
}

function configOf(args: string[], env: Record<string, string> = {}): Config {
  const result = readConfig(args, env, textOf);
  if (result.kind !== "config") throw new Error(JSON.stringify(result));
  return result.config;
}

function faultsOf(args: string[], env: Record<string, string> = {}): readonly string[] {
  const result = readConfig(args, env, textOf);
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

it("takes a token or a password from a file, or from the environment", () => {
  expect(configOf(["--prometheus-token-file", "token"]).prometheus.credentials).toEqual({
    kind: "bearer",
    token: { file: "token" },
  });
  expect(configOf([], { FYR_PROMETHEUS_TOKEN: "s3cret" }).prometheus.credentials).toEqual({
    kind: "bearer",
    token: { text: "s3cret" },
  });
  const env = { FYR_PROMETHEUS_USER: "fyr", FYR_PROMETHEUS_PASSWORD: "s3cret" };
  expect(configOf([], env).prometheus.credentials).toEqual({
    kind: "basic",
    user: "fyr",
    password: { text: "s3cret" },
  });
  expect(configOf([]).prometheus).not.toHaveProperty("credentials");
});

it("takes what certificates are told right by", () => {
  const https = ["--prometheus", "https://host/prometheus"];
  const tls = [
    "--prometheus-ca-file",
    "ca.pem",
    "--prometheus-cert-file",
    "ca.pem",
    "--prometheus-key-file",
    "key.pem",
  ];
  expect(configOf([...https, ...tls, "--prometheus-server-name", "prometheus"]).prometheus).toMatchObject({
    url: "https://host/prometheus",
    tls: { caFile: "ca.pem", client: { certFile: "ca.pem", keyFile: "key.pem" }, serverName: "prometheus" },
  });
  expect(configOf(https, { FYR_PROMETHEUS_INSECURE: "true" }).prometheus.tls).toEqual({ insecure: true });
  expect(configOf(https).prometheus).not.toHaveProperty("tls");
});

it("judges by its own tolerances unless others are named", () => {
  expect(configOf([]).health).toEqual({ preset: "fyr" });
  expect(configOf(["--health", "kiali"], { FYR_HEALTH_CONFIG: "h.yaml" }).health).toEqual({
    preset: "kiali",
    file: "h.yaml",
  });
});

it("asks nobody to sign in on this machine, and everybody beyond it", () => {
  expect(configOf([]).signIn).toEqual({ kind: "none" });
  expect(configOf(["--authentication", "token"]).signIn).toEqual({ kind: "token" });
  expect(configOf(["--host", "0.0.0.0"]).signIn).toEqual({ kind: "token" });
  const open = configOf(["--host", "0.0.0.0", "--allow-unauthenticated"]);
  expect(open).toMatchObject({ host: "0.0.0.0", signIn: { kind: "none" } });
});

it.each([["--authentication", "none"], ["--no-cluster"]])(
  "listens beyond this machine with %s only when that is said",
  (...args) => {
    const beyond = ["--host", "0.0.0.0", ...args];
    expect(faultsOf(beyond)).toEqual([expect.stringContaining("--allow-unauthenticated")]);
    expect(configOf([...beyond, "--allow-unauthenticated"]).signIn).toEqual({ kind: "none" });
  },
);

it("takes the key of sessions from a file, or from the environment", () => {
  const token = ["--authentication", "token"];
  const signIn = { kind: "token", secret: "k".repeat(32) };
  expect(configOf([...token, "--session-key-file", "key"]).signIn).toEqual(signIn);
  expect(configOf(token, { FYR_SESSION_KEY: "k".repeat(32) }).signIn).toEqual(signIn);
});

it("is not for changes when that is said", () => {
  expect(configOf([]).readOnly).toBe(false);
  expect(configOf(["--read-only"]).readOnly).toBe(true);
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
  [["--prometheus-token", "s3cret"]],
  [["--prometheus-password=s3cret"]],
  [["--prometheus-token-file", "nowhere"]],
  [["--prometheus-token-file", "empty"]],
  [["--prometheus-user", "fyr"]],
  [["--prometheus-user", "a:b", "--prometheus-password-file", "token"]],
  [["--prometheus-password-file", "token"]],
  [["--prometheus-token-file", "token", "--prometheus-user", "fyr", "--prometheus-password-file", "token"]],
  [["--prometheus-token-file", "token", "--prometheus-header", "authorization: Bearer x"]],
  [["--prometheus-ca-file", "ca.pem"]],
  [["--prometheus", "https://host", "--prometheus-ca-file", "token"]],
  [["--prometheus", "https://host", "--prometheus-cert-file", "ca.pem"]],
  [["--prometheus", "https://host", "--prometheus-key-file", "key.pem"]],
  [["--prometheus-insecure"]],
  [["--no-cluster=yes"]],
  [["--no-cluster", "--context", "a"]],
  [["--authentication", "ldap"]],
  [["--authentication", "token", "--no-cluster"]],
  [["--authentication", "token", "--allow-unauthenticated"]],
  [["--session-key-file", "nowhere"]],
  [["--session-key-file", "token"]],
  [["--session-key", "x"]],
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
  const given = ["--port", "x", "--prometheus-header", "Bearer-s3cret", "--prometheus-token", "s3cret"];
  given.push("--prometheus", "me:s3cret@host");
  const faults = faultsOf(given, { FYR_NO_CLUSTER: "perhaps", FYR_PROMETHEUS_PASSWORD: "s3cret" });
  expect(faults).toHaveLength(6);
  expect(faults.join()).not.toContain("s3cret");
});

it("tells of every setting when asked for help", () => {
  const result = readConfig(["--port", "x", "--help"], {}, textOf);
  const text = result.kind === "help" ? result.text : "";
  for (const setting of Object.values(settings)) {
    if (!("instead" in setting)) expect(text).toContain(setting.flag);
    expect(text).toContain(setting.env);
  }
});

describe("where traces are", () => {
  it("is Jaeger or Tempo, with the address of their pages", () => {
    const given = ["--jaeger", "http://jaeger:16686", "--tracing-link", "https://jaeger.example/ui"];
    expect(configOf([...given, "--grafana", "https://grafana.example"])).toMatchObject({
      tracing: { kind: "jaeger", url: "http://jaeger:16686/", link: "https://jaeger.example/ui" },
      grafana: "https://grafana.example/",
    });
    expect(configOf([]).tracing).toBeUndefined();
  });

  it("cannot be both, nor anything but an address without a password", () => {
    expect(faultsOf(["--jaeger", "http://a", "--tempo", "http://b"])).toEqual([
      expect.stringContaining("one is enough"),
    ]);
    for (const url of ["jaeger", "ftp://jaeger", "http://me:s3cret@jaeger"]) {
      const faults = faultsOf(["--jaeger", url]);
      expect(faults).toEqual([expect.stringContaining("--jaeger wants a URL")]);
      expect(faults.join()).not.toContain("s3cret");
    }
  });
});
