import { timeZone } from "../../ui/clock.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { localZoneName, useZone } from "../../ui/use-zone.ts";
import css from "./TimeControl.module.css";

/** In which zone all times are told and typed; where the reader's own is UTC there is nothing to choose. `at`: ms since epoch. */
export function ZoneChoice({ at }: { at: number }) {
  const [zone, choose] = useZone();
  const own = localZoneName(at);
  if (own === "UTC") return <p className={css.zone}>All times are in UTC.</p>;
  return (
    <div className={css.zone}>
      <span>All times in {timeZone(at)}</span>
      <Segmented
        label="Time zone"
        value={zone}
        choices={[
          { value: "local", name: own },
          { value: "utc", name: "UTC" },
        ]}
        onChoose={choose}
      />
    </div>
  );
}
