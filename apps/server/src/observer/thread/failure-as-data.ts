import type { ProblemCode } from "@fyr/contract";
import { PrometheusError, type PrometheusErrorCode } from "@fyr/prometheus";
import { AppError } from "../../app-error.ts";

/** A failure on its way between threads, where classes are lost. */
export type FailureAsData =
  | { readonly kind: "app"; readonly code: ProblemCode; readonly message: string; readonly field?: string }
  | { readonly kind: "prometheus"; readonly code: PrometheusErrorCode; readonly message: string }
  | { readonly kind: "unforeseen"; readonly message: string; readonly stack?: string };

export function failureAsData(error: unknown): FailureAsData {
  if (error instanceof AppError) {
    const { code, message, field } = error;
    return { kind: "app", code, message, ...(field === undefined ? {} : { field }) };
  }
  if (error instanceof PrometheusError) return { kind: "prometheus", code: error.code, message: error.message };
  if (!(error instanceof Error)) return { kind: "unforeseen", message: String(error) };
  return { kind: "unforeseen", message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}

export function failureOf(data: FailureAsData): Error {
  switch (data.kind) {
    case "app":
      return new AppError(data.code, data.message, data.field === undefined ? {} : { field: data.field });
    case "prometheus":
      return new PrometheusError(data.code, data.message);
    case "unforeseen": {
      const error = new Error(data.message);
      if (data.stack !== undefined) error.stack = data.stack;
      return error;
    }
  }
}
