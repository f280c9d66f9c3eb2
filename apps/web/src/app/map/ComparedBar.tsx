import type { Topology } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/Button.tsx";
import { clock, dayBefore } from "../../ui/clock.ts";
import { windowName } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { changeOf, type EdgeChange } from "../../view/compared-picture.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";
import css from "./ComparedBar.module.css";
import { useCompared } from "./use-compared.ts";

/** Above the map: what it is compared with, what came of that, and the end of it. */
export function ComparedBar({ topology }: { topology: Topology }) {
  const [{ before, beforeWindowSeconds }, change] = useInvestigation();
  const [, changeView] = useView();
  const { picture, query, isByWorkload } = useCompared(topology);
  const end = Date.parse(before ?? "");
  const span = `${dayBefore(end, Date.parse(topology.at))}${clock(end)}`;
  return (
    <section className={css.bar} aria-label="Comparison">
      <p className={css.words} role="status">
        Against{" "}
        <strong>
          {beforeWindowSeconds !== undefined && `${windowName(beforeWindowSeconds)} up to `}
          {span}
        </strong>
        :{" "}
        {query.error !== null && query.data === undefined
          ? problemText(query.error).detail
          : words(picture, query.data !== undefined)}
      </p>
      {!isByWorkload && (
        <Button onClick={() => changeView({ grain: undefined, serviceNodes: undefined })}>
          Show workloads to compare
        </Button>
      )}
      <Link to="/investigate" search={((search: object) => ({ ...search, tab: "compare" })) as never}>
        All differences
      </Link>
      <IconButton
        label="End the comparison"
        onClick={() => change({ before: undefined, beforeWindowSeconds: undefined })}
      >
        <IconX size={15} stroke={1.6} />
      </IconButton>
    </section>
  );
}

const changeWords: readonly (readonly [EdgeChange, string])[] = [
  ["failsMore", "fail more"],
  ["slower", "slower"],
  ["gone", "gone"],
  ["new", "new"],
];

/** "2 fail more, 1 gone" */
function words({ edges }: Topology, isKnown: boolean): string {
  if (!isKnown) return "comparing …";
  const counts = Map.groupBy(edges, (edge) => changeOf(edge)?.change);
  const told = changeWords.flatMap(([change, name]) => {
    const count = counts.get(change)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return told.length === 0 ? "no edge is new, gone, slower or failing more." : `${told.join(", ")}.`;
}
