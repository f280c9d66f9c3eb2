import type { NodeTraffic, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { whyAbsent } from "../../ui/absent-text.ts";
import { byteRate, duration, inWords, rate, share, success, windowName } from "../../ui/format.ts";
import { basisWords } from "../../ui/health-words.ts";
import { edgeInWords, nodeInWords, protocolWords, reporterInWords } from "../../ui/node-name.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import type { Selection } from "../../view/view-state.ts";
import css from "./MapTooltip.module.css";
import { edgeMarks, nodeMarks } from "./marks/said-marks.ts";
import type { Point } from "./routes/shapes.ts";
import { TooltipMarks } from "./TooltipMarks.tsx";
import { type TooltipRow, TooltipRows } from "./TooltipRows.tsx";

export interface Hovered {
  readonly selection: Selection;
  /** px from the map's upper left corner. */
  readonly at: Point;
}

/** What the pointer rests on: its whole name and its numbers, and what they are. The table says the same in words. */
export function MapTooltip({ hovered, topology }: { hovered: Hovered; topology: Topology }) {
  const { selection, at } = hovered;
  const edge = selection.type === "edge" ? topology.edges.find(({ id }) => id === selection.id) : undefined;
  const node = selection.type === "node" ? topology.nodes.find(({ id }) => id === selection.id) : undefined;
  if (edge === undefined && node === undefined) return null;
  return (
    <div className={css.map} aria-hidden="true">
      <div className={css.tooltip} style={{ "--x": `${at.x}px`, "--y": `${at.y}px` } as React.CSSProperties}>
        {edge !== undefined && <AboutEdge edge={edge} topology={topology} />}
        {node !== undefined && <AboutNode node={node} windowSeconds={topology.windowSeconds} />}
      </div>
    </div>
  );
}

function AboutEdge({ edge, topology }: { edge: TopologyEdge; topology: Topology }) {
  const nodeOf = (end: string) => topology.nodes.find(({ id }) => id === end);
  return (
    <>
      <p className={css.name}>
        <StatusIcon status={edge.health.status} size={12} label="" />
        {edgeInWords(nodeOf(edge.source), nodeOf(edge.target))}
      </p>
      <TooltipRows rows={edgeRows(edge)} />
      <TooltipMarks marks={edgeMarks(edge)} />
      <p className={css.note}>
        {protocolWords[edge.protocol]} · {reporterInWords(edge.reporter)} · mean over{" "}
        {windowName(topology.windowSeconds)}
        {edge.health.basis === "requests" || edge.health.basis === "connections"
          ? ""
          : ` · ${basisWords(edge, topology.windowSeconds)}`}
      </p>
    </>
  );
}

function AboutNode({ node, windowSeconds }: { node: TopologyNode; windowSeconds: number }) {
  const place = node.namespace === undefined ? "in no namespace" : `in ${node.namespace}`;
  return (
    <>
      <p className={css.name}>
        <StatusIcon status={node.health.status} size={12} label="" />
        {nodeInWords(node)}
      </p>
      <p className={css.note}>
        {node.name === nodeInWords(node) ? "" : `${node.name} `}
        {place}
        {node.pods === undefined ? "" : ` · ${node.pods.ready} of ${node.pods.total} pods ready`}
      </p>
      <TooltipRows rows={[...trafficRows("in", node.inbound), ...trafficRows("out", node.outbound)]} />
      <TooltipMarks marks={nodeMarks(node)} />
      <p className={css.note}>
        mean over {windowName(windowSeconds)}
        {basisNote(node, windowSeconds)}
      </p>
    </>
  );
}

/** Pods are counted beside the name already. */
function basisNote(node: TopologyNode, windowSeconds: number): string {
  switch (node.health.basis) {
    case "requests":
      return "";
    case "pods":
      return " · judged by its pods";
    case "connections":
    case "few-requests":
    case "few-connections":
    case "no-codes":
    case "tcp":
    case "no-requests":
      return ` · ${basisWords(node, windowSeconds)}`;
  }
}

function edgeRows(edge: TopologyEdge): TooltipRow[] {
  const { latencyMs } = edge;
  if (edge.protocol === "tcp") return [...connectionRows(edge), ...byteRows(edge)];
  return [
    ["rate", edge.requestsPerSecond === undefined ? whyAbsent(edge) : inWords(rate(edge.requestsPerSecond))],
    ["success", edge.errorRatio === undefined ? whyAbsent(edge) : inWords(success(1 - edge.errorRatio))],
    ...(["p50", "p95", "p99"] as const).map(
      (name): TooltipRow => [name, latencyMs === undefined ? whyAbsent(edge) : inWords(duration(latencyMs[name]))],
    ),
  ];
}

/** Only where connections fail: that they are made says nothing of what is said over them. */
function connectionRows({ connectionsPerSecond, failedConnectionRatio = 0 }: TopologyEdge): TooltipRow[] {
  if (connectionsPerSecond === undefined || failedConnectionRatio <= 0) return [];
  const opened = `${rate(connectionsPerSecond).value} opened/s`;
  return [["connections", `${inWords(share(failedConnectionRatio))} of ${opened} fail`]];
}

function byteRows(edge: TopologyEdge): TooltipRow[] {
  const { bytesPerSecond } = edge;
  return bytesPerSecond === undefined
    ? [["traffic", whyAbsent(edge)]]
    : [
        ["to the callee", inWords(byteRate(bytesPerSecond.toTarget))],
        ["back", inWords(byteRate(bytesPerSecond.toSource))],
      ];
}

function trafficRows(side: "in" | "out", traffic: NodeTraffic): TooltipRow[] {
  if (traffic.requestsPerSecond === undefined) {
    return traffic.bytesPerSecond === undefined ? [] : [[`TCP ${side}`, inWords(byteRate(traffic.bytesPerSecond))]];
  }
  const well = traffic.errorRatio === undefined ? "" : `, ${inWords(success(1 - traffic.errorRatio))} success`;
  return [[side, `${inWords(rate(traffic.requestsPerSecond))}${well}`]];
}
