import type { TrafficRoute } from "@fyr/contract";
import { useNow } from "../../../live/use-now.ts";
import { Chip } from "../../../ui/Chip.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { lastChangeInWords, ownerInWords } from "./owner-text.ts";
import { placeInWords } from "./place-text.ts";
import css from "./RouteHeading.module.css";

/** Which object this is. */
export function RouteHeading({ route }: { route: TrafficRoute }) {
  return (
    <header className={css.heading}>
      <StatusIcon status={route.health} size={16} />
      <h2 className={css.name}>{route.route.name}</h2>
      <Chip>{route.route.kind}</Chip>
      <span className={css.where}>{[route.route.namespace, ...placeInWords(route)].join(" · ")}</span>
    </header>
  );
}

/** Who else writes it; who wrote it last is one hover away. */
export function RouteOwner({ route }: { route: TrafficRoute }) {
  const changed = lastChangeInWords(route, useNow());
  return (
    <span className={css.owner} {...(changed !== undefined && { title: `Last changed by ${changed}` })}>
      <Chip>owner: {ownerInWords(route.owner)}</Chip>
    </span>
  );
}
