import { readSuccess, type Success } from "./read-body.ts";

/** Makes something of an answer's text as it comes. For one answer only. */
export interface BodyReader<Result> {
  take(text: string): void;
  /** After the last piece. Both throw a `PrometheusError` when the answer is nonsense, or says that something failed. */
  end(): Result;
}

/** The whole answer as JSON. */
export function wholeBody(host: string): BodyReader<Success> {
  const pieces: string[] = [];
  return {
    take: (text) => pieces.push(text),
    end: () => readSuccess(host, pieces.join("")),
  };
}
