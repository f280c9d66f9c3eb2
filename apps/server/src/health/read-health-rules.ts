import type { HealthRule, LatencyRule, RateRule } from "@fyr/topology";
import { Compile } from "typebox/compile";
import { parse, YAMLParseError } from "yaml";
import { validationSentence } from "../plugins/validation-sentence.ts";
import { HealthFileSchema } from "./health-file.ts";

export interface HealthRulesRead {
  readonly rules: readonly HealthRule[];
  /** One sentence each, all of them at once, with the place in the file. */
  readonly faults: readonly string[];
}

const check = Compile(HealthFileSchema);

/** `text` is YAML, or JSON, which is YAML too. `file` is named in every fault. */
export function readHealthRules(text: string, file: string): HealthRulesRead {
  const inFile = (faults: readonly string[]) => ({ rules: [], faults: faults.map((fault) => `${file}: ${fault}`) });
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return inFile([`is neither YAML nor JSON: ${error.message.split("\n")[0]}`]);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return inFile(["must be an object with a list of rules."]);
  }
  if (!check.Check(value)) return inFile(schemaFaults(value));
  const faults = value.rules.flatMap((rule, i) => ruleFaults(rule, `rules[${i}]`));
  return faults.length > 0 ? inFile(faults) : { rules: value.rules, faults: [] };
}

/** A fault inside a fault is told once: by the inner one, which names the place. */
function schemaFaults(value: unknown): string[] {
  const told = check.Errors(value).filter(({ keyword }) => keyword !== "additionalProperties");
  return [...new Set(told.map((fault) => validationSentence(fault, value, HealthFileSchema).sentence))];
}

function ruleFaults({ namespace, kind, name, rates = [], latencies = [] }: HealthRule, path: string): string[] {
  return [
    ...patternFaults({ namespace, kind, name }, path),
    ...rates.flatMap((rate, i) => rateFaults(rate, `${path}.rates[${i}]`)),
    ...latencies.flatMap((latency, i) => latencyFaults(latency, `${path}.latencies[${i}]`)),
  ];
}

function rateFaults({ codes, protocol, direction, degradedPercent, failingPercent }: RateRule, path: string): string[] {
  return [
    ...patternFaults({ codes, protocol, direction }, path),
    ...(failingPercent < degradedPercent
      ? [`${path} fails from ${failingPercent} % on, below the ${degradedPercent} % it degrades from.`]
      : []),
  ];
}

function latencyFaults(rule: LatencyRule, path: string): string[] {
  const { degradedOverMs, failingOverMs, degradedTimesUsual, atLeastMsAboveUsual } = rule;
  const faults: string[] = [];
  if (degradedOverMs === undefined && failingOverMs === undefined && degradedTimesUsual === undefined) {
    faults.push(`${path} needs degradedOverMs, failingOverMs or degradedTimesUsual.`);
  }
  if (degradedOverMs !== undefined && failingOverMs !== undefined && failingOverMs < degradedOverMs) {
    faults.push(`${path} fails over ${failingOverMs} ms, below the ${degradedOverMs} ms it degrades over.`);
  }
  if (atLeastMsAboveUsual !== undefined && degradedTimesUsual === undefined) {
    faults.push(`${path}.atLeastMsAboveUsual says nothing without degradedTimesUsual.`);
  }
  return faults;
}

function patternFaults(patterns: Readonly<Record<string, string | undefined>>, path: string): string[] {
  return Object.entries(patterns)
    .filter(([, pattern]) => pattern !== undefined && !isPattern(pattern))
    .map(([name, pattern]) => `${path}.${name} is not a regular expression: "${pattern}".`);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
