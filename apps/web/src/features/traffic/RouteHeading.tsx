import type { TrafficRoute } from "@fyr/contract";
import { useNow } from "../../live/use-now.ts";
import { Chip } from "../../ui/Chip.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { lastChangeInWords, ownerInWords } from "./owner-text.ts";
import css from "./RouteHeading.module.css";

/** Which object this is, who owns it and who wrote it last. */
export function RouteHeading({ route }: { route: TrafficRoute }) {
  const now = useNow();
  const changed = lastChangeInWords(route, now);
  return (
    <header className={css.heading}>
      <StatusIcon status={route.health} size={16} />
      <h2 className={css.name}>{route.route.name}</h2>
      <Chip>{route.route.kind}</Chip>
      <span className={css.where}>
        {route.route.namespace} · {route.hosts.length === 1 ? "host" : "hosts"} {route.hosts.join(", ")}
      </span>
      <span className={css.owner}>
        <Chip>owner: {ownerInWords(route.owner)}</Chip>
        {changed !== undefined && <span className={css.changed}>changed by {changed}</span>}
      </span>
    </header>
  );
}
