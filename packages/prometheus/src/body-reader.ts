import { StringDecoder } from "node:string_decoder";
import { readSuccess, type Success } from "./read-body.ts";

/** Makes something of an answer's text, in UTF-8, as it comes. For one answer only. */
export interface BodyReader<Result> {
  /** Whose bytes are gone afterwards. */
  take(piece: Uint8Array): void;
  /** After the last piece. Both throw a `PrometheusError` when the answer is nonsense, or says that something failed. */
  end(): Result;
}

/** The whole answer as JSON. */
export function wholeBody(host: string): BodyReader<Success> {
  const decoder = new StringDecoder("utf8");
  const texts: string[] = [];
  return {
    take: (piece) => texts.push(decoder.write(piece)),
    end: () => readSuccess(host, texts.join("") + decoder.end()),
  };
}
