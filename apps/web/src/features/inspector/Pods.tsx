import type { Pod } from "@fyr/contract";
import { useTopology } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { age } from "../../ui/format.ts";
import { Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./RowTable.module.css";
import { RowTable } from "./RowTable.tsx";

/** Its pods as Kubernetes has them now. `past`: the rest of the panel is from an earlier moment. */
export function Pods(props: {
  pods: readonly Pod[];
  past: boolean;
  cpuCores: number | undefined;
  proxyCpuCores: number | undefined;
}) {
  const { pods, past, cpuCores, proxyCpuCores } = props;
  if (pods.length === 0) return <NoPods />;
  return (
    <Section title={past ? "Pods now" : "Pods"} {...cpuAside(cpuCores, proxyCpuCores)}>
      <RowTable name="Pod" columns={["restarts", "age", "host"]}>
        {pods.map((pod) => (
          <PodRow key={pod.name} pod={pod} />
        ))}
      </RowTable>
    </Section>
  );
}

/** Pods that nobody could be asked for are not the same as none. */
function NoPods() {
  const kubernetes = useTopology()?.sources.find(({ name }) => name === "kubernetes");
  if (kubernetes === undefined || kubernetes.status === "ok") return null;
  return (
    <Section title="Pods">
      <p className={css.meta} title={kubernetes.message}>
        {kubernetes.status === "off"
          ? "Not known: Fyr runs without a cluster."
          : "Not known: Kubernetes does not answer."}
      </p>
    </Section>
  );
}

function PodRow({ pod: { name, phase, ready, restarts, startedAt, host } }: { pod: Pod }) {
  const now = useNow();
  return (
    <tr>
      <th scope="row" title={name}>
        <StatusIcon status={ready ? "healthy" : "degraded"} size={11} label={ready ? "Ready" : `Not ready, ${phase}`} />{" "}
        {name}
      </th>
      <td className={restarts > 0 ? css.alarm : css.meta}>{restarts}</td>
      <td>{startedAt === undefined ? "–" : age((now - Date.parse(startedAt)) / 1000)}</td>
      <td>{host ?? "–"}</td>
    </tr>
  );
}

function cpuAside(cpuCores: number | undefined, proxyCpuCores: number | undefined) {
  if (cpuCores === undefined) return {};
  const proxies = proxyCpuCores === undefined ? "" : `, proxies ${proxyCpuCores.toFixed(2)}`;
  return { aside: `CPU ${cpuCores.toFixed(2)} cores${proxies}` };
}
