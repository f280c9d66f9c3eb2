import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { windowName } from "../../ui/format.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import { idInWords } from "./find-node.ts";
import css from "./ServicePage.module.css";

/** The address names what this moment does not have: why that may be, and the ways on. */
export function NotInPicture({ id }: { id: string }) {
  const [{ at, namespaces, windowSeconds }, change] = useView();
  return (
    <EmptyState title={`There is no “${idInWords(id)}”`} page icon={<StatusIcon status="unknown" size={28} label="" />}>
      <p>
        {at === undefined ? "In the last " : "In the "}
        {windowName(windowSeconds)}
        {at !== undefined && " before this moment"} it had no traffic
        {namespaces === undefined ? "" : `, or it is outside ${namespaces.join(", ")}`}, and no workload of that name is
        known.
      </p>
      <div className={css.ways}>
        {namespaces !== undefined && (
          <Button onClick={() => change({ namespaces: undefined })}>Look in all namespaces</Button>
        )}
        {at !== undefined && <Button onClick={() => change({ at: undefined })}>Back to live</Button>}
        <Link to="/services" search={true} className={css.onMap}>
          All services
        </Link>
      </div>
    </EmptyState>
  );
}
