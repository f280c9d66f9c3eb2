import {
  IconArrowsSplit2,
  IconHelpCircle,
  IconListDetails,
  IconTopologyStar3,
  IconZoomQuestion,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTopology } from "../../live/live-context.ts";
import { classNames } from "../../ui/class-names.ts";
import { Lighthouse } from "../../ui/Lighthouse.tsx";
import { loadLater } from "../../ui/load-later.tsx";
import { withoutInvestigation } from "../../view/investigation.ts";
import type { SearchParams } from "../../view/url.ts";
import css from "./Rail.module.css";

const GuardMark = loadLater(async () => (await import("../../features/traffic/guard/GuardMark.tsx")).GuardMark);

/** The pages that work, and help. Links keep time, window and scope. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const failing = useTopology()?.problems.some(({ status }) => status === "failing") ?? false;
  return (
    <nav className={css.rail} aria-label="Pages">
      <Link to="/" search={toMap} className={css.sign} aria-label="Fyr, to the map">
        <Lighthouse />
      </Link>
      <Link to="/" search={toMap} className={css.item} activeProps={{ className: css.here }} activeOptions={exact}>
        <span className={css.icon}>
          <IconTopologyStar3 size={19} stroke={1.6} aria-hidden="true" />
          {failing && <span className={css.dot} />}
        </span>
        Map{failing && <span className="visually-hidden">, something is failing</span>}
      </Link>
      <PageLink to="/services" name="Services" icon={IconListDetails} />
      <PageLink to="/traffic" name="Traffic" icon={IconArrowsSplit2}>
        <Suspense>
          <GuardMark />
        </Suspense>
      </PageLink>
      <PageLink to="/investigate" name="Investigate" icon={IconZoomQuestion} />
      <button type="button" className={classNames(css.item, css.help)} onClick={onHelp} title="Keys and help (?)">
        <IconHelpCircle size={19} stroke={1.6} aria-hidden="true" />
        Help
      </button>
    </nav>
  );
}

/** Without what Investigate compares with: the map by itself. */
const toMap = ((search: SearchParams) => withoutInvestigation(search)) as never;
const exact = { exact: true, includeSearch: false };
const within = { exact: false, includeSearch: false };

function PageLink({
  to,
  name,
  icon: Icon,
  children,
}: {
  to: "/services" | "/traffic" | "/investigate";
  name: string;
  icon: typeof IconHelpCircle;
  children?: React.ReactNode;
}) {
  return (
    <Link to={to} search={true} className={css.item} activeProps={{ className: css.here }} activeOptions={within}>
      <Icon size={19} stroke={1.6} aria-hidden="true" />
      {name}
      {children}
    </Link>
  );
}
