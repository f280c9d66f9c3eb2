import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { alertFile, alertPrometheusRule } from "./alert-files.ts";

const shipped = (file: string) => readFileSync(new URL(`../../../../../deploy/${file}`, import.meta.url), "utf8");
const usual = { fyr: "https://fyr.example", objective: 0.999 };

it.each([
  { file: "prometheus/fyr-alerts.yaml", text: alertFile(usual) },
  { file: "prometheus/fyr-alerts-prometheusrule.yaml", text: alertPrometheusRule(usual) },
])("$file holds these alerts (node scripts/alert-rules.ts writes it)", ({ file, text }) => {
  expect(shipped(file)).toBe(text);
});

it("leads to the Fyr that is named, and allows what the objective allows", () => {
  const text = alertFile({ fyr: "https://mesh.corp/fyr/", objective: 0.99 });
  expect(text).toContain("https://mesh.corp/fyr/investigate?at=");
  expect(text).toContain("> 14.4 * 0.01)");
});
