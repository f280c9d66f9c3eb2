import type { Reporter } from "@fyr/contract";
import { asManyBytes, brokenFlag, refusedFlags } from "@fyr/topology";
import { either, hasOneOf, is, marked, type PromQl, positive, select, sumBy, without, writeOut } from "../../promql.ts";
import { brokenConnections, openedMetric, ownProxies, requestCounter } from "../edge-counters.ts";
import { and, type Groups } from "../groups.ts";
import { metricMark, pairLabels } from "../labels.ts";
import { countedRequests } from "./counted-requests.ts";
import { edgeLabels, type Recorded, ratesBy } from "./recorded.ts";

const names = { all: "fyr:edge_connections:rate5m", failed: "fyr:edge_connection_failures:rate5m" };
const bytes = "fyr:edge_ztunnel_bytes:rate5m";
const usual = "fyr:edge_ztunnel_bytes:usual";
const broken = "fyr:edge_broken_connections:rate5m";
const byWaypoints = "fyr:edge_waypoint_calls:rate5m";

const { ztunnels, others } = ownProxies;
const caller = pairLabels.filter((label) => label.startsWith("source_"));
const callee = pairLabels.filter((label) => label.startsWith("destination_"));
const called = ["destination_service_name", "destination_service_namespace"] as const;
const isBroken = is("response_flags", brokenFlag);
const isRefused = hasOneOf("response_flags", [...refusedFlags]);
const isOtherwiseRefused = hasOneOf(
  "response_flags",
  [...refusedFlags].filter((flag) => flag !== brokenFlag),
);

/** Pairs that have requests. */
const asked = positive(select(countedRequests.names.all));

/** TCP connections of each edge, and those that failed, over five minutes, as the map counts them. */
export const countedConnections = {
  names,
  recorded: (): Recorded[] => [
    { record: byWaypoints, expr: writeOut(waypointCalls()) },
    { record: names.all, expr: writeOut(either(byOthers([[]]), byZtunnels(openedMetric, [[]]))) },
    {
      record: bytes,
      expr: ["istio_tcp_sent_bytes_total", "istio_tcp_received_bytes_total"]
        .map((metric) => `(${writeOut(byZtunnels(metric, [[]]))})`)
        .join(" + "),
    },
    { record: usual, expr: usualBytes },
    {
      record: broken,
      expr: `((${writeOut(positive(byZtunnels(brokenConnections.metric, [[isBroken]])))}) unless (${bytes} >= ${asManyBytes} * (${usual} > 0))) and on () group(${names.all} offset 90m)`,
    },
    {
      record: names.failed,
      expr: writeOut(
        sumBy(
          edgeLabels,
          either(
            byOthers([[isRefused]]),
            byZtunnels(brokenConnections.metric, [[isOtherwiseRefused]]),
            marked(select(broken), metricMark, "broken"),
          ),
        ),
      ),
    },
  ],
};

/**
 * The half hour that began an hour and a half ago; where connections were breaking by then, what was usual before goes on
 * being so. Before that is known, what breaks does not count: every rollout would fire.
 */
const usualBytes = [
  `(avg_over_time(${bytes}[30m] offset 1h) unless (max_over_time(${broken}[30m] offset 1h) > 0))`,
  `(last_over_time(${usual}[10m]) and ${names.all})`,
  `avg_over_time(${bytes}[30m] offset 1h)`,
].join(" or ");

/** Where a pair has requests, what others than the caller's side count of its connections is the same a layer lower. */
function byOthers(groups: Groups): PromQl {
  const told = (reporter: Reporter) =>
    ratesBy(edgeLabels, openedMetric, and(and(groups, others), [[is("reporter", reporter)]]));
  const seen = (reporter: Reporter) => ratesBy(pairLabels, openedMetric, and(others, [[is("reporter", reporter)]]));
  const [source, waypoint] = [seen("source"), seen("waypoint")];
  return either(
    told("source"),
    without(told("waypoint"), either(source, asked), pairLabels),
    without(told("destination"), either(source, waypoint, asked), pairLabels),
  );
}

/** What waypoints have counted, requests and connections, from caller to callee. */
function waypointCalls(): PromQl {
  const told = [is("reporter", "waypoint")];
  return sumBy(
    edgeLabels,
    either(
      ratesBy(edgeLabels, requestCounter.metric, [told]),
      marked(ratesBy(edgeLabels, openedMetric, and(others, [told])), metricMark, "opened"),
    ),
  );
}

/**
 * What ztunnels count stands where nobody else reports on a pair, and is no leg to a waypoint or from it: of a caller, or a
 * callee, of whom a waypoint has counted calls of the same service.
 */
function byZtunnels(metric: string, groups: Groups): PromQl {
  const counted = (reporter: Reporter) =>
    ratesBy(edgeLabels, metric, and(and(groups, ztunnels), [[is("reporter", reporter)]]));
  const seenBySource = ratesBy(pairLabels, openedMetric, and(ztunnels, [[is("reporter", "source")]]));
  const byBoth = either(counted("source"), without(counted("destination"), seenBySource, pairLabels));
  const told = positive(select(byWaypoints));
  const ofEdges = without(byBoth, either(ratesBy(pairLabels, openedMetric, others), asked), pairLabels);
  return without(without(ofEdges, told, [...caller, ...called]), told, [...callee, ...called]);
}
