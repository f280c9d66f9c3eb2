import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { prometheusRule, ruleFile } from "./rule-files.ts";

const shipped = (file: string) => readFileSync(new URL(`../../../../../deploy/${file}`, import.meta.url), "utf8");

it.each([
  { file: "prometheus/fyr-rules.yaml", text: ruleFile(15) },
  { file: "prometheus/fyr-prometheusrule.yaml", text: prometheusRule(15) },
  { file: "compose/fyr-rules.yaml", text: ruleFile(5) },
])("$file holds the rules this code reads (node scripts/recording-rules.ts writes it)", ({ file, text }) => {
  expect(shipped(file)).toBe(text);
});
