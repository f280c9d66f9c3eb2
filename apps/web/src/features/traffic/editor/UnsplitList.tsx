import type { TopologyNode, UnsplitService } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { unsplitServices } from "../../../api/traffic-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { objectEditor } from "./editor-store.ts";
import { splitInWords } from "./split-text.ts";
import css from "./UnsplitList.module.css";

/** Services that run several versions and split nothing yet: two clicks to a canary. */
export function UnsplitList({ namespaces, about }: UnsplitListProps) {
  const { data } = useQuery(unsplitServices);
  const shown = (data?.services ?? []).filter((each) => isShown(each, namespaces, about));
  if (shown.length === 0) return null;
  return (
    <section className={css.section} aria-label="Services without a split">
      <h2 className={css.title}>Several versions, no split</h2>
      <ul>
        {shown.map((each) => (
          <li key={`${each.namespace}/${each.service}`} className={css.item}>
            <span className={css.name}>
              <strong>{each.service}</strong> <span className={css.aside}>{each.namespace}</span>
            </span>
            <span className={css.aside}>{each.versions.map(({ version }) => version).join(", ")}</span>
            <Button
              disabled={!each.editable}
              title={each.editable ? undefined : "Your account may not create routes there"}
              onClick={() => objectEditor.open({ kind: "edits", edits: each.edits, ...splitInWords(each) })}
            >
              Start a canary<span className="visually-hidden"> of {each.service}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface UnsplitListProps {
  readonly namespaces?: readonly string[] | undefined;
  /** Only the service that this is, or that it runs a version of. */
  readonly about?: Pick<TopologyNode, "namespace" | "service" | "workload">;
}

function isShown(each: UnsplitService, namespaces: UnsplitListProps["namespaces"], about: UnsplitListProps["about"]) {
  if (about !== undefined) {
    const runs = each.versions.some(({ workloads }) => workloads.includes(about.workload ?? ""));
    return each.namespace === about.namespace && (each.service === about.service || runs);
  }
  return namespaces === undefined || namespaces.length === 0 || namespaces.includes(each.namespace);
}
