import type { RouteRef, Topology, TopologyNode } from "@fyr/contract";
import { Fragment } from "react";
import { flagInWords, kindInWords } from "../../ui/flag-text.ts";
import { share, success, windowName } from "../../ui/format.ts";
import { causeInWords } from "../../ui/health-text.ts";
import { Measure } from "../../ui/Measure.tsx";
import { Panel, Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { useView } from "../../view/use-view.ts";
import { EdgeTable } from "./EdgeTable.tsx";
import { Hosts, stealInWords } from "./Hosts.tsx";
import { NodeTitle } from "./NodeTitle.tsx";
import { NodeTraffic } from "./NodeTraffic.tsx";
import { HeldNote, Parts } from "./Parts.tsx";
import { Pods } from "./Pods.tsx";
import { Reasons, WorthKnowing } from "./Reasons.tsx";
import css from "./RowTable.module.css";
import { RowTable } from "./RowTable.tsx";
import { basisOf, Subject } from "./Subject.tsx";
import { useDetails } from "./use-details.ts";
import { versionsOf } from "./worst-first.ts";

export interface NodeInspectorProps {
  readonly node: TopologyNode;
  readonly topology: Topology;
  /** Stands under the name. */
  readonly focus: React.ReactNode;
  readonly renderRoute: (route: RouteRef) => React.ReactNode;
  readonly onClose: () => void;
}

/** Everything known of a workload, gateway or other end of traffic. */
export function NodeInspector({ node, topology, focus, renderRoute, onClose }: NodeInspectorProps) {
  const [{ at }] = useView();
  const more = useDetails({ node: node.id }, topology);
  const known = more.data?.type === "node" ? more.data : undefined;
  const inbound = topology.edges.filter(({ target }) => target === node.id);
  const outbound = topology.edges.filter(({ source }) => source === node.id);
  return (
    <Panel label="Selected workload">
      <Subject
        status={node.health.status}
        {...basisOf(node, topology.windowSeconds)}
        about={`${kindInWords(node)} · ${windowName(topology.windowSeconds)}`}
        title={<NodeTitle node={node} />}
        place={node.namespace === undefined ? "outside the mesh" : `${node.namespace} / ${node.workload ?? node.name}`}
        onClose={onClose}
      />
      <HeldNote of={node.id} picture={topology} />
      {focus}
      <NodeTraffic node={node} topology={topology} />
      <Reasons
        causes={node.health.causes.map((cause) => causeInWords(cause, node.inbound.latencyMs?.usual))}
        alarms={stealInWords(known?.hosts ?? [])}
      />
      <WorthKnowing notes={node.flags.flatMap(flagInWords)} />
      <Parts of={node.id} picture={topology} />
      <EdgeTable title="Called by" edges={inbound} other="source" topology={topology} />
      <EdgeTable title="Calls" edges={outbound} other="target" topology={topology} />
      <Versions node={node} topology={topology} />
      {more.isPending && <PanelSkeleton label="Loading pods" />}
      {more.isError && <ProblemNotice error={more.error} onRetry={more.refetch} />}
      {known && <Hosts hosts={known.hosts} />}
      {known && (
        <Pods pods={known.pods} past={at !== undefined} cpuCores={known.cpuCores} proxyCpuCores={known.proxyCpuCores} />
      )}
      {known?.routes.map((route) => (
        <Fragment key={`${route.namespace}/${route.name}`}>{renderRoute(route)}</Fragment>
      ))}
    </Panel>
  );
}

function Versions({ node, topology }: { node: TopologyNode; topology: Topology }) {
  const [, change] = useView();
  const versions = versionsOf(node, topology);
  if (versions.length === 0) return null;
  return (
    <Section title="Versions">
      <RowTable name="Version" columns={["traffic", "success"]}>
        {versions.map(({ node: version, share: part }) => (
          <tr key={version.id} data-status={version.health.status}>
            <th scope="row">
              <button
                type="button"
                className={css.link}
                onClick={() => change({ selection: { type: "node", id: version.id } })}
              >
                {version.version ?? version.name}
                {version.id === node.id && <span className={css.meta}>this one</span>}
              </button>
            </th>
            <td>
              <Measure quantity={part === undefined ? undefined : share(part)} />
            </td>
            <td className={css.errors}>
              <Measure
                quantity={
                  version.inbound.errorRatio === undefined ? undefined : success(1 - version.inbound.errorRatio)
                }
              />
            </td>
          </tr>
        ))}
      </RowTable>
    </Section>
  );
}
