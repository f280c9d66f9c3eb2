import { expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { NEWEST_ISTIO } from "./istio-version.ts";

it("plays the failing canary on the demo's own mesh when nothing is said", () => {
  const read = readConfig([]);

  expect(read).toMatchObject({ ok: true, config: { scenario: "failing-canary", seed: 1, host: "127.0.0.1" } });
  expect(read.ok && read.config.generated).toBeFalsy();
});

it("generates a mesh when a size is given or the scenario is scale", () => {
  const sized = readConfig(["--workloads", "1000", "--namespaces=40"]);
  const scale = readConfig(["--scenario", "scale"]);

  expect(sized).toMatchObject({ config: { generated: { workloads: 1000, namespaces: 40 } } });
  expect(scale).toMatchObject({ config: { generated: { workloads: 200, namespaces: 12 } } });
});

it("names every fault at once", () => {
  const read = readConfig(["--scenario", "storm", "--seed", "x", "--onset", "yesterday", "--port", "70000"]);

  expect(read.ok ? [] : read.faults).toEqual([
    expect.stringContaining("--scenario"),
    expect.stringContaining("--onset"),
    expect.stringContaining("--seed"),
    expect.stringContaining("--port"),
  ]);
});

it.each([
  { args: [], environment: {}, version: NEWEST_ISTIO },
  { args: [], environment: { ISTIO_VERSION: "1.14.6" }, version: "1.14.6" },
  { args: ["--istio-version", "1.16"], environment: { ISTIO_VERSION: "1.14.6" }, version: "1.16" },
])("goes by Istio $version with $args and $environment", ({ args, environment, version }) => {
  expect(readConfig(args, environment)).toMatchObject({ config: { istioVersion: version } });
});

it.each(["1.6.0", "2.0", "newest"])("knows no Istio %s", (version) => {
  expect(readConfig(["--istio-version", version]).ok).toBe(false);
});

it("refuses flags it does not know", () => {
  expect(readConfig(["--colour", "red"]).ok).toBe(false);
});
