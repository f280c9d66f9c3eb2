import type { TopologyNode } from "@fyr/contract";
import { failedConnectionsOf } from "@fyr/topology";
import { whyNodeLacks } from "../../ui/absent-text.ts";
import { kindInWords } from "../../ui/flag-text.ts";
import { inWords, rate, share, success } from "../../ui/format.ts";
import { HealthCell } from "../../ui/HealthCell.tsx";
import { causeInWords } from "../../ui/health-text.ts";
import { basisWords } from "../../ui/health-words.ts";
import { rangeOf } from "../../ui/line-path.ts";
import { NumberCell, PercentileCell, RateCell } from "../../ui/NumberCell.tsx";
import { nodeName } from "../../ui/node-name.ts";
import { statusTone, successTone } from "../../ui/number-tone.ts";
import { meanings } from "../../ui/provenance.ts";
import { type Column, healthRank, numberColumn } from "../../ui/row-order.ts";
import { shownTraffic } from "../../ui/shown-traffic.ts";
import { ListSparkline, rateRange, successRange } from "./ListSparkline.tsx";
import { PageLink } from "./NodeLink.tsx";
import type { SparkValues } from "./spark-values.ts";

/** What a row shows besides its node's own numbers; asked for only for rows in view. */
export interface ListFacts {
  /** "v1", or "v1 95 %, v2 5 %" of what has several. */
  readonly versionsOf: (node: TopologyNode) => string;
  readonly sparksOf: (node: TopologyNode) => SparkValues | undefined;
  readonly windowSeconds: number;
}

const trafficOf = (node: TopologyNode) => shownTraffic(node).traffic;
const lineWidth = "7.5rem";

export function listColumns({ versionsOf }: ListFacts): readonly Column<TopologyNode>[] {
  return [
    {
      key: "health",
      name: "Health",
      by: ({ health }) => healthRank(health),
      first: "descending",
      width: "7rem",
    },
    { key: "name", name: "Name", by: (node) => nodeName(node).name, first: "ascending" },
    { key: "namespace", name: "Namespace", by: ({ namespace }) => namespace, first: "ascending" },
    { key: "kind", name: "Kind", by: kindInWords, first: "ascending" },
    { key: "version", name: "Version", by: (node) => versionsOf(node) || undefined, first: "ascending" },
    numberColumn("rate", "req/s", meanings.rate, (node) => trafficOf(node).requestsPerSecond),
    { key: "rates", name: "30 min", about: "Requests a second over the last half hour", width: lineWidth },
    {
      ...numberColumn<TopologyNode>("success", "Success", meanings.success, successOf),
      first: "ascending",
    },
    { key: "successes", name: "30 min", about: "Success over the last half hour", width: lineWidth },
    numberColumn("p50", "p50", meanings.p50, (node) => trafficOf(node).latencyMs?.p50),
    numberColumn("p95", "p95", meanings.p95, (node) => trafficOf(node).latencyMs?.p95),
    numberColumn("p99", "p99", meanings.p99, (node) => trafficOf(node).latencyMs?.p99),
  ];
}

export function listCells(node: TopologyNode, facts: ListFacts): readonly React.ReactNode[] {
  const { health } = node;
  const { traffic, isSent } = shownTraffic(node);
  const why = whyNodeLacks(traffic, node.flags);
  const timed = { of: traffic, health, windowSeconds: facts.windowSeconds, why };
  const tone = successTone(health);
  const sparks = facts.sparksOf(node);
  return [
    <HealthCell key="health" status={health.status} basis={basisWords(node, facts.windowSeconds)} />,
    <PageLink key="name" id={node.id}>
      {nodeName(node).name}
    </PageLink>,
    node.namespace ?? "–",
    kindInWords(node),
    facts.versionsOf(node),
    <span key="rate">
      {isSent && <small title="Nobody is seen calling it: this is what it sends">sends </small>}
      <RateCell requests={traffic.requestsPerSecond} bytes={traffic.bytesPerSecond} why={why} />
    </span>,
    sparks && <RateSparkline values={sparks.rates} />,
    successCell(node, why),
    sparks && <SuccessSparkline values={sparks.successes} tone={tone} />,
    <PercentileCell key="p50" name="p50" {...timed} />,
    <PercentileCell key="p95" name="p95" {...timed} />,
    <PercentileCell key="p99" name="p99" {...timed} />,
  ];
}

function RateSparkline({ values }: { values: SparkValues["rates"] }) {
  const range = rangeOf(values);
  if (range === undefined) return null;
  const about = `${rate(range.low).value} to ${inWords(rate(range.high))} in the last 30 min`;
  return <ListSparkline values={values} {...rateRange(values)} tone="plain" about={about} />;
}

function SuccessSparkline({
  values,
  tone,
}: {
  values: SparkValues["successes"];
  tone: ReturnType<typeof successTone>;
}) {
  const range = rangeOf(values);
  if (range === undefined) return null;
  const about = `${success(range.low).value} to ${inWords(success(range.high))} in the last 30 min`;
  return <ListSparkline values={values} {...successRange(values)} tone={tone} about={about} />;
}

/** Of requests; where there is only TCP, what share of its connections fails, if that is why it is not well. */
function successCell(node: TopologyNode, why: string): React.ReactNode {
  const ratio = requestSuccessOf(node);
  const failing = failedConnectionsOf(node);
  if (ratio !== undefined || failing === undefined)
    return <NumberCell key="success" of={ratio} format={success} why={why} tone={successTone(node.health)} />;
  return (
    <NumberCell
      key="success"
      of={failing.value}
      format={(value) => ({ ...share(value), unit: "% conn. fail" })}
      why={why}
      tone={statusTone(failing.status)}
      about={`${causeInWords(failing)}.`}
    />
  );
}

function requestSuccessOf(node: TopologyNode): number | undefined {
  const { errorRatio } = trafficOf(node);
  return errorRatio === undefined ? undefined : 1 - errorRatio;
}

/** To sort by: as shown. */
function successOf(node: TopologyNode): number | undefined {
  const failing = failedConnectionsOf(node);
  return requestSuccessOf(node) ?? (failing && 1 - failing.value);
}
