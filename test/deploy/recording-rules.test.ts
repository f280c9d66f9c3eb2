import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../../deploy");
const promtool = (...args: string[]) => execFileSync("promtool", args, { cwd: folder, encoding: "utf8" });
const read = (file: string) => parse(readFileSync(join(folder, file), "utf8"));

it.each(["prometheus/fyr-rules.yaml", "compose/fyr-rules.yaml"])("%s is what Prometheus takes", (file) => {
  expect(promtool("check", "rules", file)).toContain("SUCCESS: 22 rules found");
});

it("rates survive pods that restart, go and come", () => {
  expect(promtool("test", "rules", "prometheus/fyr-rules.test.yaml")).toContain("SUCCESS");
});

it("the Prometheus Operator gets the same groups", () => {
  const { apiVersion, kind, spec } = read("prometheus/fyr-prometheusrule.yaml");
  expect([apiVersion, kind]).toEqual(["monitoring.coreos.com/v1", "PrometheusRule"]);
  expect(spec).toEqual(read("prometheus/fyr-rules.yaml"));
});
