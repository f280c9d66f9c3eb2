import type { Finding } from "@fyr/contract";
import { Button } from "../../../ui/Button.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { MapLink } from "../MapLink.tsx";
import { placeOnMap } from "../place-on-map.ts";
import css from "./FindingCard.module.css";

/** What to look at next, each one press away. */
export function FindingActions({ finding }: { finding: Finding }) {
  const [, change] = useInvestigation();
  const { id, entries } = finding;
  const place = placeOnMap(finding);
  const before = { before: undefined, beforeWindowSeconds: undefined };
  return (
    <div className={css.actions}>
      <Button onClick={() => change({ tab: "time", finding: id, entry: entries[0]?.node, ...before })}>
        Where the time goes
      </Button>
      <Button onClick={() => change({ tab: "compare", finding: id, ...before })}>Compare with before</Button>
      <Button
        onClick={() =>
          change({ tab: "evidence", finding: id }, { view: place === undefined ? {} : { selection: place } })
        }
      >
        Evidence
      </Button>
      {place !== undefined && <MapLink view={{ selection: place }}>Show on the map</MapLink>}
    </div>
  );
}
