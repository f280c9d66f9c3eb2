import type { Topology, TopologyNode } from "@fyr/contract";
import { Hosts, stealInWords } from "../../features/inspector/Hosts.tsx";
import { NodeTraffic } from "../../features/inspector/NodeTraffic.tsx";
import { Pods } from "../../features/inspector/Pods.tsx";
import { Reasons, WorthKnowing } from "../../features/inspector/Reasons.tsx";
import { useDetails } from "../../features/inspector/use-details.ts";
import { flagInWords } from "../../ui/flag-text.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { useView } from "../../view/use-view.ts";
import { StartSplit } from "../StartSplit.tsx";
import { SteeringRoute } from "../SteeringRoute.tsx";

interface NodePartsProps {
  readonly node: TopologyNode;
  readonly picture: Topology;
}

/** The charts the inspector has, and what else explains them. */
export function NodeAside({ node, picture }: NodePartsProps) {
  const { known } = useParts({ node, picture });
  return (
    <>
      <NodeTraffic node={node} topology={picture} />
      <Reasons causes={[]} alarms={stealInWords(known?.hosts ?? [])} />
      <WorthKnowing notes={node.flags.flatMap(flagInWords)} />
    </>
  );
}

/** Where it runs, and what steers it. */
export function NodeBelow({ node, picture }: NodePartsProps) {
  const { known, query, at } = useParts({ node, picture });
  if (query.isPending) return <PanelSkeleton label="Loading pods" />;
  if (known === undefined) return <ProblemNotice error={query.error} onRetry={query.refetch} />;
  return (
    <>
      <Pods pods={known.pods} past={at !== undefined} cpuCores={known.cpuCores} proxyCpuCores={known.proxyCpuCores} />
      <Hosts hosts={known.hosts} />
      <StartSplit node={node} />
      {known.routes.map((route) => (
        <SteeringRoute key={`${route.namespace}/${route.name}`} route={route} />
      ))}
    </>
  );
}

function useParts({ node, picture }: NodePartsProps) {
  const [{ at }] = useView();
  const query = useDetails({ node: node.id }, picture);
  return { query, at, known: query.data?.type === "node" ? query.data : undefined };
}
