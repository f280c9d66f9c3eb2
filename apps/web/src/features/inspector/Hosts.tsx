import type { Host } from "@fyr/contract";
import { inWords, share } from "../../ui/format.ts";
import { Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./RowTable.module.css";

/** From here on other machines on the same metal are likely to be felt. */
const stealWorthALook = 0.05;

/** "CPU steal 35 % on node-b, where orders runs: …", worst first: reason enough for slowness to stand among the reasons. */
export function stealInWords(hosts: readonly Host[], workload?: string): readonly string[] {
  const where = workload === undefined ? "" : `, where ${workload} runs`;
  return hosts
    .filter(({ cpuStealRatio = 0 }) => cpuStealRatio >= stealWorthALook)
    .toSorted((a, b) => (b.cpuStealRatio ?? 0) - (a.cpuStealRatio ?? 0))
    .map(
      ({ name, cpuStealRatio = 0 }) =>
        `CPU steal ${inWords(share(cpuStealRatio))} on ${name}${where}: other machines take its time`,
    );
}

/** The Kubernetes nodes its pods run on; stolen CPU time is said aloud. */
export function Hosts({ hosts }: { hosts: readonly Host[] }) {
  if (hosts.length === 0) return null;
  return (
    <Section title="Hosts">
      <ul className={css.list}>
        {hosts
          .toSorted((a, b) => (b.cpuStealRatio ?? 0) - (a.cpuStealRatio ?? 0))
          .map((host) => (
            <li key={host.name}>
              <HostRow host={host} />
            </li>
          ))}
      </ul>
    </Section>
  );
}

function HostRow({ host: { name, cpuStealRatio, cpuBusyRatio } }: { host: Host }) {
  const stolen = cpuStealRatio !== undefined && cpuStealRatio >= stealWorthALook;
  return (
    <div className={css.row}>
      {stolen ? (
        <span className={css.alarm} title="Time the hypervisor gave to other machines">
          <StatusIcon status="degraded" size={12} label="" /> CPU steal {inWords(share(cpuStealRatio))} on {name}
        </span>
      ) : (
        <span>{name}</span>
      )}
      <span className={css.meta}>
        {!stolen && cpuStealRatio !== undefined && `steal ${inWords(share(cpuStealRatio))} · `}
        {cpuBusyRatio === undefined ? "CPU not measured" : `CPU ${inWords(share(cpuBusyRatio))} busy`}
      </span>
    </div>
  );
}
