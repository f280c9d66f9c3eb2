import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { causeInWords } from "../../ui/health-text.ts";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { byteNumbers, connectionNumbers } from "./edge-numbers.ts";
import { Identities } from "./Identities.tsx";
import { Numbers } from "./Numbers.tsx";
import { BytesOverTime, FailedOverTime } from "./OverTime.tsx";
import { Reasons, WorthKnowing } from "./Reasons.tsx";
import { Responses } from "./Responses.tsx";
import css from "./TcpTraffic.module.css";
import { useDetails } from "./use-details.ts";

/** An edge on which no requests are seen, only bytes. */
export function TcpEdge({ edge, topology }: { edge: TopologyEdge; topology: Topology }) {
  const { windowSeconds } = topology;
  const more = useDetails({ edge: edge.id }, topology);
  const known = more.data?.type === "edge" ? more.data : undefined;
  return (
    <>
      <FailedConnections edge={edge} topology={topology} />
      <WorthKnowing notes={edge.flags.includes("reopened") ? [reopened] : []} />
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

const reopened = "Connections broke and were opened again, as in a rollout: as many bytes go as usual";

/** Where some fail: how many, since when, and why. */
export function FailedConnections({ edge, topology }: { edge: TopologyEdge; topology: Topology }) {
  const { failedConnectionRatio: ratio = 0, health, responses } = edge;
  if (ratio <= 0 && health.causes.length === 0) return null;
  return (
    <>
      <FailedOverTime of={edge} ratio={edge.failedConnectionRatio} topology={topology} />
      <Reasons causes={health.causes.map((cause) => causeInWords(cause))} />
      <Responses title="Connections" responses={responses} />
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
