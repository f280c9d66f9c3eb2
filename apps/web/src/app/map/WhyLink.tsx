import { IconZoomQuestion } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { withInvestigation } from "../../view/investigation.ts";
import type { SearchParams } from "../../view/url.ts";
import css from "./WhyLink.module.css";

/** From a problem on the map to what is behind it: the finding of what is selected, at the same moment. */
export function WhyLink() {
  const search = (before: SearchParams) => withInvestigation(before, { tab: "wrong" });
  return (
    <Link to="/investigate" search={search as never} className={css.link}>
      <IconZoomQuestion size={15} stroke={1.6} aria-hidden="true" />
      Why? Since when, what changed
    </Link>
  );
}
