import type { Labels, MatrixRow, VectorRow } from "./answers.ts";
import { isObject } from "./is-object.ts";
import { nonsense } from "./read-body.ts";

/** The rows of an instant vector. Values that are not numbers (`NaN`) and native histograms are left out. */
export function readVector(host: string, data: unknown): VectorRow[] {
  const rows: VectorRow[] = [];
  for (const found of resultOf(host, data, "vector")) {
    const row = readRow(host, found);
    if (row !== undefined && !Number.isNaN(row.value)) rows.push(row);
  }
  return rows;
}

/** Undefined for a native histogram. */
export function readRow(host: string, row: unknown): VectorRow | undefined {
  const metric = metricOf(host, row);
  if (metric === undefined || !isObject(row)) return undefined;
  const sample = sampleOf(row["value"]);
  if (sample === undefined && row["histogram"] === undefined) throw nonsense(host, "a row without a value");
  return sample && { metric, value: sample[1] };
}

export function readMatrix(host: string, data: unknown): MatrixRow[] {
  return resultOf(host, data, "matrix").flatMap((row) => {
    const metric = metricOf(host, row);
    if (metric === undefined) return [];
    if (!Array.isArray(row["values"])) {
      if (row["histograms"] === undefined) throw nonsense(host, "a row without values");
      return [];
    }
    const values = row["values"].map((pair) => {
      const sample = sampleOf(pair);
      if (sample === undefined) throw nonsense(host, "a sample that is not a time and a number");
      return sample;
    });
    return [{ metric, values: values.filter(([, value]) => !Number.isNaN(value)) }];
  });
}

export function resultOf(host: string, data: unknown, type: "vector" | "matrix"): Record<string, unknown>[] {
  if (!isObject(data) || data["resultType"] !== type || !Array.isArray(data["result"])) {
    throw nonsense(host, `no ${type} where one was asked for`);
  }
  return data["result"];
}

/** Every value of `metric` is a string: a row with another is no answer to build a picture from. */
export function metricOf(host: string, row: unknown): Labels | undefined {
  if (!isObject(row) || !isObject(row["metric"])) throw nonsense(host, "a row without labels");
  const metric = row["metric"];
  for (const label in metric) if (typeof metric[label] !== "string") throw nonsense(host, "a label that is no text");
  return metric as Labels;
}

/** `[unix seconds, "text of a number"]`. */
function sampleOf(pair: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== "number" || typeof pair[1] !== "string") {
    return undefined;
  }
  return [pair[0], numberOf(pair[1])];
}

/** Prometheus writes `+Inf`, `-Inf` and `NaN`, also as the bound of a bucket. */
export function numberOf(text: string): number {
  if (text === "+Inf" || text === "Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Inf") return Number.NEGATIVE_INFINITY;
  return text === "" ? Number.NaN : Number(text);
}
