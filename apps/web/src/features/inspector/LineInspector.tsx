import type { Topology } from "@fyr/contract";
import { duration, rate, success, windowName } from "../../ui/format.ts";
import { Panel, Section } from "../../ui/Panel.tsx";
import type { Line } from "../../view/line.ts";
import { lineName } from "../../view/line-name.ts";
import { sumOf } from "../../view/line-sum.ts";
import { EdgeTable } from "./EdgeTable.tsx";
import { Numbers } from "./Numbers.tsx";
import { Subject } from "./Subject.tsx";

/** A line of the map that stands for several calls: what they come to, and the worst of them. */
export function LineInspector({ line, topology, onClose }: { line: Line; topology: Topology; onClose: () => void }) {
  const { calls, unwell, health, requestsPerSecond, errorRatio, latencyMs } = sumOf(line, topology.rollups);
  const over = `mean over ${windowName(topology.windowSeconds)}`;
  return (
    <Panel label="Selected line">
      <Subject
        status={health}
        about={`${calls} calls · ${windowName(topology.windowSeconds)}`}
        title={lineName(topology, line)}
        place={unwell === 0 ? "All of them are well" : `${unwell} of ${calls} are not well`}
        onClose={onClose}
      />
      <Section>
        <Numbers
          numbers={[
            {
              name: "Rate",
              quantity: requestsPerSecond === undefined ? undefined : rate(requestsPerSecond),
              about: `Requests a second of all these calls, ${over}`,
            },
            {
              name: "Success",
              quantity: errorRatio === undefined ? undefined : success(1 - errorRatio),
              about: `Share of all their requests that did not fail, ${over}`,
            },
            {
              name: "p99",
              quantity: latencyMs && duration(latencyMs.p99),
              about:
                "Over all of them, from merged buckets. Absent where the server sent none: percentiles of parts do not add up",
            },
          ]}
        />
      </Section>
      <EdgeTable title="Calls" edges={line.edges} other="both" topology={topology} />
    </Panel>
  );
}
