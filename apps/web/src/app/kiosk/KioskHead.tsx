import type { Topology } from "@fyr/contract";
import { summaryOf } from "../../features/problems/summary-sentence.ts";
import { useNow } from "../../live/use-now.ts";
import { calendarDay, clock, timeZone } from "../../ui/clock.ts";
import { windowName } from "../../ui/format.ts";
import { Lacks } from "../../ui/Lacks.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { useView } from "../../view/use-view.ts";
import { Sources } from "../frame/Sources.tsx";
import { namespacesInWords } from "../frame/scope-words.ts";
import css from "./KioskHead.module.css";

/** The mesh in one sentence, what it is of, and the time. */
export function KioskHead({ topology }: { topology: Topology | undefined }) {
  const now = useNow();
  return (
    <header className={css.head}>
      <div className={css.said}>
        {topology && <Summary topology={topology} />}
        <div className={css.about}>
          {topology && <Scope topology={topology} />}
          <Sources />
        </div>
        {topology && (
          <div className={css.lacks}>
            <Lacks of={topology} iconSize={20} />
          </div>
        )}
      </div>
      <div className={css.time}>
        <time className={css.clock} dateTime={new Date(now).toISOString()}>
          {clock(now)}
        </time>
        <span className={css.day}>
          {calendarDay(now)} · {timeZone(now)}
        </span>
      </div>
    </header>
  );
}

function Summary({ topology }: { topology: Topology }) {
  const { status, wrong, rest } = summaryOf(topology);
  return (
    <h1 className={css.summary} data-status={status}>
      <StatusIcon status={status} size={44} label="" />
      <span>
        <strong>{wrong}</strong>
        {rest}
      </span>
    </h1>
  );
}

/** "demo-north · shop, payments · last 1 min" */
function Scope({ topology }: { topology: Topology }) {
  const [{ namespaces }] = useView();
  const where = namespacesInWords(namespaces, topology.namespaces.length);
  return (
    <span>
      {topology.clusters.join(", ") || "mesh"} · {where} · last {windowName(topology.windowSeconds)}
    </span>
  );
}
