import type { Reporter } from "@fyr/contract";
import { either, is, type PromQl, without, writeOut } from "../../promql.ts";
import { serverErrors } from "../failing/failed-requests.ts";
import { and, type Groups } from "../groups.ts";
import { pairLabels } from "../labels.ts";
import { edgeLabels, type Recorded, ratesBy } from "./recorded.ts";

const names = { all: "fyr:edge_requests:rate5m", failed: "fyr:edge_failures:rate5m" };
const requests = "istio_requests_total";

/** Requests of each edge, and those that failed, over five minutes. */
export const countedRequests = {
  names,
  recorded: (): Recorded[] => [
    { record: names.all, expr: writeOut(byPreferredReporter([[]])) },
    { record: names.failed, expr: writeOut(byPreferredReporter(serverErrors)) },
  ],
};

/** Each pair from its caller's side where that counts its requests, else from a waypoint, else from the callee. */
function byPreferredReporter(groups: Groups): PromQl {
  const told = (reporter: Reporter) => ratesBy(edgeLabels, requests, and(groups, [[is("reporter", reporter)]]));
  const seen = (reporter: Reporter) => ratesBy(pairLabels, requests, [[is("reporter", reporter)]]);
  const [source, waypoint] = [seen("source"), seen("waypoint")];
  return either(
    told("source"),
    without(told("waypoint"), source, pairLabels),
    without(told("destination"), either(source, waypoint), pairLabels),
  );
}
