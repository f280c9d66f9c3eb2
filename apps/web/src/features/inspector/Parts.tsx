import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { bareRate, duration, share } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { edgeInWords, nodeInShort } from "../../ui/node-name.ts";
import { successTone } from "../../ui/number-tone.ts";
import { Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { type Part, partsOf, wholeOf } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import css from "./RowTable.module.css";
import { RowTable } from "./RowTable.tsx";

const shownAtFirst = 8;

/** The workloads, or the calls between workloads, that something of a coarser grain stands for; each leads to itself. */
export function Parts({ of, picture }: { of: string; picture: Topology }) {
  const [{ selection }] = useView();
  const parts = partsOf(picture, of);
  if (parts.length === 0) return null;
  const whole = wholeOf(picture);
  const isEdges = parts.some((part) => "source" in part);
  const aside = parts.length > shownAtFirst ? `worst ${shownAtFirst} of ${parts.length}` : "by workload";
  return (
    <Section title={isEdges ? "Calls in it" : "Workloads in it"} aside={aside}>
      <RowTable name="Name" columns={["req/s", "errors", "p99"]}>
        {parts.slice(0, shownAtFirst).map((part) => (
          <PartRow key={part.id} part={part} name={nameOf(part, whole)} isChosen={selection?.id === part.id} />
        ))}
      </RowTable>
    </Section>
  );
}

/** In place of what was selected stands what holds it; says so. */
export function HeldNote({ of, picture }: { of: string; picture: Topology }) {
  const [{ selection }] = useView();
  const part = partsOf(picture, of).find(({ id }) => id === selection?.id);
  if (part === undefined) return null;
  return (
    <p className={css.held} role="status">
      Holds <strong>{nameOf(part, wholeOf(picture))}</strong>, which was selected.
    </p>
  );
}

function PartRow({ part, name, isChosen }: { part: Part; name: string; isChosen: boolean }) {
  const [, change] = useView();
  const { requestsPerSecond, errorRatio, latencyMs } = "source" in part ? part : part.inbound;
  const type = "source" in part ? "edge" : "node";
  const show = () =>
    change({ grain: "workload", serviceNodes: undefined, selection: { type, id: part.id }, viewport: undefined });
  return (
    <tr data-status={part.health.status} aria-current={isChosen || undefined}>
      <th scope="row">
        <button type="button" className={css.link} onClick={show} title="Show by workload">
          <StatusIcon status={part.health.status} size={11} />
          {name}
        </button>
      </th>
      <td>
        <Measure quantity={requestsPerSecond === undefined ? undefined : bareRate(requestsPerSecond)} />
      </td>
      <td className={css[successTone(part.health)]}>
        <Measure quantity={errorRatio === undefined ? undefined : share(errorRatio)} />
      </td>
      <td>
        <Measure quantity={latencyMs && duration(latencyMs.p99)} />
      </td>
    </tr>
  );
}

function nameOf(part: TopologyEdge | TopologyNode, { nodes }: Topology): string {
  if (!("source" in part)) return nodeInShort(part);
  const nodeOf = (id: string) => nodes.find((node) => node.id === id);
  return edgeInWords(nodeOf(part.source), nodeOf(part.target));
}
