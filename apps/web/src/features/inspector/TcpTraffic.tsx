import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { byteNumbers, connectionNumbers } from "./edge-numbers.ts";
import { Identities } from "./Identities.tsx";
import { Numbers } from "./Numbers.tsx";
import { BytesOverTime } from "./OverTime.tsx";
import css from "./TcpTraffic.module.css";
import { useDetails } from "./use-details.ts";

/** An edge on which no requests are seen, only bytes. */
export function TcpEdge({ edge, topology }: { edge: TopologyEdge; topology: Topology }) {
  const { windowSeconds } = topology;
  const more = useDetails({ edge: edge.id }, topology);
  const known = more.data?.type === "edge" ? more.data : undefined;
  return (
    <>
      {edge.flags.includes("l4Only") ? <SeenByZtunnel /> : <NotMeasurable />}
      <Section>
        <Numbers numbers={byteNumbers(edge, { windowSeconds, reporter: edge.reporter })} />
      </Section>
      <BytesOverTime subject={{ edge: edge.id }} />
      <Section>
        <Numbers numbers={connectionNumbers({ edge, known, windowSeconds })} />
      </Section>
      {more.isError && <ProblemNotice error={more.error} onRetry={more.refetch} />}
      {known?.principals && <Identities {...known.principals} />}
    </>
  );
}

/** A node that is reached by bytes alone. */
export function TcpNode({ node }: { node: TopologyNode }) {
  return (
    <>
      {node.flags.includes("l4Only") ? <SeenByZtunnel /> : <NotMeasurable />}
      <BytesOverTime subject={{ node: node.id }} />
    </>
  );
}

function NotMeasurable() {
  return (
    <Section title="Success and latency">
      <p className={css.words}>
        <strong>TCP, not measurable.</strong> The proxies see bytes and connections here, not requests.
      </p>
    </Section>
  );
}

function SeenByZtunnel() {
  return (
    <Section title="Success and latency">
      <p className={css.words}>
        <strong>Not measurable at L4.</strong> Only a ztunnel has seen this traffic. A waypoint before the callee would
        count and time its requests.
      </p>
    </Section>
  );
}
