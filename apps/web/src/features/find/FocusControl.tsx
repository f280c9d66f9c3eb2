import type { NodeId, Topology } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { useView } from "../../view/use-view.ts";
import { depthChoices } from "./depth-choices.ts";
import css from "./FocusControl.module.css";
import { reachOf } from "./focus-set.ts";

/** Dims what is far from a node, or what is on no path between it and another. */
export function FocusControl({ node, topology }: { node: NodeId; topology: Topology }) {
  const [{ focus }, change] = useView();
  const depth = focus && "around" in focus && focus.around === node ? focus.depth : undefined;
  const other = focus && "from" in focus ? otherEnd(focus, node) : undefined;
  const choose = (value: string) => {
    const [end, id] = [value.slice(0, 1), value.slice(1)];
    if (id === "") change({ focus: undefined });
    else change({ focus: end === ">" ? { from: node, to: id } : { from: id, to: node } });
  };
  return (
    <fieldset className={css.control} aria-label="Focus">
      <span>Focus</span>
      <Segmented
        label="Calls away"
        value={depth}
        choices={depthChoices}
        onChoose={(next) => change({ focus: { around: node, depth: next } })}
        onAgain={() => change({ focus: undefined })}
      />
      <select
        aria-label="Paths between"
        value={other ?? ""}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">Paths to, from …</option>
        <Ends label="To" sign=">" ids={reachOf(topology, node, "target")} topology={topology} />
        <Ends label="From" sign="<" ids={reachOf(topology, node, "source")} topology={topology} />
      </select>
    </fieldset>
  );
}

function Ends(props: { label: string; sign: string; ids: ReadonlySet<NodeId>; topology: Topology }) {
  const { label, sign, ids, topology } = props;
  const ends = topology.nodes
    .filter(({ id }) => ids.has(id))
    .map((node) => ({ id: node.id, name: nodeInWords(node) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (ends.length === 0) return null;
  return (
    <optgroup label={label}>
      {ends.map(({ id, name }) => (
        <option key={id} value={sign + id}>
          {label.toLowerCase()} {name}
        </option>
      ))}
    </optgroup>
  );
}

function otherEnd({ from, to }: { readonly from: string; readonly to: string }, node: NodeId): string | undefined {
  if (from === node) return `>${to}`;
  return to === node ? `<${from}` : undefined;
}
