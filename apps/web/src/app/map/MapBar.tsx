import type { Topology } from "@fyr/contract";
import { IconMap2, IconSearch, IconTable, IconTag } from "@tabler/icons-react";
import { ExportMenu } from "../../features/export/ExportMenu.tsx";
import { ViewsMenu } from "../../features/find/ViewsMenu.tsx";
import { summaryOf } from "../../features/problems/summary-sentence.ts";
import { Button } from "../../ui/Button.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { loadLater } from "../../ui/load-later.tsx";
import { Picker } from "../../ui/Picker.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { ask } from "../../view/commands.ts";
import { useView } from "../../view/use-view.ts";
import { type LabelChoice, labelChoices } from "../../view/view-state.ts";
import { hasServiceNodes, serviceNodesToggled } from "../change-cut.ts";
import css from "./MapBar.module.css";

const Exports = loadLater(async () => (await import("./Exports.tsx")).Exports);

const labelWords: Readonly<Record<LabelChoice, string>> = {
  smart: "smart",
  rate: "req/s",
  success: "success",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  none: "none",
};

/** The mesh in one sentence, by workload, and how it is shown. `picture`: at the grain on screen. */
export function MapBar({ topology, picture }: { topology: Topology; picture: Topology }) {
  const [view, change] = useView();
  const { status, wrong, rest } = summaryOf(topology);
  const other = view.as === "map" ? "table" : "map";
  return (
    <div className={css.bar}>
      <StatusIcon status={status} size={16} label="" />
      <h1 className={css.summary}>
        <strong>{wrong}</strong>
        {rest}
      </h1>
      <div className={css.tools}>
        <Button className={css.switch} onClick={() => ask("find")} aria-label="Find and hide (f)">
          <IconSearch size={15} stroke={1.6} />
          <Kbd>f</Kbd>
        </Button>
        <ViewsMenu />
        <ExportMenu renderChoices={(onDone) => <Exports picture={picture} onDone={onDone} />} warmUp={Exports.warmUp} />
        {view.as === "map" && (
          <Picker
            name="Labels"
            value={view.labels}
            choices={labelChoices.map((value) => ({ value, words: labelWords[value] }))}
            onChoose={(labels) => change({ labels })}
          />
        )}
        {hasServiceNodes(view) && (
          <Button
            className={css.switch}
            aria-pressed={view.serviceNodes === true}
            aria-label="Services between callers and workloads (s)"
            title="Services between callers and workloads (s)"
            onClick={() => change(serviceNodesToggled(view, topology))}
          >
            <IconTag size={15} stroke={1.6} />
            <Kbd>s</Kbd>
          </Button>
        )}
        <Button className={css.switch} onClick={() => change({ as: other })} aria-label={`Show as ${other} (t)`}>
          {other === "table" ? <IconTable size={15} stroke={1.6} /> : <IconMap2 size={15} stroke={1.6} />}
          <Kbd>t</Kbd>
        </Button>
      </div>
    </div>
  );
}
