import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { byteRate, rate, share } from "../../ui/format.ts";
import { Section } from "../../ui/Panel.tsx";
import { provenance } from "../../ui/provenance.ts";
import { Numbers } from "./Numbers.tsx";
import { BytesOverTime } from "./OverTime.tsx";
import css from "./TcpTraffic.module.css";

/** An edge on which no requests are seen, only bytes. */
export function TcpEdge({ edge, windowSeconds }: { edge: TopologyEdge; windowSeconds: number }) {
  const { bytesPerSecond, connectionsPerSecond, mtlsRatio, reporter } = edge;
  const measured = { windowSeconds, reporter };
  return (
    <>
      <NotMeasurable />
      <Section>
        <Numbers
          numbers={[
            {
              name: "To target",
              quantity: bytesPerSecond && byteRate(bytesPerSecond.toTarget),
              about: provenance("bytes", measured),
            },
            {
              name: "To source",
              quantity: bytesPerSecond && byteRate(bytesPerSecond.toSource),
              about: provenance("bytes", measured),
            },
          ]}
        />
      </Section>
      <BytesOverTime subject={{ edge: edge.id }} />
      <Section>
        <Numbers
          numbers={[
            {
              name: "Connections",
              quantity:
                connectionsPerSecond === undefined ? undefined : { ...rate(connectionsPerSecond), unit: "opened/s" },
              about: provenance("connections", measured),
            },
            {
              name: "mTLS",
              quantity: mtlsRatio === undefined ? undefined : share(mtlsRatio),
              about: provenance("mtls", { windowSeconds }),
            },
          ]}
        />
      </Section>
    </>
  );
}

/** A node that is reached by bytes alone. */
export function TcpNode({ node }: { node: TopologyNode }) {
  return (
    <>
      <NotMeasurable />
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
