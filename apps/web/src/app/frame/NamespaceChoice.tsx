import { useQuery } from "@tanstack/react-query";
import { topologyNow } from "../../api/queries.ts";
import { useTopology } from "../../live/live-context.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import css from "./NamespaceChoice.module.css";
import { toggled } from "./scope-choice.ts";

/** All namespaces, or some of them. */
export function NamespaceChoice() {
  const [{ namespaces: chosen }, change] = useView();
  const topology = useTopology();
  // A scoped picture does not name what it leaves out.
  const whole = useQuery({ ...topologyNow, enabled: chosen !== undefined });
  const offered = whole.data?.namespaces ?? topology?.namespaces ?? [];
  const choose = (namespaces: readonly string[] | undefined) => change({ namespaces, viewport: undefined });
  const names = new Set(offered.map(({ name }) => name));
  return (
    <div className={css.choice}>
      <label className={css.item}>
        <input
          type="checkbox"
          checked={chosen === undefined}
          disabled={chosen === undefined}
          onChange={() => choose(undefined)}
        />
        <span className={css.name}>All namespaces</span>
        <span className={css.count}>{names.size}</span>
      </label>
      <ul className={css.list} aria-label="Only these">
        {offered.map(({ cluster, name, workloads, health }) => (
          <li key={`${cluster}/${name}`}>
            <label className={css.item}>
              <input
                type="checkbox"
                checked={chosen?.includes(name) ?? false}
                onChange={(event) => choose(toggled(chosen, name, event.currentTarget.checked, names.size))}
              />
              <span className={css.name}>{name}</span>
              {health !== "healthy" && health !== "unknown" && <StatusIcon status={health} size={12} />}
              <span className={css.count}>{workloads}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
