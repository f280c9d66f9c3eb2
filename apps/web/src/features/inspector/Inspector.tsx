import type { NodeId, RouteRef, Topology } from "@fyr/contract";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel, PanelHead } from "../../ui/Panel.tsx";
import { lineOf } from "../../view/line.ts";
import type { Selection } from "../../view/view-state.ts";
import { EdgeInspector } from "./EdgeInspector.tsx";
import { LineInspector } from "./LineInspector.tsx";
import { NamespaceInspector } from "./NamespaceInspector.tsx";
import { NodeInspector } from "./NodeInspector.tsx";

export interface InspectorProps {
  readonly selection: Selection;
  readonly topology: Topology;
  /** The section on a route that steers what is selected. */
  readonly renderRoute: (route: RouteRef) => React.ReactNode;
  /** What keeps a node in focus. */
  readonly renderFocus: (node: NodeId) => React.ReactNode;
  readonly onClose: () => void;
}

/** What is selected, in full. A new selection starts a new panel. */
export function Inspector({ selection, topology, renderRoute, renderFocus, onClose }: InspectorProps) {
  const common = { topology, renderRoute, onClose };
  switch (selection.type) {
    case "edge": {
      const edge = topology.edges.find(({ id }) => id === selection.id);
      if (edge) return <EdgeInspector key={edge.id} edge={edge} {...common} />;
      const line = lineOf(topology, selection.id);
      return line ? (
        <LineInspector key={line.id} line={line} topology={topology} onClose={onClose} />
      ) : (
        <Gone what="edge" onClose={onClose} />
      );
    }
    case "node": {
      const node = topology.nodes.find(({ id }) => id === selection.id);
      return node ? (
        <NodeInspector key={node.id} node={node} focus={renderFocus(node.id)} {...common} />
      ) : (
        <Gone what="workload" onClose={onClose} />
      );
    }
    case "namespace": {
      const namespace = topology.namespaces.find((each) => namespaceKeys(each).includes(selection.id));
      return namespace ? (
        <NamespaceInspector key={selection.id} namespace={namespace} topology={topology} onClose={onClose} />
      ) : (
        <Gone what="namespace" onClose={onClose} />
      );
    }
  }
}

/** A namespace is chosen by name, with its cluster before it where names repeat. */
function namespaceKeys({ cluster, name }: Topology["namespaces"][number]): readonly string[] {
  return [name, `${cluster}/${name}`];
}

function Gone({ what, onClose }: { what: string; onClose: () => void }) {
  return (
    <Panel label="Selection">
      <PanelHead onClose={onClose}>{null}</PanelHead>
      <EmptyState title={`This ${what} is not in the picture`}>
        <p>
          It had no traffic in this window, or it is outside the scope. Another moment, a longer window or all
          namespaces may show it.
        </p>
      </EmptyState>
    </Panel>
  );
}
