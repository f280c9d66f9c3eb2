import { serverGrpcStatuses } from "@fyr/topology";
import {
  atLeast,
  either,
  is,
  isNot,
  isOneOf,
  type Matcher,
  type PromQl,
  startsNotWith,
  startsWith,
  sumBy,
} from "../../promql.ts";
import type { RatesOf } from "../recorded/recorded-rates.ts";
import { byReporter, type FailingFrom, leastPerSecond } from "./failing-from.ts";

const requests = "istio_requests_total";

/** What `classifyResponse` calls a server error, told by labels. */
export const serverErrors: readonly (readonly Matcher[])[] = [
  [startsWith("response_code", "5")],
  [is("response_code", "0"), isNot("response_flags", "DC")],
  [
    startsNotWith("response_code", "5"),
    isNot("response_code", "0"),
    isOneOf("grpc_response_status", [...serverGrpcStatuses]),
  ],
];

/** Failures by pair of workloads and reporter, in the whole mesh, where they are enough to matter: few rows. */
export function failuresThatMatter(ratesOf: RatesOf, windowSeconds: number, failing: FailingFrom): PromQl {
  const failures = sumBy(byReporter, either(...serverErrors.map((how) => ratesOf(requests, how, windowSeconds))));
  return atLeast(failures, leastPerSecond(failing, windowSeconds));
}
