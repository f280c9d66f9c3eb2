import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../api/queries.ts";
import { useTopology } from "../live/live-context.ts";
import { windowName } from "../ui/format.ts";
import { Picker } from "../ui/Picker.tsx";
import { useView } from "../view/use-view.ts";
import { windowChoices } from "./window-choices.ts";

/** The window every number is a mean over. A window Fyr had to widen shows as it is. */
export function WindowMenu() {
  const [view, change] = useView();
  const topology = useTopology();
  const widened = topology?.requestedWindowSeconds === view.windowSeconds;
  const actual = topology?.windowSeconds;
  const seconds = windowChoices(view.windowSeconds, useQuery(capabilities).data?.minimumWindowSeconds);
  const words = (value: number) =>
    widened && value === view.windowSeconds && actual !== undefined
      ? `${windowName(actual)} (4 scrapes)`
      : windowName(value);
  return (
    <Picker
      name="last"
      value={view.windowSeconds}
      choices={seconds.map((value) => ({ value, words: words(value) }))}
      onChoose={(windowSeconds) => change({ windowSeconds })}
    />
  );
}
