import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { capabilities, series } from "../../api/queries.ts";
import { useTopology } from "../../live/live-context.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { useNow } from "../../live/use-now.ts";
import { timeZone } from "../../ui/clock.ts";
import { success } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Measure } from "../../ui/Measure.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { useView } from "../../view/use-view.ts";
import { PlayControl, PlayNote } from "./PlayControl.tsx";
import { instant, type Span, stepped } from "./past-moments.ts";
import { RangeControl } from "./RangeControl.tsx";
import { Scrubber } from "./Scrubber.tsx";
import css from "./Timeline.module.css";
import { keptLengths, scrubStepMs } from "./timeline-range.ts";
import { usePlay } from "./use-play.ts";
import { useScrub } from "./use-scrub.ts";
import { useTimelineRange } from "./use-timeline-range.ts";

/** What stands over the strip, on the same span, each in a row of its own. */
export interface Lanes {
  /** How many rows they take. */
  readonly rows: number;
  readonly render: (span: Span, now: number) => React.ReactNode;
}

/** The success rate of the mesh over the past, and a handle on it to go to any moment. */
export function Timeline({ lanes }: { lanes?: Lanes }) {
  const [view, change] = useView();
  const now = useNow();
  const play = usePlay();
  const { historyFrom, refreshSeconds = 5 } = useQuery(capabilities).data ?? {};
  const bounds = { now: Math.floor(now / 60_000) * 60_000 + 60_000, historyFrom, at: view.at };
  const range = useTimelineRange(bounds);
  const { span } = range;
  const isUpToNow = span.to >= now;
  const mesh = useQuery({
    ...series(seriesRange(span, isUpToNow)),
    refetchInterval: isUpToNow ? 30_000 : false,
    enabled: useIsKept() === true,
  });
  const scrub = useScrub(now);
  const ratio = useTopology()?.totals.errorRatio;
  const step = (steps: 1 | -1) => change({ at: stepped(view.at, steps, view.windowSeconds, now) });
  const row = { gridRow: (lanes?.rows ?? 0) + 1 };
  return (
    <section
      className={css.timeline}
      aria-label="Timeline"
      data-past={view.at !== undefined || undefined}
      onKeyDown={(event) => {
        if (event.key !== " " || !isOwnKey(event.target)) return;
        event.preventDefault();
        play.toggle();
      }}
    >
      {lanes?.render(span, now)}
      <div className={css.start} style={row}>
        <div className={css.now}>
          <span className={css.label}>Mesh success rate</span>
          <span className={ratio !== undefined && ratio >= 0.001 ? css.bad : css.number}>
            <Measure quantity={ratio === undefined ? undefined : success(1 - ratio)} />
          </span>
        </div>
        <IconButton label="One window back" onClick={() => step(-1)}>
          <IconChevronLeft size={16} stroke={1.6} />
        </IconButton>
        <PlayControl play={play} />
        <IconButton label="One window on" disabled={view.at === undefined} onClick={() => step(1)}>
          <IconChevronRight size={16} stroke={1.6} />
        </IconButton>
        <span className={css.zone} title="The zone of all times on screen">
          {timeZone(span.to)}
        </span>
      </div>
      <div className={css.strip} style={row}>
        <Scrubber
          span={span}
          now={now}
          stepMs={scrubStepMs(span, refreshSeconds)}
          series={mesh.data}
          scrub={scrub}
          onZoom={range.zoom}
          onShift={range.shift}
        />
        <div className={css.notes}>
          <PlayNote play={play} />
          {mesh.data === undefined && (
            <span
              className={css.note}
              role="status"
              title={mesh.error === null ? undefined : problemText(mesh.error).detail}
            >
              {mesh.isError && `No line: ${problemText(mesh.error).detail} It is asked again.`}
              {mesh.isLoading && "Reading the past …"}
            </span>
          )}
        </div>
      </div>
      <div className={css.end} style={row}>
        <RangeControl
          lengthSeconds={range.lengthSeconds}
          lengths={keptLengths(bounds)}
          canGoBack={historyFrom === undefined || span.from > Date.parse(historyFrom)}
          canGoOn={!isUpToNow}
          onChoose={range.choose}
          onShift={range.shift}
        />
      </div>
    </section>
  );
}

/** Buttons and lists have a use of their own for the space bar. */
function isOwnKey(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("button, select") === null;
}

/** About 180 points, whole multiples of 15 s so that neighbours share what Prometheus has cached. */
export function seriesRange(span: Span, isUpToNow: boolean) {
  const spanSeconds = Math.round((span.to - span.from) / 1000);
  const stepSeconds = Math.max(15, Math.ceil(spanSeconds / 180 / 15) * 15);
  return { from: instant(span.from), ...(!isUpToNow && { to: instant(span.to) }), stepSeconds };
}
