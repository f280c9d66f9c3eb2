import { PrometheusError } from "@fyr/prometheus";
import { AppError } from "../../app-error.ts";

/** What a failure says to people; undefined for one that nobody foresaw and that speaks to developers only. */
export function foreseenSentence(error: unknown): string | undefined {
  return error instanceof PrometheusError || error instanceof AppError ? error.message : undefined;
}

export function sentenceOf(error: unknown): string {
  return foreseenSentence(error) ?? "What was measured could not be understood. Fyr's log says more.";
}
