import { badRequest } from "../status/status-error.ts";
import type { WriteOptions } from "../store/object-store.ts";

export type FieldValidation = "Strict" | "Warn" | "Ignore";

/** What the query of a write says, and who writes: the `fieldManager`, else what the User-Agent begins with. */
export function readWriteOptions(query: URLSearchParams, userAgent: string | undefined): WriteOptions {
  const manager = query.get("fieldManager") ?? userAgent?.split("/")[0] ?? "unknown";
  return { manager: manager.slice(0, 128), dryRun: isDryRun(query.getAll("dryRun")) };
}

export function isDryRun(directives: readonly string[]): boolean {
  const values = directives.filter((value) => value !== "");
  const wrong = values.find((value) => value !== "All");
  if (wrong !== undefined) throw badRequest(`dryRun: Unsupported value: ["${wrong}"]: supported values: "All"`);
  return values.length > 0;
}

export function readFieldValidation(query: URLSearchParams): FieldValidation {
  const value = query.get("fieldValidation") || "Warn";
  if (value === "Strict" || value === "Warn" || value === "Ignore") return value;
  const supported = 'supported values: "Ignore", "Strict", "Warn"';
  throw badRequest(`fieldValidation: Unsupported value: "${value}": ${supported}`);
}
