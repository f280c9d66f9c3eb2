import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../../deploy/prometheus");
const promtool = (...args: string[]) => execFileSync("promtool", args, { cwd: folder, encoding: "utf8" });
const read = (file: string) => parse(readFileSync(join(folder, file), "utf8"));

it("is what Prometheus takes", () => {
  expect(promtool("check", "rules", "fyr-alerts.yaml")).toContain("SUCCESS: 20 rules found");
});

it("fires for edges that burn their budget of requests or connections, not for bursts and rollouts, and links to the edge at its moment", () => {
  expect(promtool("test", "rules", "fyr-alerts.test.yaml")).toContain("SUCCESS");
});

it("the Prometheus Operator gets the same group", () => {
  const { apiVersion, kind, spec } = read("fyr-alerts-prometheusrule.yaml");
  expect([apiVersion, kind]).toEqual(["monitoring.coreos.com/v1", "PrometheusRule"]);
  expect(spec).toEqual(read("fyr-alerts.yaml"));
});
