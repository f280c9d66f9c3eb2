import type { Topology, TopologyEdge } from "@fyr/contract";
import { failedShareOf } from "@fyr/topology";
import { whyAbsent } from "../../ui/absent-text.ts";
import { bareRate, duration, share } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { edgeInWords, nodeInWords } from "../../ui/node-name.ts";
import { failedShareTone, percentileTone } from "../../ui/number-tone.ts";
import { Section } from "../../ui/Panel.tsx";
import { requestsBehind } from "../../ui/requests-behind.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import css from "./RowTable.module.css";
import { RowTable } from "./RowTable.tsx";
import { worstEdgesFirst } from "./worst-first.ts";

const shownAtFirst = 8;

/** Edges worst first, named by the end they do not have in common, or by both. */
export function EdgeTable(props: {
  title: string;
  edges: readonly TopologyEdge[];
  other: "source" | "target" | "both";
  topology: Topology;
}) {
  const { title, edges, other, topology } = props;
  if (edges.length === 0) return null;
  const nodeOf = (id: string) => topology.nodes.find((each) => each.id === id);
  const nameOf = (edge: TopologyEdge) => {
    if (other === "both") return edgeInWords(nodeOf(edge.source), nodeOf(edge.target));
    const node = nodeOf(edge[other]);
    return node === undefined ? "unknown" : nodeInWords(node);
  };
  return (
    <Section title={title} {...(edges.length > shownAtFirst && { aside: `worst ${shownAtFirst} of ${edges.length}` })}>
      <RowTable name="Name" columns={["req/s", "errors", "p99"]}>
        {worstEdgesFirst(edges)
          .slice(0, shownAtFirst)
          .map((edge) => (
            <EdgeRow key={edge.id} edge={edge} name={nameOf(edge)} windowSeconds={topology.windowSeconds} />
          ))}
      </RowTable>
    </Section>
  );
}

function EdgeRow({ edge, name, windowSeconds }: { edge: TopologyEdge; name: string; windowSeconds: number }) {
  const [, change] = useView();
  const { requestsPerSecond, latencyMs } = edge;
  const failed = failedShareOf(edge);
  const why = whyAbsent(edge);
  const requests = requestsBehind(requestsPerSecond, windowSeconds);
  const p99Tone =
    latencyMs && percentileTone("p99", latencyMs.p99, { usual: latencyMs.usual?.p99, health: edge.health, requests });
  return (
    <tr data-status={edge.health.status}>
      <th scope="row">
        <button type="button" className={css.link} onClick={() => change({ selection: { type: "edge", id: edge.id } })}>
          <StatusIcon status={edge.health.status} size={11} />
          {name}
        </button>
      </th>
      <td>
        <Measure quantity={requestsPerSecond === undefined ? undefined : bareRate(requestsPerSecond)} why={why} />
      </td>
      <td className={css[failedShareTone(edge.health)]}>
        <Measure quantity={failed === undefined ? undefined : share(failed)} why={why} />
      </td>
      <td className={p99Tone && css[p99Tone]}>
        <Measure quantity={latencyMs && duration(latencyMs.p99)} why={why} />
      </td>
    </tr>
  );
}
