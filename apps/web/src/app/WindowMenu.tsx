import { useTopology } from "../live/live-context.ts";
import { windowName } from "../ui/format.ts";
import { Picker } from "../ui/Picker.tsx";
import { useView } from "../view/use-view.ts";

const offered = [60, 300, 900, 1800, 3600];

/** The window every number is a mean over. A window Fyr had to widen shows as it is. */
export function WindowMenu() {
  const [view, change] = useView();
  const topology = useTopology();
  const widened = topology?.requestedWindowSeconds === view.windowSeconds;
  const actual = topology?.windowSeconds;
  const seconds = offered.includes(view.windowSeconds) ? offered : [view.windowSeconds, ...offered];
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
