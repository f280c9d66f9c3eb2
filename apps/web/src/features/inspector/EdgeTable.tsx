import type { Topology, TopologyEdge } from "@fyr/contract";
import { whyAbsent } from "../../ui/absent-text.ts";
import { duration, rate, share } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { nodeInWords, nodeName } from "../../ui/node-name.ts";
import { Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import css from "./RowTable.module.css";
import { worstEdgesFirst } from "./worst-first.ts";

const shownAtFirst = 8;

/** Edges with one end in common, worst first, named by the other end. */
export function EdgeTable(props: {
  title: string;
  edges: readonly TopologyEdge[];
  other: "source" | "target" | "both";
  topology: Topology;
}) {
  const { title, edges, other, topology } = props;
  const [, change] = useView();
  if (edges.length === 0) return null;
  const nameOf = (id: string) => {
    const node = topology.nodes.find((each) => each.id === id);
    return node === undefined ? "unknown" : nodeInWords(node);
  };
  const shortNameOf = (id: string) => {
    const node = topology.nodes.find((each) => each.id === id);
    return node === undefined ? "unknown" : nodeName(node).name;
  };
  return (
    <Section title={title} {...(edges.length > shownAtFirst && { aside: `worst ${shownAtFirst} of ${edges.length}` })}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Name</span>
            </th>
            <th scope="col">req/s</th>
            <th scope="col">errors</th>
            <th scope="col">p99</th>
          </tr>
        </thead>
        <tbody>
          {worstEdgesFirst(edges)
            .slice(0, shownAtFirst)
            .map((edge) => (
              <tr key={edge.id} data-status={edge.health.status}>
                <th scope="row">
                  <button
                    type="button"
                    className={css.link}
                    onClick={() => change({ selection: { type: "edge", id: edge.id } })}
                  >
                    <StatusIcon status={edge.health.status} size={11} />
                    {other === "both" ? `${shortNameOf(edge.source)} → ${nameOf(edge.target)}` : nameOf(edge[other])}
                  </button>
                </th>
                <td>
                  <Measure
                    quantity={
                      edge.requestsPerSecond === undefined ? undefined : { ...rate(edge.requestsPerSecond), unit: "" }
                    }
                    why={whyAbsent(edge)}
                  />
                </td>
                <td className={css.errors}>
                  <Measure
                    quantity={edge.errorRatio === undefined ? undefined : share(edge.errorRatio)}
                    why={whyAbsent(edge)}
                  />
                </td>
                <td>
                  <Measure quantity={edge.latencyMs && duration(edge.latencyMs.p99)} why={whyAbsent(edge)} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Section>
  );
}
