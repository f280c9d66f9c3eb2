import type { Exemplar, ExemplarRow, Labels } from "./answers.ts";
import { isObject } from "./is-object.ts";
import { nonsense } from "./read-body.ts";
import { numberOf } from "./read-rows.ts";

/** What `query_exemplars` answers with: a list of series, each with the exemplars that are kept of it. */
export function readExemplars(host: string, data: unknown): ExemplarRow[] {
  // Who keeps none may say so with null.
  if (data === null) return [];
  if (!Array.isArray(data)) throw nonsense(host, "no exemplars where they were asked for");
  return data.map((row: unknown) => {
    if (!isObject(row) || !Array.isArray(row["exemplars"])) throw nonsense(host, "a series without exemplars");
    return { metric: labelsOf(host, row["seriesLabels"]), exemplars: row["exemplars"].map(exemplarOf(host)) };
  });
}

function exemplarOf(host: string): (found: unknown) => Exemplar {
  return (found) => {
    if (!isObject(found)) throw nonsense(host, "an exemplar that is none");
    const { value, timestamp } = found;
    // Before Prometheus 2.30 values were numbers.
    const number = typeof value === "number" ? value : typeof value === "string" ? numberOf(value) : Number.NaN;
    if (Number.isNaN(number) || typeof timestamp !== "number") {
      throw nonsense(host, "an exemplar without a value and a time");
    }
    return { labels: labelsOf(host, found["labels"]), value: number, at: timestamp };
  };
}

function labelsOf(host: string, labels: unknown): Labels {
  if (!isObject(labels)) throw nonsense(host, "an exemplar without labels");
  for (const name in labels) if (typeof labels[name] !== "string") throw nonsense(host, "a label that is no text");
  return labels as Labels;
}
