import type { Series } from "@fyr/contract";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { capabilities, series } from "../../api/queries.ts";
import { usePlayback, useShownAt, useTopology } from "../../live/live-context.ts";
import { atOf } from "../../live/playback.ts";
import { useIsKept } from "../../live/use-kept.ts";
import { useNow } from "../../live/use-now.ts";
import { exactClock } from "../../ui/clock.ts";
import { success } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Measure } from "../../ui/Measure.tsx";
import { useView } from "../../view/use-view.ts";
import { badSpans } from "./bad-spans.ts";
import { PlayControl, PlayNote } from "./PlayControl.tsx";
import { ago, instant, type Span, scrubberSpan, stepped } from "./past-moments.ts";
import { SuccessStrip } from "./SuccessStrip.tsx";
import css from "./Timeline.module.css";
import { usePlay } from "./use-play.ts";

/** The success rate of the mesh over the last hours, and a handle on it to go to any moment. */
export function Timeline() {
  const [view, change] = useView();
  const now = useNow();
  const play = usePlay();
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  const span = scrubberSpan(Math.floor(now / 60_000) * 60_000 + 60_000, historyFrom, view.at);
  const isKept = useIsKept();
  const spanSeconds = Math.round((span.to - span.from) / 1000);
  const mesh = useQuery({
    ...series({ from: instant(span.from), stepSeconds: stepFor(spanSeconds) }),
    refetchInterval: 30_000,
    enabled: isKept === true,
  });
  const ratio = useTopology()?.totals.errorRatio;
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
      <div className={css.now}>
        <span className={css.label}>Mesh success rate</span>
        <span className={ratio !== undefined && ratio >= 0.001 ? css.bad : css.number}>
          <Measure quantity={ratio === undefined ? undefined : success(1 - ratio)} />
        </span>
      </div>
      <IconButton label="One window back" onClick={() => change({ at: stepped(view.at, -1, view.windowSeconds, now) })}>
        <IconChevronLeft size={16} stroke={1.6} />
      </IconButton>
      <PlayControl play={play} />
      <PlayNote play={play} />
      <Scrubber span={span} now={now} series={mesh.data} />
      <IconButton
        label="One window on"
        disabled={view.at === undefined}
        onClick={() => change({ at: stepped(view.at, 1, view.windowSeconds, now) })}
      >
        <IconChevronRight size={16} stroke={1.6} />
      </IconButton>
    </section>
  );
}

function Scrubber({ span, now, series: mesh }: { span: Span; now: number; series: Series | undefined }) {
  const [view, change] = useView();
  const [playback, store] = usePlayback();
  const stepMs = (useQuery(capabilities).data?.refreshSeconds ?? 5) * 1000;
  const shownAt = useShownAt(view.at);
  const [draft, setDraft] = useState<number>();
  const shown = draft ?? shownAt ?? now;
  const scrub = (ms: number) => {
    setDraft(ms);
    store.preview(ms, view.at ?? "");
  };
  const commit = () => {
    if (draft === undefined) return;
    setDraft(undefined);
    store.letGo();
    change({ at: draft >= now - 2000 ? undefined : instant(draft) });
  };
  return (
    <div className={css.scrubber}>
      <SuccessStrip
        series={mesh}
        span={span}
        at={Math.min(shown, span.to)}
        past={shownAt !== undefined || draft !== undefined}
        bad={badSpans(mesh)}
        held={spanOf(playback.frames)}
      />
      <input
        type="range"
        className={css.range}
        aria-label="Moment on screen"
        aria-valuetext={exactClock(shown)}
        min={span.from}
        max={span.to}
        step={stepMs}
        value={Math.min(shown, span.to)}
        onChange={(event) => scrub(Math.min(now, event.currentTarget.valueAsNumber))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      {draft !== undefined && (
        <output
          className={css.draft}
          style={{ insetInlineStart: `${((shown - span.from) / (span.to - span.from)) * 100}%` }}
        >
          {exactClock(shown)}, {ago(shown, now)}
        </output>
      )}
    </div>
  );
}

/** Buttons and lists have a use of their own for the space bar. */
function isOwnKey(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("button, select") === null;
}

function spanOf(frames: ReturnType<typeof usePlayback>[0]["frames"]): Span | undefined {
  const [first, last] = [frames[0], frames.at(-1)];
  return first && last && { from: atOf(first), to: atOf(last) };
}

/** About 180 points, whole multiples of 15 s so that neighbours share what Prometheus has cached. */
function stepFor(spanSeconds: number): number {
  return Math.max(15, Math.ceil(spanSeconds / 180 / 15) * 15);
}
