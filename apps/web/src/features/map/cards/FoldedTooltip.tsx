import type { NamespaceSummary, Topology } from "@fyr/contract";
import { duration, inWords, rate, success, windowName } from "../../../ui/format.ts";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { type Line, lineOf } from "../../../view/line.ts";
import { lineName } from "../../../view/line-name.ts";
import { sumOf } from "../../../view/line-sum.ts";
import css from "../MapTooltip.module.css";
import type { Hovered } from "../MapTooltip.tsx";
import { lineMarks } from "../marks/said-marks.ts";
import { isBox } from "../namespace-boxes.ts";
import { TooltipMarks } from "../TooltipMarks.tsx";
import { type TooltipRow, TooltipRows } from "../TooltipRows.tsx";

/** The same for what stands for several: a namespace, or a line of many calls. */
export function FoldedTooltip({ hovered, topology }: { hovered: Hovered; topology: Topology }) {
  const { selection, at } = hovered;
  const namespace = selection.type === "namespace" ? namespaceOf(topology, selection.id) : undefined;
  const known = selection.type === "edge" && topology.edges.some(({ id }) => id === selection.id);
  const line = selection.type === "edge" && !known ? lineOf(topology, selection.id) : undefined;
  if (namespace === undefined && line === undefined) return null;
  return (
    <div className={css.map} aria-hidden="true">
      <div className={css.tooltip} style={{ "--x": `${at.x}px`, "--y": `${at.y}px` } as React.CSSProperties}>
        {namespace !== undefined && <AboutNamespace namespace={namespace} windowSeconds={topology.windowSeconds} />}
        {line !== undefined && <AboutLine line={line} topology={topology} />}
      </div>
    </div>
  );
}

function namespaceOf({ namespaces }: Topology, chosen: string): NamespaceSummary | undefined {
  return namespaces.find(({ cluster, name }) => isBox({ id: `${cluster}/${name}`, name }, chosen));
}

function AboutNamespace({ namespace, windowSeconds }: { namespace: NamespaceSummary; windowSeconds: number }) {
  const { name, workloads, health, inRequestsPerSecond, outRequestsPerSecond, errorRatio } = namespace;
  return (
    <>
      <p className={css.name}>
        <StatusIcon status={health} size={12} label="" />
        {name}
      </p>
      <TooltipRows
        rows={[
          ["workloads", String(workloads)],
          ["in from outside", inRequestsPerSecond === undefined ? "not measured" : inWords(rate(inRequestsPerSecond))],
          ["out of it", outRequestsPerSecond === undefined ? "not measured" : inWords(rate(outRequestsPerSecond))],
          ["success", errorRatio === undefined ? "not measured" : inWords(success(1 - errorRatio))],
        ]}
      />
      <p className={css.note}>mean over {windowName(windowSeconds)}</p>
    </>
  );
}

function AboutLine({ line, topology }: { line: Line; topology: Topology }) {
  const { calls, unwell, health, requestsPerSecond, errorRatio, latencyMs } = sumOf(line, topology.rollups);
  return (
    <>
      <p className={css.name}>
        <StatusIcon status={health} size={12} label="" />
        {lineName(topology, line)}
      </p>
      <TooltipRows
        rows={[
          ["calls", unwell === 0 ? String(calls) : `${calls}, ${unwell} not well`],
          ["rate", requestsPerSecond === undefined ? "not measured" : inWords(rate(requestsPerSecond))],
          ["success", errorRatio === undefined ? "not measured" : inWords(success(1 - errorRatio))],
          ...(["p50", "p95", "p99"] as const).flatMap((name): TooltipRow[] =>
            latencyMs === undefined ? [] : [[name, inWords(duration(latencyMs[name]))]],
          ),
        ]}
      />
      <TooltipMarks marks={lineMarks(line.edges)} />
      <p className={css.note}>
        all together, mean over {windowName(topology.windowSeconds)}
        {latencyMs === undefined && " · no percentiles: those of single calls do not add up"}
      </p>
    </>
  );
}
