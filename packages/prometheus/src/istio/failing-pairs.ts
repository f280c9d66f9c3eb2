import { serverGrpcStatuses } from "@fyr/topology";
import {
  atLeast,
  call,
  either,
  is,
  isNot,
  isOneOf,
  type Matcher,
  type PromQl,
  positive,
  shareOf,
  startsNotWith,
  startsWith,
  sumBy,
  within,
  without,
} from "../promql.ts";
import { pairLabels } from "./labels.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";

/** From which share of failures on a pair counts as failing, and how many of them a window must hold. */
export interface FailingFrom {
  readonly ratio: number;
  readonly leastRequests: number;
}

const requests = "istio_requests_total";

/** What `classifyResponse` calls a server error, told by labels. */
const serverErrors: readonly (readonly Matcher[])[] = [
  [startsWith("response_code", "5")],
  [is("response_code", "0"), isNot("response_flags", "DC")],
  [
    startsNotWith("response_code", "5"),
    isNot("response_code", "0"),
    isOneOf("grpc_response_status", [...serverGrpcStatuses]),
  ],
];

/**
 * How many pairs of workloads fail, each as its caller sees it, else a waypoint, else the callee. Counted by Prometheus:
 * over a range it is one row, however many pairs there are. No row where none fails.
 */
export function failingPairs(ratesOf: RatesOf, windowSeconds: number, from: FailingFrom): PromQl {
  const all = (reporter: string) => sumBy(pairLabels, ratesOf(requests, [is("reporter", reporter)], windowSeconds));
  const failed = (reporter: string) =>
    sumBy(
      pairLabels,
      either(...serverErrors.map((how) => ratesOf(requests, [is("reporter", reporter), ...how], windowSeconds))),
    );
  const failing = (reporter: string) =>
    within(
      atLeast(shareOf(failed(reporter), all(reporter)), from.ratio),
      // Rates are sums of fractions: five failures must not count as 4.999.
      atLeast(failed(reporter), (from.leastRequests - 1e-6) / windowSeconds),
    );
  const bySource = positive(all("source"));
  const byCaller = either(bySource, positive(all("waypoint")));
  return call(
    "count",
    either(failing("source"), without(failing("waypoint"), bySource), without(failing("destination"), byCaller)),
  );
}
