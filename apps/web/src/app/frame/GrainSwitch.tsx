import type { Grain } from "@fyr/contract";
import { grains } from "@fyr/topology";
import { useTopology } from "../../live/live-context.ts";
import { Picker } from "../../ui/Picker.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { grainWords } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import { changeCut } from "../change-cut.ts";
import css from "./GrainSwitch.module.css";

/** What a node of the map stands for. */
export function GrainSwitch() {
  const [view, change] = useView();
  const whole = useTopology();
  const { grain: value, serviceNodes } = view;
  const choose = (grain: Grain) => change(changeCut(view, whole, { grain, serviceNodes }));
  return (
    <>
      <div className={css.wide}>
        <Segmented
          label="A node is one (g)"
          value={value}
          choices={grains.map((grain) => ({ value: grain, name: grainWords[grain] }))}
          onChoose={choose}
        />
      </div>
      <div className={css.narrow}>
        <Picker
          name="Node"
          value={value}
          choices={grains.map((grain) => ({ value: grain, words: grainWords[grain].toLowerCase() }))}
          onChoose={choose}
        />
      </div>
    </>
  );
}
