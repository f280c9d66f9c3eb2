import type { NodeId, Topology, TopologyEdge } from "@fyr/contract";
import { type CallPaths, worstPathsFirst } from "@fyr/topology";
import { IconArrowsExchange, IconX } from "@tabler/icons-react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { nodeInShort } from "../../ui/node-name.ts";
import type { Selection } from "../../view/view-state.ts";
import { PathRow } from "./PathRow.tsx";
import css from "./PathsPanel.module.css";
import { pathsIn } from "./paths-in.ts";

export interface PathsPanelProps {
  readonly topology: Topology;
  readonly from: string;
  readonly to: string;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  /** Another pair. */
  readonly onChange: (pair: { readonly from: string; readonly to: string }) => void;
  readonly onClose: () => void;
}

/** Every path from one node to another, the worst first, with what its calls come to; or that there is none. */
export function PathsPanel({ topology, from, to, selection, onSelect, onChange, onClose }: PathsPanelProps) {
  const nameOf = (id: string) => {
    const node = topology.nodes.find((each) => each.id === id);
    return node === undefined ? "what is not in this picture" : nodeInShort(node);
  };
  const found = pathsIn(topology, { from, to });
  const back = pathsIn(topology, { from: to, to: from });
  const turn = () => onChange({ from: to, to: from });
  return (
    <section className={css.panel} aria-label="Paths">
      <header className={css.head}>
        <h2 className={css.title}>
          <span aria-live="polite">
            {countWords(found)} from <strong>{nameOf(from)}</strong> to <strong>{nameOf(to)}</strong>
          </span>
        </h2>
        <IconButton label={`Paths from ${nameOf(to)} to ${nameOf(from)}`} onClick={turn}>
          <IconArrowsExchange size={15} stroke={1.6} />
        </IconButton>
        <IconButton label="End paths" onClick={onClose}>
          <IconX size={15} stroke={1.6} />
        </IconButton>
      </header>
      {found === undefined || found.paths.length === 0 ? (
        <NoPath from={nameOf(from)} to={nameOf(to)} found={found} back={back} onTurn={turn} />
      ) : (
        <PathTable paths={worstPathsFirst(found.paths)} nameOf={nameOf} selection={selection} onSelect={onSelect} />
      )}
    </section>
  );
}

type Found = CallPaths<TopologyEdge> | undefined;

function countWords(found: Found): string {
  const count = found?.paths.length ?? 0;
  if (found === undefined || count === 0) return "No path";
  if (found.isCut) return `More than ${count} paths, the shortest of them,`;
  return count === 1 ? "1 path" : `${count} paths`;
}

function NoPath(props: { from: string; to: string; found: Found; back: Found; onTurn: () => void }) {
  const { from, to, found, back, onTurn } = props;
  if (found === undefined) return <p className={css.none}>One of the two had no traffic in this window.</p>;
  const count = back?.paths.length ?? 0;
  return (
    <p className={css.none}>
      In this window {from} called nobody who, directly or through others, calls {to}
      {count === 0 && `; nor the other way round`}.
      {count > 0 && (
        <Button onClick={onTurn}>
          From {to} to {from} there {count === 1 ? "is 1 path" : `are ${count} paths`}
        </Button>
      )}
    </p>
  );
}

const sumMeans =
  "The mean of each call, added up. A call that waits for the next one has its time in its own: this tells which path spends more, not how long a request takes.";

function PathTable(props: {
  paths: readonly (readonly TopologyEdge[])[];
  nameOf: (id: NodeId) => string;
  selection: Selection | undefined;
  onSelect: (selection: Selection) => void;
}) {
  const { paths, ...rest } = props;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col" title="Success rate of the call on it that fails most">
              Weakest call
            </th>
            <th scope="col" title={sumMeans}>
              Means added up
            </th>
            <th scope="col">Path</th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => (
            <PathRow key={path.map(({ id }) => id).join(" ")} path={path} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
