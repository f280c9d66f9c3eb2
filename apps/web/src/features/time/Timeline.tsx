import type { Series, Topology } from "@fyr/contract";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { capabilities, series } from "../../api/queries.ts";
import { useTopology } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { clock } from "../../ui/clock.ts";
import { age, success } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Measure } from "../../ui/Measure.tsx";
import { useView } from "../../view/use-view.ts";
import { instant, type Span, scrubberSpan, stepped } from "./past-moments.ts";
import { SuccessStrip } from "./SuccessStrip.tsx";
import css from "./Timeline.module.css";

/** The success rate of the mesh over the last hours, and a handle on it to go to any moment. */
export function Timeline() {
  const [view, change] = useView();
  const now = useNow();
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  const span = scrubberSpan(Math.floor(now / 60_000) * 60_000 + 60_000, historyFrom, view.at);
  const spanSeconds = Math.round((span.to - span.from) / 1000);
  const mesh = useQuery({
    ...series({ from: instant(span.from), stepSeconds: stepFor(spanSeconds) }),
    refetchInterval: 30_000,
  });
  const ratio = useTopology()?.totals.errorRatio;
  return (
    <section className={css.timeline} aria-label="Timeline">
      <div className={css.now}>
        <span className={css.label}>Mesh success rate</span>
        <span className={ratio !== undefined && ratio >= 0.001 ? css.bad : css.number}>
          <Measure quantity={ratio === undefined ? undefined : success(1 - ratio)} />
        </span>
      </div>
      <IconButton label="One window back" onClick={() => change({ at: stepped(view.at, -1, view.windowSeconds, now) })}>
        <IconChevronLeft size={16} stroke={1.6} />
      </IconButton>
      <Scrubber key={view.at ?? "live"} span={span} now={now} series={mesh.data} />
      <IconButton
        label="One window on"
        disabled={view.at === undefined}
        onClick={() => change({ at: stepped(view.at, 1, view.windowSeconds, now) })}
      >
        <IconChevronRight size={16} stroke={1.6} />
      </IconButton>
      {view.at !== undefined && (
        <div className={css.past}>
          <span>
            {clock(view.at)}, {age((now - Date.parse(view.at)) / 1000)} ago
          </span>
          <Button onClick={() => change({ at: undefined })}>Back to live</Button>
        </div>
      )}
    </section>
  );
}

function Scrubber({ span, now, series: mesh }: { span: Span; now: number; series: Series | undefined }) {
  const [view, change] = useView();
  const topology = useTopology();
  const [draft, setDraft] = useState<number>();
  const shown = draft ?? (view.at === undefined ? now : Date.parse(view.at));
  const commit = () => {
    if (draft === undefined) return;
    setDraft(undefined);
    change({ at: draft >= now - 2000 ? undefined : instant(draft) });
  };
  return (
    <div className={css.scrubber}>
      <SuccessStrip
        series={mesh}
        span={span}
        at={Math.min(shown, span.to)}
        past={view.at !== undefined || draft !== undefined}
        failingSince={failingSince(topology)}
      />
      <input
        type="range"
        className={css.range}
        aria-label="Moment on screen"
        aria-valuetext={clock(shown)}
        min={span.from}
        max={span.to}
        step={5000}
        value={Math.min(shown, span.to)}
        onChange={(event) => setDraft(Math.min(now, event.currentTarget.valueAsNumber))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      {draft !== undefined && (
        <output
          className={css.draft}
          style={{ insetInlineStart: `${((shown - span.from) / (span.to - span.from)) * 100}%` }}
        >
          {clock(shown)}
        </output>
      )}
    </div>
  );
}

/** When the first of what fails now began, ms since epoch. */
function failingSince(topology: Topology | undefined): number | undefined {
  const times = topology?.problems.flatMap(({ status, since }) =>
    status === "failing" && since ? Date.parse(since) : [],
  );
  return times === undefined || times.length === 0 ? undefined : Math.min(...times);
}

/** About 180 points, whole multiples of 15 s so that neighbours share what Prometheus has cached. */
function stepFor(spanSeconds: number): number {
  return Math.max(15, Math.ceil(spanSeconds / 180 / 15) * 15);
}
