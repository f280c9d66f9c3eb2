import { Popover } from "@mantine/core";
import { useState } from "react";
import { Segmented } from "../../ui/Segmented.tsx";
import { useView } from "../../view/use-view.ts";
import { PastPicker } from "./PastPicker.tsx";
import css from "./TimeControl.module.css";

/** Live, or a moment in the past. */
export function TimeControl() {
  const [view, change] = useView();
  const [picking, setPicking] = useState(false);
  const past = view.at !== undefined;
  return (
    <Popover opened={picking} onChange={setPicking} position="bottom" offset={6} trapFocus returnFocus shadow="none">
      <Popover.Target>
        <div className={css.control}>
          <Segmented
            label="Time"
            value={past || picking ? "past" : "live"}
            choices={[
              { value: "live", name: <LiveName /> },
              { value: "past", name: "Past" },
            ]}
            onChoose={(value) => {
              setPicking(value === "past");
              if (value === "live") change({ at: undefined });
            }}
            onAgain={() => setPicking(!picking)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Choose a moment in the past">
        <PastPicker
          onPick={(at) => {
            setPicking(false);
            change({ at });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function LiveName() {
  return (
    <>
      <span className={css.beam} aria-hidden="true" />
      Live
    </>
  );
}
