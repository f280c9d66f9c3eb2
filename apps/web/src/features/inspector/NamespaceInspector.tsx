import type { NamespaceSummary, Topology } from "@fyr/contract";
import { bareRate, rate, success, windowName } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import { nodeInWords } from "../../ui/node-name.ts";
import { Panel, Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import { Numbers } from "./Numbers.tsx";
import { OverTime } from "./OverTime.tsx";
import css from "./RowTable.module.css";
import { RowTable } from "./RowTable.tsx";
import { Subject } from "./Subject.tsx";
import { worstNodesFirst } from "./worst-first.ts";

/** A namespace: its totals and what is worst in it. */
export function NamespaceInspector(props: { namespace: NamespaceSummary; topology: Topology; onClose: () => void }) {
  const { namespace, topology, onClose } = props;
  const { cluster, name, workloads, inRequestsPerSecond, outRequestsPerSecond, errorRatio, health } = namespace;
  const { windowSeconds } = topology;
  const over = `mean over ${windowName(windowSeconds)}`;
  return (
    <Panel label="Selected namespace">
      <Subject
        status={health}
        about={`Namespace · ${windowName(windowSeconds)}`}
        title={name}
        place={`${cluster} · ${workloads} ${workloads === 1 ? "workload" : "workloads"}`}
        onClose={onClose}
      />
      <OverTime
        subject={{ namespace: name, cluster }}
        now={{
          errorRatio,
          health: { status: health, causes: [] },
          successTone: "plain",
          measured: { windowSeconds },
          at: topology.at,
        }}
        began={undefined}
        rateTitle="Rate into all its workloads"
      />
      <Section>
        <Numbers
          numbers={[
            {
              name: "In from outside",
              quantity: inRequestsPerSecond === undefined ? undefined : rate(inRequestsPerSecond),
              about: `Requests a second from other namespaces, ${over}`,
            },
            {
              name: "Out of it",
              quantity: outRequestsPerSecond === undefined ? undefined : rate(outRequestsPerSecond),
              about: `Requests a second into other namespaces, ${over}`,
            },
          ]}
        />
      </Section>
      <WorstFive namespace={namespace} topology={topology} />
    </Panel>
  );
}

function WorstFive({ namespace, topology }: { namespace: NamespaceSummary; topology: Topology }) {
  const [, change] = useView();
  const nodes = topology.nodes.filter(
    (node) => node.namespace === namespace.name && node.cluster === namespace.cluster,
  );
  const worst = worstNodesFirst(nodes).slice(0, 5);
  return (
    <Section title="Worst five" aside="by health, then errors">
      <RowTable name="Workload" columns={["req/s", "success"]}>
        {worst.map((node) => (
          <tr key={node.id} data-status={node.health.status}>
            <th scope="row">
              <button
                type="button"
                className={css.link}
                onClick={() => change({ selection: { type: "node", id: node.id } })}
              >
                <StatusIcon status={node.health.status} size={11} />
                {nodeInWords(node)}
              </button>
            </th>
            <td>
              <Measure
                quantity={
                  node.inbound.requestsPerSecond === undefined ? undefined : bareRate(node.inbound.requestsPerSecond)
                }
              />
            </td>
            <td className={css.errors}>
              <Measure
                quantity={node.inbound.errorRatio === undefined ? undefined : success(1 - node.inbound.errorRatio)}
              />
            </td>
          </tr>
        ))}
      </RowTable>
    </Section>
  );
}
