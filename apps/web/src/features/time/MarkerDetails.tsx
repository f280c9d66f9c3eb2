import type { Marker } from "@fyr/contract";
import { Button } from "../../ui/Button.tsx";
import { clock } from "../../ui/clock.ts";
import { markerDetail, markerTitle } from "../../ui/marker-words.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import css from "./Lanes.module.css";

/** Everything known of what happened at one spot, and the comparison with just before it. */
export function MarkerDetails(props: { markers: readonly Marker[]; suspects: readonly string[]; onDone: () => void }) {
  const { markers, suspects, onDone } = props;
  const [, change] = useInvestigation();
  const [first] = markers;
  return (
    <div className={css.details}>
      <ul>
        {markers.map((marker) => {
          const number = suspects.indexOf(marker.id);
          return (
            <li key={marker.id}>
              <strong>
                {number >= 0 && `${number + 1}. `}
                {markerTitle(marker)}
              </strong>
              <p>
                {clock(marker.at)}
                {marker.until !== undefined && ` to ${clock(marker.until)}`}. {markerDetail(marker)}
              </p>
            </li>
          );
        })}
      </ul>
      {first !== undefined && (
        <Button
          onClick={() => {
            onDone();
            change({ tab: "compare", before: first.at });
          }}
        >
          Compare with just before
        </Button>
      )}
    </div>
  );
}
