import { grains } from "@fyr/topology";
import { useTopology } from "../live/live-context.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { grainWords } from "../view/shown-picture.ts";
import { useView } from "../view/use-view.ts";
import { changeCut } from "./change-cut.ts";

/** What a node of the map stands for. */
export function GrainSwitch() {
  const [view, change] = useView();
  const whole = useTopology();
  return (
    <Segmented
      label="A node is one (g)"
      value={view.grain}
      choices={grains.map((value) => ({ value, name: grainWords[value] }))}
      onChoose={(grain) => change(changeCut(view, whole, { grain, serviceNodes: view.serviceNodes }))}
    />
  );
}
